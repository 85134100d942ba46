"""What comes back from the farmer: a reply, news of the plants, a case opened again."""

from datetime import timedelta

from domain import clock, journal, region
from domain.complaints import queries, rules
from domain.complaints.actions import steps
from domain.complaints.actions.answering import stop_watching, watch
from domain.complaints.actions.filing import go_on
from domain.complaints.models import Complaint
from domain.complaints.rules import LateReply
from domain.complaints.states import Desk, MessageKind, Status
from domain.errors import RuleBroken
from domain.people.rules import Actor

IMPROVING_AGAIN = timedelta(days=7)
REPORTS = {"report_cured", "report_improving", "report_unchanged"}


def reply(actor: Actor, code: str, *, text: str) -> Complaint:
    """The farmer answers a question, through whatever channel; the clock goes on with what was left.

    A reply nobody waits for any more is kept too, and may open the case again or start a new one, which is
    then returned.
    """
    complaint = queries.get(actor, code, lock=True)
    if not text.strip():
        raise RuleBroken("Tulis jawabannya, satu kalimat cukup.", field="text")
    if complaint.status is not Status.AWAITING_FARMER:
        return _reply_late(actor, complaint, text)
    decided = rules.back_to(with_expert=complaint.desk is Desk.EXPERT)
    rules.after(complaint.status, "reply", actor.hat, decided=decided)
    words = steps.keep_said(actor, complaint, MessageKind.REPLY, text)
    steps.step(actor, complaint, "reply", decided=decided, words=words)
    return complaint


def _reply_late(actor: Actor, complaint: Complaint, text: str) -> Complaint:
    days = region.current().clocks.reopen_days
    becomes = rules.late_reply(complaint.status, complaint.since, clock.now(), reopen_days=days)
    if becomes is LateReply.NEW_CASE:
        return go_on(actor, complaint, body=text)
    words = steps.keep_said(actor, complaint, MessageKind.REPLY, text)
    journal.record(actor, "complaint.replied_late", complaint.code, words=words)
    if becomes is LateReply.REOPENS:
        _open_again(actor, complaint, "reopen")
        complaint.outcome = None
    return complaint


def report(actor: Actor, code: str, *, verb: str) -> Complaint:
    """How the plants are: `report_cured`, `report_improving` or `report_unchanged`."""
    if verb not in REPORTS:
        raise RuleBroken("Pilih salah satu: sembuh, membaik, atau belum sembuh.")
    complaint = queries.get(actor, code, lock=True)
    if verb == "report_unchanged":
        _open_again(actor, complaint, verb)
    else:
        steps.step(actor, complaint, verb)
    complaint.outcome = rules.REPORTED[verb]
    if complaint.status is Status.ANSWERED:
        watch(complaint, clock.today() + IMPROVING_AGAIN)
    else:
        stop_watching(complaint)
    return complaint


def reopen(actor: Actor, code: str) -> Complaint:
    """A closed case comes back within the days the region allows; a new attempt with its own promise."""
    complaint = queries.get(actor, code, lock=True)
    rules.after(complaint.status, "reopen", actor.hat, decided=_back(complaint))
    rules.check_may_reopen(complaint.since, clock.now(), days=region.current().clocks.reopen_days)
    _open_again(actor, complaint, "reopen")
    complaint.outcome = None
    return complaint


def _open_again(actor: Actor, complaint: Complaint, verb: str) -> None:
    back = _back(complaint)
    steps.step(actor, complaint, verb, decided=back, to=complaint.officer)
    if back is Status.WITH_EXPERT and complaint.desk is Desk.OFFICER:
        complaint.desk, complaint.expert = Desk.EXPERT, None


def _back(complaint: Complaint) -> Status:
    return rules.back_to(with_expert=complaint.desk is Desk.EXPERT, earlier_reopens=complaint.attempt - 1)
