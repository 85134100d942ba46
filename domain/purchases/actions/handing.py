"""A rented thing goes out, is taken over, comes back and is looked at: each with its condition in words."""

from collections.abc import Sequence

from domain.db import db
from domain.papers import actions as papers
from domain.papers.rules import PaperKind
from domain.people.models import Person
from domain.people.rules import Actor
from domain.pictures import Picture
from domain.purchases import lateness, rules, snapshots
from domain.purchases.actions.steps import begin, finish, paper_of
from domain.purchases.checklists import Checklist, ChecklistLine, CheckStep, Condition, check_conditions
from domain.purchases.models import Purchase


def hand_out(actor: Actor, code: str, *, version: int | None, **seen) -> Purchase:
    """The vendor hands everything out; see `_look` for what was seen."""
    purchase = begin(actor, code, "hand_out", version)
    _look(actor, purchase, CheckStep.OUT, **seen)
    for line in purchase.lines:
        line.shipped = line.quantity
    return finish(actor, purchase, "hand_out")


def take_over(actor: Actor, code: str, *, version: int | None, **seen) -> Purchase:
    """The office takes over what was handed out; a tanda terima is issued."""
    purchase = begin(actor, code, "take_over", version)
    rules.check_separation(purchase.duties._replace(receiver=actor.person_id))
    checklist = _look(actor, purchase, CheckStep.TAKEN, **seen)
    purchase.receiver_id = actor.person_id
    for line in purchase.lines:
        line.accepted = line.quantity
    finish(actor, purchase, "take_over")
    _issue(actor, purchase, PaperKind.TANDA_TERIMA, checklist)
    return purchase


def give_back(actor: Actor, code: str, *, version: int | None, **seen) -> Purchase:
    """The office gives everything back."""
    purchase = begin(actor, code, "give_back", version)
    _look(actor, purchase, CheckStep.BACK, **seen)
    return finish(actor, purchase, "give_back")


def check_back(actor: Actor, code: str, *, version: int | None, **seen) -> Purchase:
    """The vendor has looked at what came back; a berita acara says its condition and days late."""
    purchase = begin(actor, code, "check_back", version)
    checklist = _look(actor, purchase, CheckStep.CHECKED, **seen)
    late = lateness.of(purchase)
    finish(actor, purchase, "check_back", late_days=late.days)
    _issue(actor, purchase, PaperKind.BA_PEMERIKSAAN, checklist, late)
    return purchase


def _look(
    actor: Actor,
    purchase: Purchase,
    step: CheckStep,
    *,
    conditions: Sequence[Condition],
    picture: Picture | None = None,
) -> Checklist:
    """Keep what was seen, one condition for each line in their order. Raises RuleBroken."""
    check_conditions(list(conditions))
    assert actor.person_id is not None
    checklist = Checklist(
        purchase_id=purchase.id, step=step, by_id=actor.person_id,
        photo_key=picture.large if picture else None, photo_bytes=picture.large_bytes if picture else 0,
    )  # fmt: skip
    db.session.add(checklist)
    db.session.flush()
    for line, condition in zip(purchase.lines, conditions, strict=True):
        db.session.add(
            ChecklistLine(
                checklist_id=checklist.id, line_id=line.id, good=condition.good, words=condition.words.strip()
            )
        )
    db.session.flush()
    return checklist


def _issue(
    actor: Actor,
    purchase: Purchase,
    kind: PaperKind,
    checklist: Checklist,
    late: lateness.Lateness | None = None,
) -> None:
    by = db.session.get_one(Person, actor.person_id)
    order = paper_of(purchase, PaperKind.SURAT_PESANAN)
    papers.issue(
        actor,
        kind,
        owner=purchase.office_code,
        subject=purchase.code,
        snapshot=snapshots.checked(purchase, order.number, checklist, by, late),
    )
