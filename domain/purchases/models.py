"""Baskets, purchases and everything that hangs on one. Rupiah are whole; tables only grow.

What a purchase shows is copied into it: a renamed listing, a new price or a new tax rate changes
nothing here. "Partial" is never a state: it follows from the quantities of the lines.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.budgets.models import BudgetLine
from domain.catalogue.models import Listing
from domain.catalogue.rental.models import RentalBooking
from domain.catalogue.rules import NAME_LENGTH, UNIT_LENGTH
from domain.db import MediaKey, Model, UtcDateTime
from domain.db import state as one_of
from domain.kinds import FulfilmentKind, ObjectKind
from domain.people.models import Office, Person, Vendor
from domain.purchases.delivery import LineCount, partly
from domain.purchases.rented import RENTED_UNIT, ForDays
from domain.purchases.rules import Duties
from domain.purchases.states import State, label
from domain.region.rules import Executor
from domain.tax.model import CollectedBy, PaymentWay


class BasketLine(ForDays, Model):
    """What somebody means to buy, and the price and version seen when it was put in."""

    __tablename__ = "basket_line"
    __table_args__ = (CheckConstraint("quantity >= 1", name="quantity"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    quantity: Mapped[int]
    price_seen: Mapped[int] = mapped_column(BigInteger)
    version_seen: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    listing: Mapped[Listing] = relationship()
    booking: Mapped[RentalBooking | None] = relationship()

    @property
    def held_until(self) -> datetime | None:
        """Until when its days are held (UTC); None when they are not, or no longer."""
        booking = self.booking
        if booking is None or booking.released_at or booking.held_until is None:
            return None
        return booking.held_until if booking.held_until > clock.now() else None

    @property
    def price(self) -> int:
        """Rupiah for one: of the days as they were put in, else what the shelf asks today."""
        return self.price_seen if self.choice else self.listing.price

    @property
    def amount(self) -> int:
        return self.quantity * self.price + self.delivery_fee

    @property
    def unit(self) -> str:
        return RENTED_UNIT if self.choice and not self.people else self.listing.unit


class Purchase(Model):
    """One office buys from one vendor.

    `version` counts changes, `rounds` what was said about the price, `agreed_round` names the one in force, so that a stale screen is noticed. `reserved_until` is when budget and
    stock are let go unless approved, `accept_by` until when the vendor may accept. `lane_rule` and
    `form_rule` name the rules it follows, `executor` whom they name to carry it out (from when it is handed to that
    hat, or submitted), `executed_as` the hat that did, which differs only with a reason, `repeats_id` the order it was begun from, `waived` says why the
    next BAST keeps nothing back for lateness. Duties are person ids and kept apart by CHECKs.
    """

    __tablename__ = "purchase"
    __table_args__ = (
        CheckConstraint("signer_id <> payer_id", name="signer_not_payer"),
        CheckConstraint("verifier_id <> payer_id", name="verifier_not_payer"),
        CheckConstraint("receiver_id <> negotiator_id", name="receiver_not_negotiator"),
        CheckConstraint("negotiator_id <> signer_id OR kpa_decree <> ''", name="negotiator_not_signer"),
        CheckConstraint("executed_as = executor OR executor_reason <> ''", name="executed_by_executor"),
        CheckConstraint("base >= 0 AND total >= 0 AND withheld >= 0 AND net >= 0", name="amounts"),
        Index("ix_purchase_office_code_state", "office_code", "state"),
        Index("ix_purchase_office_code_issued_at", "office_code", "issued_at"),
        Index("ix_purchase_vendor_id_state", "vendor_id", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_code: Mapped[str] = mapped_column(ForeignKey("office.code"))
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"))
    budget_line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_line.id"), index=True)
    kind: Mapped[FulfilmentKind] = mapped_column(one_of(FulfilmentKind, "kind"))
    state: Mapped[State] = mapped_column(one_of(State, "state"), default=State.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    lane: Mapped[str] = mapped_column(String(2), default="B")
    lane_rule: Mapped[str | None] = mapped_column(ForeignKey("rule_row.id"))
    form_rule: Mapped[str | None] = mapped_column(ForeignKey("rule_row.id"))
    payment_way: Mapped[PaymentWay] = mapped_column(one_of(PaymentWay, "payment_way"), default=PaymentWay.LS)
    external_number: Mapped[str] = mapped_column(String(40), default="")
    kpa_decree: Mapped[str] = mapped_column(String(60), default="")
    executor: Mapped[Executor | None] = mapped_column(one_of(Executor, "executor"))
    executed_as: Mapped[Executor | None] = mapped_column(one_of(Executor, "executed_as"))
    executor_reason: Mapped[str] = mapped_column(String(400), default="")
    negotiator_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    verifier_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    payer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("purchase.id"))
    rounds: Mapped[int] = mapped_column(default=0)
    agreed_round: Mapped[int | None]
    base: Mapped[int] = mapped_column(BigInteger, default=0)
    added_tax: Mapped[int] = mapped_column(BigInteger, default=0)
    total: Mapped[int] = mapped_column(BigInteger, default=0)
    withheld: Mapped[int] = mapped_column(BigInteger, default=0)
    net: Mapped[int] = mapped_column(BigInteger, default=0)
    deliver_to: Mapped[str] = mapped_column(String(200), default="")
    deliver_by: Mapped[date | None]
    hps: Mapped[int | None] = mapped_column(BigInteger)
    hps_source: Mapped[str] = mapped_column(String(200), default="")
    contact: Mapped[str] = mapped_column(String(80), default="")
    contact_phone: Mapped[str] = mapped_column(String(16), default="")
    note: Mapped[str] = mapped_column(String(400), default="")
    reason: Mapped[str] = mapped_column(String(400), default="")
    waived: Mapped[str] = mapped_column(String(400), default="")
    tax_invoice: Mapped[str] = mapped_column(String(40), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reserved_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accept_by: Mapped[datetime | None] = mapped_column(UtcDateTime)
    handed_over_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paid_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    office: Mapped[Office] = relationship()
    vendor: Mapped[Vendor] = relationship()
    budget_line: Mapped[BudgetLine | None] = relationship()
    negotiator: Mapped[Person] = relationship(foreign_keys=[negotiator_id])
    signer: Mapped[Person | None] = relationship(foreign_keys=[signer_id])
    receiver: Mapped[Person | None] = relationship(foreign_keys=[receiver_id])
    verifier: Mapped[Person | None] = relationship(foreign_keys=[verifier_id])
    payer: Mapped[Person | None] = relationship(foreign_keys=[payer_id])
    lines: Mapped[list["PurchaseLine"]] = relationship(order_by="PurchaseLine.position")
    taxes: Mapped[list["PurchaseTax"]] = relationship(
        order_by="PurchaseTax.code", cascade="all, delete-orphan"
    )
    payment: Mapped["Payment | None"] = relationship()

    @property
    def code(self) -> str:
        return f"P{self.id:04}"

    @property
    def duties(self) -> Duties:
        return Duties(
            self.negotiator_id, self.signer_id, self.receiver_id, self.verifier_id, self.payer_id,
            self.kpa_decree or None,
        )  # fmt: skip

    @property
    def label(self) -> str:
        """Where it stands, in words for both sides; of goods on their way, how far they are."""
        on_its_way = self.kind is FulfilmentKind.PRODUCT and self.state is State.IN_FULFILMENT
        told = partly([line.count for line in self.lines]) if on_its_way else ""
        return told or label(self.state, self.kind)

    @property
    def quantities(self) -> dict[int, int]:
        """Quantity taken from the stock, by listing id; lines for days take none."""
        return {line.listing_id: line.quantity - line.dropped for line in self.lines if line.choice is None}


class PurchaseLine(ForDays, Model):
    """One thing ordered, as the version of the listing said it when it was ordered.

    `price` is what is paid for one, never above `listed_price`, what the shelf asked; whole rupiah.
    `amount` stays as ordered. `dropped` pieces will not come any more, by addendum; of those, `dropped_late`
    were dropped after a BAST. `held` and `refused`: see delivery.LineCount.
    """

    __tablename__ = "purchase_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["listing_id", "listing_version"], ["listing_version.listing_id", "listing_version.n"]
        ),
        UniqueConstraint("purchase_id", "listing_id"),
        CheckConstraint("quantity >= 1", name="quantity"),
        CheckConstraint("amount = quantity * price + delivery_fee AND price <= listed_price", name="amount"),
        CheckConstraint("accepted + rejected <= shipped", name="arrived"),
        CheckConstraint("shipped - rejected + held + dropped <= quantity", name="shipped"),
        CheckConstraint("accepted >= 0 AND rejected >= 0 AND shipped >= 0", name="counted"),
        CheckConstraint("held >= 0 AND refused >= 0 AND refused <= rejected", name="open"),
        CheckConstraint("dropped >= dropped_late AND dropped_late >= 0", name="dropped"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), index=True)
    position: Mapped[int]
    listing_id: Mapped[int] = mapped_column(index=True)
    listing_version: Mapped[int]
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    unit: Mapped[str] = mapped_column(String(UNIT_LENGTH))
    spec: Mapped[str] = mapped_column(Text, default="")
    object_kind: Mapped[ObjectKind] = mapped_column(one_of(ObjectKind, "object_kind"))
    quantity: Mapped[int]
    price: Mapped[int] = mapped_column(BigInteger)
    listed_price: Mapped[int] = mapped_column(BigInteger)
    amount: Mapped[int] = mapped_column(BigInteger)
    shipped: Mapped[int] = mapped_column(default=0)
    accepted: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    held: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    dropped: Mapped[int] = mapped_column(default=0)
    dropped_late: Mapped[int] = mapped_column(default=0)

    @property
    def count(self) -> LineCount:
        standing = self.quantity - self.dropped
        return LineCount(standing, self.shipped, self.accepted, self.rejected, self.held, self.refused)


class PurchaseTax(Model):
    """One tax of a purchase, worked out at submit by the rules of that day."""

    __tablename__ = "purchase_tax"
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    base: Mapped[int] = mapped_column(BigInteger)
    dpp_other: Mapped[int | None] = mapped_column(BigInteger)
    amount: Mapped[int] = mapped_column(BigInteger)
    collected_by: Mapped[CollectedBy] = mapped_column(one_of(CollectedBy, "collected_by"))
    why: Mapped[str] = mapped_column(String(400))
    rule_ids: Mapped[list[Any]] = mapped_column(JSON)
    shares: Mapped[list[Any]] = mapped_column(JSON)


class Shipment(Model):
    """The n-th delivery a vendor sent."""

    __tablename__ = "shipment"
    __table_args__ = (UniqueConstraint("purchase_id", "n"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"))
    n: Mapped[int]
    shipped_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    shipped_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    note: Mapped[str] = mapped_column(String(200), default="")


class ShipmentLine(Model):
    __tablename__ = "shipment_line"
    __table_args__ = (CheckConstraint("quantity >= 1", name="quantity"),)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipment.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("purchase_line.id"), primary_key=True)
    quantity: Mapped[int]


class Receipt(Model):
    """The n-th arrival an office recorded, with a photo and the place when the phone was allowed to say it.

    `arrived_on` is the day it came, `bast` the number of the BAST that covers what was accepted of it.
    """

    __tablename__ = "receipt"
    __table_args__ = (
        UniqueConstraint("purchase_id", "n"),
        CheckConstraint("(lat_e6 IS NULL) = (lng_e6 IS NULL)", name="place_whole"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"))
    n: Mapped[int]
    received_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    arrived_on: Mapped[date] = mapped_column(default=clock.today)
    note: Mapped[str] = mapped_column(String(200), default="")
    photo_key: Mapped[str | None] = mapped_column(MediaKey)
    photo_bytes: Mapped[int] = mapped_column(default=0)
    lat_e6: Mapped[int | None]
    lng_e6: Mapped[int | None]
    bast: Mapped[int | None]
    lines: Mapped[list["ReceiptLine"]] = relationship(order_by="ReceiptLine.line_id")


class ReceiptLine(Model):
    """What arrived of a line: accepted, rejected (of those `short` were missing), the condition in words."""

    __tablename__ = "receipt_line"
    __table_args__ = (
        CheckConstraint("accepted >= 0 AND rejected >= 0", name="counted"),
        CheckConstraint("short BETWEEN 0 AND rejected", name="short"),
    )
    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("purchase_line.id"), primary_key=True)
    accepted: Mapped[int]
    rejected: Mapped[int]
    short: Mapped[int] = mapped_column(default=0)
    condition: Mapped[str] = mapped_column(String(200), default="")


class Payment(Model):
    """The payment as the treasurer recorded it; the app never holds money. One per purchase.

    `penalty` was kept back for lateness, beside the taxes.
    """

    __tablename__ = "payment"
    __table_args__ = (CheckConstraint("gross = withheld + penalty + net", name="sum"),)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), primary_key=True)
    way: Mapped[PaymentWay] = mapped_column(one_of(PaymentWay, "way"))
    proof_number: Mapped[str] = mapped_column(String(60))
    paid_on: Mapped[date]
    gross: Mapped[int] = mapped_column(BigInteger)
    withheld: Mapped[int] = mapped_column(BigInteger)
    penalty: Mapped[int] = mapped_column(BigInteger, default=0)
    net: Mapped[int] = mapped_column(BigInteger)
    paid_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
