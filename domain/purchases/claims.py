"""What both sides do not agree about in an order for goods: rejected pieces contested, a rest that is not sent.

A claim holds its pieces back; everything else of the order goes on. One is open at a time.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, select, text
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from domain import clock
from domain.db import Model, UtcDateTime, db
from domain.db import state as one_of
from domain.errors import RuleBroken
from domain.purchases.models import Purchase, PurchaseLine
from domain.sentences import say

WORDS_LENGTH = 400


class ClaimKind(StrEnum):
    SHORT = "short"  # the vendor will not send the rest
    CONTEST = "contest"  # somebody does not accept how rejected pieces were judged


class Outcome(StrEnum):
    ACCEPTED = "accepted"  # they count as good and received
    REPLACE = "replace"  # they are still to be sent
    DROPPED = "dropped"  # they will not come; the order is smaller


OUTCOME_WORDS = {
    Outcome.ACCEPTED: say("Barangnya sesuai, dihitung diterima"),
    Outcome.REPLACE: say("Penjual mengirim pengganti"),
    Outcome.DROPPED: say("Dikembalikan ke penjual, tidak diganti dan tidak dibayar"),
}
KIND_WORDS = {ClaimKind.SHORT: say("Sisa tidak dikirim"), ClaimKind.CONTEST: say("Penolakan disanggah")}


class Claim(Model):
    """One disagreement: who said what, about which pieces, and how it ended (`outcome` None while it is open).

    `arrived_on` is the day contested pieces came; `bast` the BAST that covers pieces found good.
    """

    __tablename__ = "purchase_claim"
    __table_args__ = (
        CheckConstraint("(outcome IS NULL) = (settled_by IS NULL)", name="settled"),
        Index(
            "uq_purchase_claim_open", "purchase_id", unique=True,
            sqlite_where=text("outcome IS NULL"), postgresql_where=text("outcome IS NULL"),
        ),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), index=True)
    kind: Mapped[ClaimKind] = mapped_column(one_of(ClaimKind, "kind"))
    opened_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    by_vendor: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    arrived_on: Mapped[date | None]
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome, "outcome"))
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    bast: Mapped[int | None]
    lines: Mapped[list["ClaimLine"]] = relationship(order_by="ClaimLine.line_id")


class ClaimLine(Model):
    """How many pieces of a line a claim is about."""

    __tablename__ = "purchase_claim_line"
    __table_args__ = (CheckConstraint("quantity >= 1", name="quantity"),)
    claim_id: Mapped[int] = mapped_column(ForeignKey("purchase_claim.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("purchase_line.id"), primary_key=True)
    quantity: Mapped[int]


def of(purchase: Purchase) -> list[Claim]:
    """The claims of an order, oldest first, with their pieces."""
    found = select(Claim).where(Claim.purchase_id == purchase.id).options(joinedload(Claim.lines))
    return list(db.session.scalars(found.order_by(Claim.id)).unique())


def open_of(purchase: Purchase) -> Claim | None:
    """The claim nobody has settled yet."""
    return next((claim for claim in of(purchase) if claim.outcome is None), None)


def raise_claim(
    purchase: Purchase,
    kind: ClaimKind,
    pieces: Mapping[int, int],
    *,
    by: int,
    by_vendor: bool,
    reason: str,
    arrived_on: date | None = None,
) -> Claim:
    """Hold `pieces` (quantity by line id) back until it is settled. Raises RuleBroken while another is open."""
    if open_of(purchase) is not None:
        raise RuleBroken("Masih ada yang dibicarakan di pesanan ini. Selesaikan itu dulu.")
    claim = Claim(
        purchase_id=purchase.id, kind=kind, opened_by=by, by_vendor=by_vendor, reason=reason.strip(),
        arrived_on=arrived_on,
    )  # fmt: skip
    claim.lines = [ClaimLine(line_id=line, quantity=quantity) for line, quantity in pieces.items()]
    db.session.add(claim)
    for line in _lines(purchase, claim):
        quantity = pieces[line.id]
        line.held += quantity
        line.refused = max(0, line.refused - quantity)
    db.session.flush()
    return claim


def settle(purchase: Purchase, claim: Claim, outcome: Outcome, *, by: int | None, words: str) -> None:
    """Let the pieces go again: as good ones, to be sent, or dropped. Amounts are the caller's."""
    claim.outcome, claim.settled_by, claim.settled_at, claim.words = outcome, by, clock.now(), words.strip()
    for line in _lines(purchase, claim):
        quantity = pieces_of(claim)[line.id]
        line.held -= quantity
        if outcome is Outcome.ACCEPTED:
            line.rejected -= quantity
            line.accepted += quantity
    db.session.flush()


def pieces_of(claim: Claim) -> dict[int, int]:
    """Quantity by line id."""
    return {each.line_id: each.quantity for each in claim.lines}


def _lines(purchase: Purchase, claim: Claim) -> list[PurchaseLine]:
    named = pieces_of(claim)
    return [line for line in purchase.lines if line.id in named]
