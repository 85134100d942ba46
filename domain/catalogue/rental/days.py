"""Days of rental listings: taken and given back by conditional updates, never more than there is.

Every function that changes days first locks the row of the listing, so bookings of one listing
queue and two can never wait for each other. Callers with several listings go in the order of ids.
"""

from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from domain import clock, journal
from domain.catalogue.models import Listing
from domain.catalogue.rental import rules
from domain.catalogue.rental.models import RentalBooking, RentalDay
from domain.catalogue.rental.rules import Booking, Period, Terms
from domain.catalogue.rules import ListingState
from domain.db import db, writing
from domain.errors import RuleBroken, Stale
from domain.people.rules import SYSTEM, Actor
from domain.writing import write

BATCH = 200
NOT_SYNCHRONISED = {"synchronize_session": False}


def book(
    actor: Actor,
    listing_id: int,
    *,
    terms: Terms,
    period: Period,
    quantity: int,
    subject: str,
    held_until: datetime | None = None,
) -> RentalBooking:
    """Take units over a period and its buffers for `subject`, all or nothing.

    With `held_until` it is a hold that ends by itself. Raises RuleBroken naming the first day that is
    short, or when the thing is no longer offered.
    """
    listing = lock(listing_id)
    if listing.state is not ListingState.PUBLISHED:
        raise RuleBroken("{name} sudah tidak disewakan. Hapus dari pesanan.", name=listing.name)
    _end_holds(listing_id)
    start, end = rules.occupied(period, terms)
    _open_rows(listing, start, end)
    _take(listing, start, end, period=period, quantity=quantity)
    booking = RentalBooking(
        listing_id=listing_id, subject=subject, quantity=quantity, start_day=period.start, end_day=period.end,
        gone_from=start, gone_to=end, held_until=held_until,
    )  # fmt: skip
    db.session.add(booking)
    db.session.flush()
    journal.record(
        actor, "rental.booked", f"listing:{listing_id}", booking=booking.id, quantity=quantity,
        start=period.start.isoformat(), end=period.end.isoformat(), purchase=subject,
    )  # fmt: skip
    return booking


def lengthen(actor: Actor, booking_id: int, end: date, *, subject: str) -> None:
    """A booking that stands goes on until `end` (the first day after), with the same days to clean behind it.

    Raises RuleBroken naming the first day that is short, Stale when somebody was quicker.
    """
    found = db.session.get_one(RentalBooking, booking_id)
    listing = lock(found.listing_id)
    db.session.refresh(found)
    _end_holds(listing.id)
    start, until = found.gone_to, end + (found.gone_to - found.end_day)
    _open_rows(listing, start, until)
    _take(listing, start, until, period=Period(found.end_day, end), quantity=found.quantity)
    found.end_day, found.gone_to = end, until
    db.session.flush()
    journal.record(
        actor, "rental.lengthened", f"listing:{listing.id}", booking=booking_id, end=end.isoformat(),
        purchase=subject,
    )  # fmt: skip


def check_longer(booking_id: int, end: date) -> None:
    """Whether the days after a booking are free until `end`; takes nothing. Raises RuleBroken naming the first."""
    found = db.session.get_one(RentalBooking, booking_id)
    start, until = found.gone_to, end + (found.gone_to - found.end_day)
    span = (RentalDay.listing_id == found.listing_id, RentalDay.day >= start, RentalDay.day < until)
    free = {row.day: row.free for row in db.session.scalars(select(RentalDay).where(*span))}
    stock = db.session.get_one(Listing, found.listing_id).stock
    rules.check_free(
        free, rules.days_between(start, until), quantity=found.quantity, capacity=stock,
        period=Period(found.end_day, end),
    )  # fmt: skip


def keep(actor: Actor, booking_id: int, *, subject: str, held_until: datetime | None = None) -> bool:
    """Let a booking stand for `subject`, firmly or until `held_until`. False when it has ended meanwhile."""
    found = db.session.get(RentalBooking, booking_id)
    if found is None:
        return False
    lock(found.listing_id)
    db.session.refresh(found)
    if found.released_at or (found.held_until and found.held_until <= clock.now()):
        return False
    found.subject, found.held_until = subject, held_until
    db.session.flush()
    journal.record(actor, "rental.kept", f"listing:{found.listing_id}", booking=booking_id, purchase=subject)
    return True


def release(actor: Actor, booking_id: int) -> None:
    """Give the days of a booking back; nothing happens when they were given back before."""
    listing_id = db.session.scalar(select(RentalBooking.listing_id).where(RentalBooking.id == booking_id))
    if listing_id is not None:
        lock(listing_id)
        _release(actor, booking_id)


def release_expired() -> int:
    """End the holds whose time is over, each listing in a write block of its own; returns how many."""
    due = select(RentalBooking.listing_id).where(*_is_over()).distinct().limit(BATCH)
    ended = 0
    for listing_id in list(db.session.scalars(due)):
        with write():
            lock(listing_id)
            ended += _end_holds(listing_id)
    return ended


