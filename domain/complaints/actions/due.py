"""What the clocks do by themselves: lapse, close, hand up, let go. Each is a verb of the system, run by jobs."""

from collections import Counter
from collections.abc import Callable

from domain import clock
from domain.complaints import queries, rules
from domain.complaints.actions import steps
from domain.complaints.actions.answering import stop_watching
from domain.complaints.actions.desk import release
from domain.complaints.models import Complaint
from domain.complaints.states import Desk, Outcome
from domain.errors import RuleBroken
from domain.people.rules import SYSTEM, Actor
from domain.writing import write


def run_due_clocks() -> Counter[str]:
    """Do everything that is due now, each case in a write block of its own; call it outside one.

    Returns how many cases each verb moved. Running it again right away moves none.
    """
    done: Counter[str] = Counter()
    for verb, action, codes in _due():
        for code in codes:
            done[verb] += _try(action, code)
    return +done


def lapse(actor: Actor, code: str) -> Complaint:
    """The farmer did not answer the question in time: closed without news."""
    complaint = queries.get(actor, code, lock=True)
    rules.after(complaint.status, "lapse", actor.hat)
    if complaint.since > queries.lapsed_before():
        raise RuleBroken("Petani masih punya waktu untuk menjawab.")
    complaint.outcome = Outcome.NO_NEWS
    steps.step(actor, complaint, "lapse")
    return complaint


def close(actor: Actor, code: str) -> Complaint:
    """Nothing heard since the advice: closed, with whatever outcome was last reported."""
    complaint = queries.get(actor, code, lock=True)
    rules.after(complaint.status, "close", actor.hat)
    if actor.hat is SYSTEM.hat and (complaint.closes_on is None or complaint.closes_on > clock.today()):
        raise RuleBroken("Belum waktunya ditutup.")
    complaint.outcome = complaint.outcome or Outcome.NO_NEWS
    stop_watching(complaint)
    steps.step(actor, complaint, "close")
    return complaint


def escalate(actor: Actor, code: str) -> Complaint:
    """The promise is broken: the case goes to the experts, and stays counted as late."""
    complaint = queries.get(actor, code, lock=True)
    rules.after(complaint.status, "hand_up", actor.hat)
    if complaint.due_at is None or complaint.due_at > clock.now():
        raise RuleBroken("Keluhan ini belum lewat waktu.")
    complaint.desk, complaint.expert = Desk.EXPERT, None
    steps.step(actor, complaint, "hand_up", cause="due")
    return complaint


def renew_promises() -> int:
    """Bring the kept due moments in line with the events, after the region's hours or holidays changed.

    Returns how many were mended. Call it outside a write block.
    """
    wrong = queries.check_due_dates()
    for code in wrong:
        with write():
            steps.renew_promise(queries.get(SYSTEM, code, lock=True))
    return len(wrong)


def _due() -> list[tuple[str, Callable[..., Complaint], list[str]]]:
    return [
        ("lapse", lapse, queries.codes_to_lapse()),
        ("close", close, queries.codes_to_close()),
        ("hand_up", escalate, queries.codes_overdue()),
        ("release", release, queries.codes_idle()),
    ]


def _try(action: Callable[..., Complaint], code: str) -> bool:
    """Somebody may have moved the case since it was listed; then it is left alone."""
    try:
        with write():
            action(SYSTEM, code)
    except RuleBroken:
        return False
    return True
