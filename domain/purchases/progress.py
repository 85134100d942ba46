"""How far an order for goods is: what came, what BAST cover, what waits for the next one, what is talked about."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from domain.kinds import FulfilmentKind
from domain.money import dotted
from domain.purchases import claims, handovers
from domain.purchases.claims import KIND_WORDS, OUTCOME_WORDS, Claim, ClaimKind
from domain.purchases.handovers import Came, Handover, Part
from domain.purchases.milestones import Term
from domain.purchases.models import Purchase, Receipt, ReceiptLine
from domain.sentences import joined, say


class Arrival(NamedTuple):
    """The n-th arrival: when it came and was recorded, what of it, a photo, a place on the map or nothing.

    `by` is who recorded it (a person's id), `covered` whether a BAST names it.
    """

    n: int
    on: date
    at: datetime
    good: bool
    words: tuple[str, ...]
    note: str
    photo: bool
    photo_bytes: int
    place: str
    by: int
    covered: bool


class Covered(NamedTuple):
    """The n-th BAST as a page shows it: whole rupiah, and where its money is."""

    n: int
    at: datetime
    words: str
    total: int
    penalty: int
    why: str
    waived: str
    stage: str
    paid: bool


class Talk(NamedTuple):
    """A claim in words; `outcome` is empty while it is open."""

    title: str
    by_vendor: bool
    at: datetime
    pieces: str
    reason: str
    outcome: str
    words: str


@dataclass(frozen=True)
class Progress:
    """`next` is what the next BAST would say, of `pieces`; `open` the claim nobody has settled."""

    arrivals: tuple[Arrival, ...] = ()
    covered: tuple[Covered, ...] = ()
    next: Part | None = None
    pieces: str = ""
    talks: tuple[Talk, ...] = ()
    open: ClaimKind | None = None
    term: Term | None = None

    @property
    def in_parts(self) -> bool:
        """More than one BAST, or one over a part only."""
        return len(self.covered) > 1 or bool(self.term)


NOTHING_YET = Progress()


def progress_of(purchase: Purchase) -> Progress:
    """Everything of it; nothing for other orders, nor before something was sent. Three statements."""
    if purchase.kind is not FulfilmentKind.PRODUCT or not any(line.shipped for line in purchase.lines):
        return NOTHING_YET
    receipts, said, made = (
        handovers.receipts_of(purchase),
        claims.of(purchase),
        handovers.of(purchase),
    )
    waiting = handovers.came(receipts, said, None)
    part = handovers.part_of(purchase, waiting, made, waived=purchase.waived) if waiting else None
    return Progress(
        arrivals=tuple(_arrival(purchase, each) for each in receipts),
        covered=tuple(_covered(purchase, each) for each in made),
        next=part,
        pieces=_pieces(purchase, waiting),
        talks=tuple(_talk(purchase, each) for each in said),
        open=next((each.kind for each in said if each.outcome is None), None),
        term=handovers.running(purchase, made),
    )


def idle_verbs(purchase: Purchase, progress: Progress) -> set[str]:
    """Steps the table offers in this state and that quantities or claims leave nothing to do for."""
    if purchase.kind is not FulfilmentKind.PRODUCT:
        return set()
    counts = [line.count for line in purchase.lines]
    may_send = any(each.may_ship > 0 for each in counts)
    late = progress.next.penalty.amount if progress.next else 0
    open_ways = {
        "ship": may_send,
        "receive": any(each.under_way for each in counts),
        "hand_over": progress.next is not None,
        "close_short": may_send and progress.open is None,
        "contest": any(each.refused for each in counts) and progress.open is None,
        "agree_short": progress.open is ClaimKind.SHORT,
        "refuse_short": progress.open is ClaimKind.SHORT,
        "settle": progress.open is ClaimKind.CONTEST,
        "waive": bool(late),
    }
    return {verb for verb, is_open in open_ways.items() if not is_open}


def _arrival(purchase: Purchase, receipt: Receipt) -> Arrival:
    names = {line.id: line for line in purchase.lines}
    words = tuple(_counted(names[line.line_id].name, line) for line in receipt.lines)
    place = (
        f"{receipt.lat_e6 / 1e6:.6f},{receipt.lng_e6 / 1e6:.6f}" if receipt.lat_e6 and receipt.lng_e6 else ""
    )
    return Arrival(
        receipt.n, receipt.arrived_on, receipt.received_at, not any(line.rejected for line in receipt.lines),
        words, receipt.note, receipt.photo_key is not None, receipt.photo_bytes, place,
        receipt.received_by, receipt.bast is not None,
    )  # fmt: skip


def _counted(name: str, line: ReceiptLine) -> str:
    counts = (
        (line.accepted, say("baik")),
        (line.rejected - line.short, say("rusak")),
        (line.short, say("kurang")),
    )
    said = joined(", ", [say("{many} {word}", many=dotted(many), word=word) for many, word in counts if many])
    return f"{name}: {said}" + (f" ({line.condition})" if line.condition else "")


def _covered(purchase: Purchase, made: Handover) -> Covered:
    counted = {line.line_id: line.quantity for line in made.lines}
    stage = (
        say("Sudah dibayar") if made.paid else say("Sudah ditagih") if made.bill else say("Menunggu tagihan")
    )
    return Covered(
        made.n, made.at, _named(purchase, counted), made.total, made.penalty, made.why, made.waived, stage, made.paid
    )  # fmt: skip


def _pieces(purchase: Purchase, waiting: list[Came]) -> str:
    counted: dict[int, int] = {}
    for each in waiting:
        counted[each.line_id] = counted.get(each.line_id, 0) + each.quantity
    return _named(purchase, counted)


def _talk(purchase: Purchase, claim: Claim) -> Talk:
    outcome = OUTCOME_WORDS[claim.outcome] if claim.outcome else ""
    return Talk(
        KIND_WORDS[claim.kind], claim.by_vendor, claim.opened_at, _named(purchase, claims.pieces_of(claim)),
        claim.reason, outcome, claim.words,
    )  # fmt: skip


def _named(purchase: Purchase, counted: dict[int, int]) -> str:
    return ", ".join(
        f"{line.name} {dotted(counted[line.id])} {line.unit}"
        for line in purchase.lines
        if counted.get(line.id)
    )
