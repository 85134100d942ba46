"""The day of an organiser's event: moved once within the package's terms, and what calling it off near it costs."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.catalogue.packages import queries as packages
from domain.catalogue.packages import rules as package_rules
from domain.catalogue.packages.rules import CancelFee, Package
from domain.db import Model, UtcDateTime, db
from domain.kinds import FulfilmentKind
from domain.money import rupiah
from domain.purchases.models import Purchase
from domain.purchases.states import State
from domain.sentences import say

REASON_LENGTH = 400


class EventMove(Model):
    """The one time an event was moved: from which day to which, by whom and why."""

    __tablename__ = "event_move"
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), primary_key=True)
    from_day: Mapped[date]
    to_day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    moved_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class Event(NamedTuple):
    """What an order for an event rests on: its day, its package as ordered, and whether the day was moved."""

    day: date
    package: Package
    moved: bool


MOVABLE = (State.ACCEPTED, State.IN_FULFILMENT)  # elsewhere nobody asks whether it moved before


def event_of(purchase: Purchase) -> Event | None:
    """The event of an organiser's order; None for goods and rentals. Two statements while it may still be moved, else one."""
    if purchase.kind is not FulfilmentKind.ORGANISER or not purchase.lines:
        return None
    line = purchase.lines[0]
    assert line.start_day is not None
    package = packages.package_of(line.listing_id, line.listing_version)
    may = purchase.state in MOVABLE
    moved = may and db.session.get(EventMove, purchase.id) is not None
    return Event(line.start_day, package, moved)


def may_move(event: Event | None) -> bool:
    """Whether the button is shown."""
    return event is not None and package_rules.may_move(
        event.package, event=event.day, today=clock.today(), moved=event.moved
    )


def cancel_words(purchase: Purchase, event: Event | None) -> str:
    """What the package asks of who calls off today, while that is being talked about; empty otherwise.

    An amount to talk about: nothing is deducted or paid by it.
    """
    if event is None or purchase.state not in (State.ACCEPTED, State.CANCEL_ASKED):
        return ""
    days = (event.day - clock.today()).days
    fee = package_rules.fee_near(event.package.cancel_fees, days)
    if fee is None:
        return say("Menurut paketnya, batal hari ini ({days} hari sebelum acara) tanpa biaya.", days=days)
    return _fee_words(fee, days, fee.percent * purchase.base // package_rules.WHOLE)


def _fee_words(fee: CancelFee, days: int, amount: int) -> str:
    return say(
        "Menurut paketnya, batal kurang dari {days} hari sebelum acara kena {percent} % dari harga: {amount}. Sekarang {days2} hari lagi. Dibicarakan dulu; aplikasi tidak memotong apa-apa.",
        days=fee.days,
        percent=fee.percent,
        amount=rupiah(amount),
        days2=max(days, 0),
    )
