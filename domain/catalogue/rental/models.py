"""Rows of renting: terms of a listing's version, units gone on each day, and the bookings they come from."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.catalogue.rental.rules import AREA_LENGTH, Terms
from domain.db import Model, UtcDateTime, append_only


class RentalTerms(Model):
    """The terms one version of a rental listing said; see `rules.Terms`. Added to, never changed."""

    __tablename__ = "rental_terms"
    __table_args__ = (
        ForeignKeyConstraint(["listing_id", "n"], ["listing_version.listing_id", "listing_version.n"]),
        CheckConstraint("1 <= least_days AND least_days <= most_days", name="days"),
        CheckConstraint("buffer_before >= 0 AND buffer_after >= 0", name="buffer"),
    )
    listing_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    per_hour: Mapped[int | None] = mapped_column(BigInteger)
    per_week: Mapped[int | None] = mapped_column(BigInteger)
    per_month: Mapped[int | None] = mapped_column(BigInteger)
    least_days: Mapped[int]
    most_days: Mapped[int]
    buffer_before: Mapped[int]
    buffer_after: Mapped[int]
    with_operator: Mapped[bool]
    delivery_area: Mapped[str] = mapped_column(String(AREA_LENGTH))
    delivery_fee: Mapped[int | None] = mapped_column(BigInteger)

    @property
    def terms(self) -> Terms:
        return Terms(**{name: getattr(self, name) for name in Terms.__slots__})


class RentalDay(Model):
    """Units of a listing on one day of the region's zone: owned, gone, and whether the vendor closed it.

    A day without a row is open and wholly free. `taken` moves only by conditional updates under the
    lock of the listing's row; a closed day keeps the bookings it had.
    """

    __tablename__ = "rental_day"
    __table_args__ = (CheckConstraint("0 <= taken AND taken <= capacity", name="taken"),)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    closed: Mapped[bool] = mapped_column(default=False)

    @property
    def free(self) -> int:
        """Units somebody may still book."""
        return 0 if self.closed else self.capacity - self.taken


class RentalBooking(Model):
    """Units gone over [start, end), and with buffers over [gone_from, gone_to).

    `subject` is a purchase's code or the basket it lies in. A booking with `held_until` (UTC) is a
    hold that ends by itself; without it, it stands until it is released.
    """

    __tablename__ = "rental_booking"
    __table_args__ = (
        CheckConstraint("quantity >= 1", name="quantity"),
        CheckConstraint("gone_from <= start_day AND start_day < end_day AND end_day <= gone_to", name="days"),
        Index("ix_rental_booking_listing_id_gone_to", "listing_id", "gone_to"),
        Index("ix_rental_booking_held_until", "held_until"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    subject: Mapped[str] = mapped_column(String(24))
    quantity: Mapped[int]
    start_day: Mapped[date]
    end_day: Mapped[date]
    gone_from: Mapped[date]
    gone_to: Mapped[date]
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


append_only(RentalTerms.__table__)  # type: ignore[arg-type]