def set_capacity(listing: Listing, capacity: int) -> None:
    """The vendor owns another number of units from today on. Raises RuleBroken when more are promised."""
    lock(listing.id)
    _end_holds(listing.id)
    ahead = (RentalDay.listing_id == listing.id, RentalDay.day >= clock.today())
    busiest = db.session.execute(
        select(RentalDay.taken, RentalDay.day)
        .where(*ahead)
        .order_by(RentalDay.taken.desc(), RentalDay.day)
        .limit(1)
    ).first()
    if busiest:
        rules.check_capacity(capacity, busiest.taken, busiest.day)
    db.session.execute(
        update(RentalDay).where(*ahead).values(capacity=capacity), execution_options=NOT_SYNCHRONISED
    )


def set_closed(listing: Listing, start: date, end: date, *, closed: bool) -> None:
    """Close the days [start, end) to new bookings, or open them again; bookings that stand are kept."""
    lock(listing.id)
    _open_rows(listing, start, end)
    span = (RentalDay.listing_id == listing.id, RentalDay.day >= start, RentalDay.day < end)
    db.session.execute(
        update(RentalDay).where(*span).values(closed=closed), execution_options=NOT_SYNCHRONISED
    )


def lock(listing_id: int) -> Listing:
    """The row of a listing, locked until the write block ends."""
    assert writing.get(), "a lock belongs inside a write block"
    found = select(Listing).where(Listing.id == listing_id).with_for_update(key_share=True)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def differences() -> list[tuple[int, date, int, int]]:
    """Days whose count is not what the bookings say: (listing, day, counted, booked). Empty when all is well."""
    booked: dict[int, list[Booking]] = {}
    standing = select(RentalBooking).where(RentalBooking.released_at.is_(None))
    for each in db.session.scalars(standing):
        booked.setdefault(each.listing_id, []).append(Booking(each.gone_from, each.gone_to, each.quantity))
    said = {
        (listing, day): gone
        for listing, bookings in booked.items()
        for day, gone in rules.occupancy(bookings).items()
    }
    counted = {
        (row.listing_id, row.day): row.taken
        for row in db.session.scalars(select(RentalDay).where(RentalDay.taken > 0))
    }
    wrong = sorted(key for key in said | counted if said.get(key, 0) != counted.get(key, 0))
    return [(*key, counted.get(key, 0), said.get(key, 0)) for key in wrong]


def _open_rows(listing: Listing, start: date, end: date) -> None:
    """Give each day a row, so that there is something to count on."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    rows = [
        {"listing_id": listing.id, "day": day, "capacity": listing.stock, "taken": 0, "closed": False}
        for day in rules.days_between(start, end)
    ]
    db.session.execute(dialect.insert(RentalDay).values(rows).on_conflict_do_nothing())


def _take(listing: Listing, start: date, end: date, *, period: Period, quantity: int) -> None:
    """Ask which day is short, to say so; then take by an update that finds only days with room."""
    span = (RentalDay.listing_id == listing.id, RentalDay.day >= start, RentalDay.day < end)
    days = rules.days_between(start, end)
    known = db.session.scalars(select(RentalDay).where(*span).execution_options(populate_existing=True))
    free = {row.day: row.free for row in known}
    rules.check_free(free, days, quantity=quantity, capacity=listing.stock, period=period)
    room = (RentalDay.closed.is_(False), RentalDay.taken + quantity <= RentalDay.capacity)
    taken = update(RentalDay).where(*span, *room).values(taken=RentalDay.taken + quantity)
    if _count(taken.returning(RentalDay.day)) != len(days):
        raise Stale("Tanggal itu baru saja diambil orang lain. Pilih tanggal lain.")


def _is_over() -> tuple:
    return (RentalBooking.released_at.is_(None), RentalBooking.held_until <= clock.now())


def _end_holds(listing_id: int) -> int:
    """Release the holds of a listing whose time is over; its row is locked."""
    due = select(RentalBooking.id).where(RentalBooking.listing_id == listing_id, *_is_over())
    found = list(db.session.scalars(due.order_by(RentalBooking.id)))
    for booking_id in found:
        _release(SYSTEM, booking_id)
    return len(found)


def _release(actor: Actor, booking_id: int) -> None:
    """Once: whoever marks the booking gives its days back."""
    mark = update(RentalBooking).where(RentalBooking.id == booking_id, RentalBooking.released_at.is_(None))
    columns = (
        RentalBooking.listing_id, RentalBooking.gone_from, RentalBooking.gone_to, RentalBooking.quantity,
        RentalBooking.subject,
    )  # fmt: skip
    ended = db.session.execute(
        mark.values(released_at=clock.now()).returning(*columns), execution_options=NOT_SYNCHRONISED
    ).first()
    if ended is None:
        return
    back = update(RentalDay).where(
        RentalDay.listing_id == ended.listing_id,
        RentalDay.day >= ended.gone_from,
        RentalDay.day < ended.gone_to,
        RentalDay.taken >= ended.quantity,
    )
    given = _count(back.values(taken=RentalDay.taken - ended.quantity).returning(RentalDay.day))
    if given != (ended.gone_to - ended.gone_from).days:
        raise ValueError(f"booking {booking_id} gives back days that were never taken")
    db.session.expire_all()
    journal.record(
        actor, "rental.released", f"listing:{ended.listing_id}", booking=booking_id, purchase=ended.subject
    )


def _count(statement) -> int:
    """How many rows the update found. RETURNING: a row count is not kept by every driver."""
    return len(db.session.execute(statement, execution_options=NOT_SYNCHRONISED).all())
