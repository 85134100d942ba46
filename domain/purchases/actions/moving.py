"""Moving the day of an organiser's event, once and within the terms of its package, with an addendum."""

from datetime import date

from domain import clock
from domain.catalogue.packages import rules as package_rules
from domain.catalogue.rental.rules import DAY
from domain.db import db
from domain.errors import RuleBroken
from domain.papers import actions as papers
from domain.papers.rules import PaperKind
from domain.people.rules import Actor
from domain.purchases import events, milestones, rules, snapshots
from domain.purchases.actions.steps import begin, finish, paper_of
from domain.purchases.events import EventMove
from domain.purchases.milestones import Stage
from domain.purchases.models import Purchase


def move_event(actor: Actor, code: str, *, version: int | None, day: date | None, reason: str) -> Purchase:
    """The PPK moves the event; price and milestones stay, days of what is still to do move along.

    An addendum names both days. Raises RuleBroken when the package does not allow it, or no longer.
    """
    purchase = begin(actor, code, "move_event", version)
    rules.check_reason(reason)
    if day is None:
        raise RuleBroken("Pilih tanggal acara yang baru.", field="day")
    event = events.event_of(purchase)
    assert event is not None
    assert actor.person_id is not None
    package_rules.check_move(event.package, event=event.day, to=day, today=clock.today(), moved=event.moved)
    moved = EventMove(
        purchase_id=purchase.id,
        from_day=event.day,
        to_day=day,
        reason=reason.strip(),
        moved_by=actor.person_id,
    )
    db.session.add(moved)
    _shift(purchase, event.day, day)
    db.session.flush()
    papers.issue(
        actor, PaperKind.ADDENDUM, owner=purchase.office_code, subject=purchase.code,
        snapshot=snapshots.moved(purchase, paper_of(purchase, PaperKind.SURAT_PESANAN).number, moved),
    )  # fmt: skip
    return finish(
        actor, purchase, "move_event", decided=purchase.state, was=event.day.isoformat(), now=day.isoformat()
    )


def _shift(purchase: Purchase, before: date, after: date) -> None:
    """The event's own day, the day to deliver by, and the milestones that are still to do."""
    for line in purchase.lines:
        line.start_day, line.end_day = after, after + DAY
    if purchase.deliver_by is not None:
        purchase.deliver_by += after - before
    for each in milestones.of(purchase):
        if each.stage is Stage.PLANNED:
            each.due += after - before
