"""Small worlds with one purchase in each, and every step somebody could take in one at a moment."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from domain import clock
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.people.models import Vendor
from domain.people.rules import SYSTEM, Actor, Role, VendorKind
from domain.purchases import actions, claims, events, handovers, milestones, queries, rules, terms
from domain.purchases.actions import due
from domain.purchases.actions.delivering import Arrived
from domain.purchases.addenda import queries as addenda
from domain.purchases.checklists import Condition
from domain.purchases.claims import Outcome
from domain.purchases.models import Purchase
from domain.purchases.ratings.queries import rating_of
from domain.purchases.repeating import again_of
from domain.purchases.states import State
from domain.tax.model import PaymentWay
from domain.writing import write
from tests.support.market import Market
from tests.support.packages import organise
from tests.support.people import make_person
from tests.support.rentals import TERMS, day, rent_out

START = datetime(2026, 6, 15, 3, tzinfo=UTC)
MUCH_LATER = timedelta(days=40)  # every deadline is over then
LATE = timedelta(days=5)
MOST_CLAIMS = 1  # quarrels are told once an order; a second one goes the same ways
OFFICE = (Role.PROCURER, Role.SIGNER, Role.RECEIVER, Role.FINANCE_VERIFIER, Role.TREASURER)
ASKED_FIRST = frozenset(
    {State.DRAFT, State.RETURNED, State.OFFERED, State.COUNTERED, State.AWAITING_APPROVAL}
)
BEFORE_ACCEPTING = ASKED_FIRST | {State.ISSUED}
CALLED = {"return": "send_back", "send_back": "return_invoice"}  # verb -> action, where they differ
WITH_REASON = frozenset(
    {
        "return", "reject", "refuse", "decline_offer", "cancel", "ask_cancel", "keep", "contest", "refuse_short",
        "close_short", "waive", "send_back", "return_stage", "refuse_change", "stand_in",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Bounds:
    """How wide a world is: pieces ordered, whether goods may come in parts and bad, rounds of haggling, lateness."""

    name: str
    kind: FulfilmentKind = FulfilmentKind.PRODUCT
    pieces: int = 1
    in_parts: bool = False
    rounds: int = 1
    late: bool = False


NARROW = (
    Bounds("barang"),
    Bounds("sewa", FulfilmentKind.RENTAL),
    Bounds("penyelenggara", FulfilmentKind.ORGANISER),
)
WIDE = (
    Bounds("barang, ditawar", rounds=3),
    Bounds("barang, rusak dan terlambat", in_parts=True, rounds=0, late=True),
    Bounds("barang, bertahap", pieces=2, in_parts=True, rounds=0),
    Bounds("sewa, ditawar", FulfilmentKind.RENTAL, rounds=2),
    Bounds("penyelenggara, ditawar", FulfilmentKind.ORGANISER, rounds=2),
)


class Step(NamedTuple):
    """One verb of one actor; `way` tells several ways of it apart. `decide` reads what the screen would show."""

    verb: str
    actor: Actor
    way: str
    decide: Callable[[Purchase], dict[str, Any]]

    @property
    def name(self) -> str:
        return f"{self.actor.hat}:{self.verb}{f' ({self.way})' if self.way else ''}"


class World:
    """A market with one draft. Build it inside an app context; the clock stands still in it."""

    def __init__(self, bounds: Bounds):
        self.bounds = bounds
        with clock.freeze(START):
            self.market = Market(ceiling=400_000_000)
            self.people = {role: self.market.actor(role) for role in (*OFFICE, Role.VENDOR_OWNER)}
            self.people[Role.ADMIN] = make_person(Role.ADMIN).actor
            self.people[Role.SYSTEM] = SYSTEM
            self.twins = {role: self._twin(actor) for role, actor in self.people.items()}
            self.listing = self._listing()
            self.code = self._draft()

    def _twin(self, actor: Actor) -> Actor:
        """Another person with the same hat."""
        return actor if actor is SYSTEM else make_person(actor.hat, scope=actor.scope or "").actor

    def _listing(self) -> int:
        owner = self.market.owner.actor
        if self.bounds.kind is FulfilmentKind.RENTAL:
            return rent_out(owner, replace(TERMS, delivery_area="Satu kota", delivery_fee=300_000))
        if self.bounds.kind is FulfilmentKind.ORGANISER:
            with write():
                db.session.get_one(Vendor, self.market.vendor_id).kind = VendorKind.COMPANY
            return organise(owner)
        return self.market.sell("Aneka keripik", price=1_000_000, stock=10)

    def _draft(self) -> str:
        buyer = self.people[Role.PROCURER]
        with write():
            if self.bounds.kind is FulfilmentKind.RENTAL:
                actions.rent(buyer, listing_id=self.listing, quantity=1, first=day(60), last=day(62))
            elif self.bounds.kind is FulfilmentKind.ORGANISER:
                actions.book_event(buyer, listing_id=self.listing, day=day(60), people=40)
            else:
                actions.add_to_basket(buyer, listing_id=self.listing, quantity=self.bounds.pieces)
            code = actions.draft_purchases(buyer)[0].code
        with write():
            actions.change_draft(
                buyer, code, version=None, budget_line_id=self.market.budget_id, deliver_to="Aula",
                deliver_by=clock.today(), payment_way=PaymentWay.LS, external_number="SPSE-12345678",
                hps=45_000_000, hps_source="Survei",
            )  # fmt: skip
        return code

    def clock_at(self, state: State, actor: Actor) -> AbstractContextManager[None]:
        """The hour at which `actor` acts: the clock's own steps come when every deadline is over."""
        if actor is SYSTEM:
            return clock.freeze(START + MUCH_LATER)
        return clock.freeze(START + LATE if self.bounds.late and state not in BEFORE_ACCEPTING else START)

    def page(self) -> Purchase:
        """What a screen reads."""
        return queries.whole(SYSTEM, self.code)

    def steps(self, purchase: Purchase) -> list[Step]:
        """Everything the table of moves offers to anybody now, in all its ways."""
        return [
            Step(move.verb, actor, way, decide)
            for hat, actor in self.people.items()
            for move in rules.moves_for(purchase.state, hat, purchase.kind)
            for way, decide in _ways(move.verb, purchase, self.bounds)
        ]

    def take(self, step: Step, version: int | None, decided: dict[str, Any], state: State) -> bool:
        """Carry a step out in a write block of its own; whether it was. Raises RuleBroken when it is refused."""
        with self.clock_at(state, step.actor):
            if step.actor is SYSTEM:
                return due.move(step.verb, self.code)
            with write():
                verb = getattr(actions, CALLED.get(step.verb, step.verb))
                verb(step.actor, self.code, version=version, **decided)
        return True

    def signature(self, row: Purchase) -> Any:
        """What decides which steps may follow and how: two states alike in this are walked once."""
        haggling = (row.rounds, row.agreed_round is not None) if row.state in ASKED_FIRST else ()
        mark = rating_of(row)
        return (
            row.state, (addenda.count_of(row), addenda.waiting(row) is not None), haggling, bool(row.waived), row.paid_at is not None, row.repeats_id, bool(again_of(row)),
            tuple((line.count, line.dropped_late > 0) for line in row.lines),
            tuple((each.kind, each.outcome is None, each.bast is None) for each in claims.of(row)),
            tuple((each.bill is not None, each.paid, each.penalty > 0) for each in handovers.of(row)),
            len(handovers.pending(row)) if row.kind is FulfilmentKind.PRODUCT else 0,
            tuple((each.stage, each.term) for each in milestones.of(row)),
            events.event_of(row).moved if row.kind is FulfilmentKind.ORGANISER else False,
            (mark is not None, mark is not None and mark.answered_at is not None),
        )  # fmt: skip


