"""What is kept beside a payment: how the money went, tax deposited, and a vendor's QRIS code."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime, append_only, state
from domain.purchases.money.rules import Channel
from domain.purchases.warrants import NUMBER_LENGTH


class PaymentChannel(Model):
    """By which road a payment went: `n` of an order paid in parts, 0 of one paid whole."""

    __tablename__ = "payment_channel"
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0)
    channel: Mapped[Channel] = mapped_column(state(Channel, "channel"))


class PaymentWarrant(Model):
    """The SPP and SPM of one payment (`n` as above), typed from the finance system. Never changed."""

    __tablename__ = "payment_warrant"
    __table_args__ = (CheckConstraint("spp_on <= spm_on", name="order"),)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0)
    spp_number: Mapped[str] = mapped_column(String(NUMBER_LENGTH))
    spp_on: Mapped[date]
    spm_number: Mapped[str] = mapped_column(String(NUMBER_LENGTH))
    spm_on: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class TaxDeposit(Model):
    """One withheld tax handed to the state, with the numbers that prove it. Never changed.

    `n` is the payment of an order paid in parts; 0 for the whole tax of an order.
    """

    __tablename__ = "tax_deposit"
    __table_args__ = (
        ForeignKeyConstraint(
            ["purchase_id", "code"], ["purchase_tax.purchase_id", "purchase_tax.code"]
        ),
        CheckConstraint("length(ntpn) = 16", name="ntpn"),
    )  # fmt: skip
    purchase_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0)
    billing_id: Mapped[str] = mapped_column(String(15))
    ntpn: Mapped[str] = mapped_column(String(16))
    bupot_number: Mapped[str] = mapped_column(String(40), default="")
    deposited_on: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class VendorQris(Model):
    """A vendor's static QRIS code, as its bank gave it, with the name and NMID read from it."""

    __tablename__ = "vendor_qris"
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"), primary_key=True, autoincrement=False)
    payload: Mapped[str] = mapped_column(String(512))
    name: Mapped[str] = mapped_column(String(25))
    nmid: Mapped[str] = mapped_column(String(20))
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


append_only(TaxDeposit.__table__)  # type: ignore[arg-type]
append_only(PaymentWarrant.__table__)  # type: ignore[arg-type]