def _ways(verb: str, purchase: Purchase, bounds: Bounds) -> Iterator[tuple[str, Callable[[Purchase], dict]]]:
    """How a verb may be said in this world: the words of a way, and what is read for it."""
    if _is_over(verb, purchase, bounds):
        return
    if verb == "ship" and bounds.in_parts:
        if bounds.pieces > 1:
            yield "satu", lambda row: {"quantities": [min(1, line.count.may_ship) for line in row.lines]}
        yield "semua", lambda row: {"quantities": [line.count.may_ship for line in row.lines]}
    elif verb == "receive" and bounds.in_parts:
        yield "baik", _arrived
        if not any(line.rejected for line in purchase.lines):
            yield "satu rusak", lambda row: _arrived(row, bad=1)
    elif verb == "settle":
        for outcome in Outcome:
            yield outcome.value, lambda _row, how=outcome: {"outcome": how, "reason": "Sesuai foto."}
    elif verb in WITH_REASON:
        yield "", lambda _row: {"reason": "Alasan contoh."}
    else:
        yield "", SAID.get(verb, lambda _row: {})


def _is_over(verb: str, purchase: Purchase, bounds: Bounds) -> bool:
    """Whether this world has had enough of a verb that could go on for ever."""
    if verb in ("offer", "counter"):
        return purchase.rounds >= bounds.rounds
    if verb in ("propose_change", "extend"):
        return addenda.count_of(purchase) > 0
    return verb in ("contest", "close_short") and len(claims.of(purchase)) >= MOST_CLAIMS


def _prices(row: Purchase) -> dict[str, Any]:
    return {"prices": [line.listed_price - 5_000 + 100 * row.rounds for line in row.lines]}


def _changed(row: Purchase) -> dict[str, Any]:
    """One piece less where there are several, and a little cheaper."""
    return {
        "quantities": [max(1, line.quantity - 1) for line in row.lines],
        "prices": [line.price - 1_000 for line in row.lines],
        "deliver_by": row.deliver_by,
        "reason": "Kegiatannya lebih kecil.",
    }


def _arrived(row: Purchase, bad: int = 0) -> dict[str, Any]:
    under_way = [line.count.under_way for line in row.lines]
    return {"arrived": [Arrived(max(0, n - bad), min(n, bad), "Pecah." if bad else "") for n in under_way]}


def _paid(row: Purchase) -> dict[str, Any]:
    return {"amount": terms.next_net(row), "proof_number": "SP2D/1", "paid_on": clock.today()}


def _reported(row: Purchase) -> dict[str, Any]:
    planned = [each.position for each in milestones.of(row) if each.stage is milestones.Stage.PLANNED]
    return {"through": min(planned, default=9), "words": "Sudah selesai."}


SAID: dict[str, Callable[[Purchase], dict[str, Any]]] = {
    "offer": _prices,
    "propose_change": _changed,
    "extend": lambda _row: {"days": 1, "reason": "Acaranya sehari lagi."},
    "counter": _prices,
    "ship": lambda row: {"quantities": [line.count.may_ship for line in row.lines]},
    "receive": _arrived,
    "pay": _paid,
    "report": _reported,
    "move_event": lambda _row: {"day": day(70), "reason": "Hujan."},
    "rate": lambda _row: {"score": 5},
    "answer_rating": lambda _row: {"words": "Terima kasih."},
    **{
        verb: lambda row: {"conditions": [Condition() for _ in row.lines]}
        for verb in ("hand_out", "take_over", "give_back", "check_back")
    },
}
