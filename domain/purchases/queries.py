"""Purchases, found on somebody's behalf: an office sees its own, a vendor what was issued to it."""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, not_, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from domain.catalogue.models import Listing
from domain.catalogue.rules import ListingState
from domain.db import db, writing
from domain.errors import NotVisible
from domain.kinds import FulfilmentKind
from domain.people.rules import BUYING_HATS, OFFICE_HATS, VENDOR_HATS, Actor, Right, Role
from domain.purchases import rules
from domain.purchases.checklists import Checklist
from domain.purchases.claims import Claim, ClaimKind
from domain.purchases.milestones import PurchaseMilestone
from domain.purchases.models import BasketLine, Purchase, PurchaseLine, Receipt, ReceiptLine
from domain.purchases.rented import rented_now
from domain.purchases.states import FLOW, State
from domain.region.rules import Executor

PAGE = 20
PREPARED = (State.DRAFT, State.RETURNED)
CHOOSING = frozenset({"submit", "offer", "agree"})  # whoever carries it out: told by its value
NOT_YET_ISSUED = (State.DRAFT, State.OFFERED, State.COUNTERED, State.AWAITING_APPROVAL, State.RETURNED)


def visible_to(actor: Actor) -> Select[tuple[Purchase]]:
    """Admin, auditor and the system see all; office hats their office; vendors from issue on, or from the first offer."""
    seen = select(Purchase)
    if actor.hat in (Role.ADMIN, Role.AUDITOR, Role.SYSTEM):
        return seen
    if actor.hat in OFFICE_HATS:
        return seen.where(Purchase.office_code == actor.scope)
    if actor.sells(Right.ORDERS, Right.MONEY):
        issued = and_(Purchase.issued_at.is_not(None), Purchase.state.not_in(NOT_YET_ISSUED))
        mine = Purchase.vendor_id == int(actor.scope or 0)
        return seen.where(mine, or_(issued, Purchase.rounds > 0))
    return seen.where(false())


def get(actor: Actor, code: str, *, lock: bool = False) -> Purchase:
    """One purchase by code. `lock` re-reads it for a rule, inside a write block. Raises NotVisible."""
    number = code.upper().removeprefix("P")
    found = visible_to(actor).where(Purchase.id == (int(number) if number.isdecimal() else 0))
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    purchase = db.session.scalar(found.execution_options(populate_existing=True))
    if purchase is None:
        raise NotVisible(code)
    return purchase


def states_for(hat: Role) -> list[State]:
    """The states in which something waits for this hat, in the order of a purchase's life.

    Steps that goods on their way may take or not are left out: see `awaiting`.
    """
    awaited = [
        move
        for move in rules.MOVES
        if hat in move.by and rules.is_awaited(move) and not (hat is Role.SIGNER and move.verb in CHOOSING)
    ]
    return [state for state in State if any(state in move.source for move in awaited)]


def awaiting(actor: Actor) -> ColumnElement[bool]:
    """Whether a purchase waits for this hat: by its state, and of goods on their way by what they need."""
    on_its_way = and_(Purchase.kind == FulfilmentKind.PRODUCT, Purchase.state == State.IN_FULFILMENT)
    by_state = and_(Purchase.state.in_(states_for(actor.hat)), not_(on_its_way))
    goods = and_(Purchase.kind == FulfilmentKind.PRODUCT, Purchase.state.in_(FLOW))
    return or_(
        and_(by_state, _not_handed_on(actor.hat)), _handed_to(actor.hat), and_(goods, _needed(actor.hat))
    )


def _not_handed_on(hat: Role) -> ColumnElement[bool]:
    """A draft that went to another hat, or comes back to it, waits for that one only."""
    if hat not in BUYING_HATS:
        return true()
    others = [each for each in Executor if each.value != hat.value]
    return not_(and_(Purchase.state.in_(PREPARED), func.coalesce(Purchase.executor.in_(others), false())))


def _handed_to(hat: Role) -> ColumnElement[bool]:
    """What a PPK carries out itself; for the others their drafts wait anyway."""
    if hat is not Role.SIGNER:
        return false()
    mine = or_(
        Purchase.executed_as == Executor.SIGNER,
        and_(Purchase.executed_as.is_(None), Purchase.executor == Executor.SIGNER),
    )
    return and_(Purchase.state.in_((*PREPARED, State.COUNTERED)), mine)


def _needed(hat: Role) -> ColumnElement[bool]:
    """What goods on their way need of a hat: to be sent, to be counted, a BAST or an answer, a mediator."""
    mine = PurchaseLine.purchase_id == Purchase.id
    arrived, claims = Receipt.purchase_id == Purchase.id, Claim.purchase_id == Purchase.id
    if hat in VENDOR_HATS:
        kept = PurchaseLine.quantity - PurchaseLine.dropped - PurchaseLine.held
        return exists().where(mine, kept > PurchaseLine.shipped - PurchaseLine.rejected)
    if hat is Role.RECEIVER:
        return exists().where(mine, PurchaseLine.shipped > PurchaseLine.accepted + PurchaseLine.rejected)
    if hat is Role.SIGNER:
        good = ReceiptLine.receipt_id == Receipt.id
        uncovered = exists().where(arrived, good, Receipt.bast.is_(None), ReceiptLine.accepted > 0)
        return or_(uncovered, exists().where(claims, Claim.outcome.is_(None), Claim.kind == ClaimKind.SHORT))
    if hat is Role.ADMIN:
        return exists().where(claims, Claim.outcome.is_(None), Claim.kind == ClaimKind.CONTEST)
    return false()


def waiting_ids(actor: Actor, purchases: Iterable[Purchase]) -> set[int]:
    """Which of these wait for the actor, by id."""
    ids = [purchase.id for purchase in purchases]
    return set(db.session.scalars(select(Purchase.id).where(Purchase.id.in_(ids), awaiting(actor))))


def page_of(
    actor: Actor,
    *,
    states: Collection[State] | None = None,
    where: ColumnElement[bool] | None = None,
    after: int = 0,
    oldest_first: bool = False,
    by_deadline: bool = False,
) -> list[Purchase]:
    """Purchases, newest first unless told otherwise, one more than a page; only in `states` and `where` when given.

    `by_deadline`: the first the vendor must act on comes first; for first pages only.
    """
    found = visible_to(actor).options(
        joinedload(Purchase.vendor), joinedload(Purchase.office), selectinload(Purchase.lines)
    )
    if states is not None:
        found = found.where(Purchase.state.in_(states))
    if where is not None:
        found = found.where(where)
    if after:
        found = found.where(Purchase.id > after if oldest_first else Purchase.id < after)
    order = Purchase.id.asc() if oldest_first else Purchase.id.desc()
    if by_deadline:
        found = found.order_by(_deadline().asc().nulls_last())
    return list(db.session.scalars(found.order_by(order).limit(PAGE + 1)))


def _deadline():
    """The day an offer or an issued order must be answered, or an accepted one delivered."""
    offered = Purchase.state == State.OFFERED
    answered = Purchase.state == State.ISSUED
    delivered = Purchase.state.in_((State.ACCEPTED, State.IN_FULFILMENT))
    return case(
        (offered, func.date(Purchase.reserved_until)),
        (answered, func.date(Purchase.accept_by)),
        (delivered, func.date(Purchase.deliver_by)),
    )


def count_waiting(actor: Actor) -> int:
    """How many purchases wait for the actor."""
    mine = visible_to(actor).where(awaiting(actor))
    return db.session.scalar(mine.with_only_columns(func.count(Purchase.id))) or 0


def basket_of(actor: Actor) -> list[BasketLine]:
    """What the actor put in the basket, by vendor and name, with today's listing."""
    found = (
        select(BasketLine)
        .join(Listing)
        .where(BasketLine.person_id == actor.person_id)
        .options(joinedload(BasketLine.listing).joinedload(Listing.vendor), joinedload(BasketLine.booking))
        .order_by(Listing.vendor_id, Listing.name)
    )
    return list(db.session.scalars(found))


def shelf_of(purchase: Purchase) -> dict[int, tuple[int, int, int]]:
    """Version, price and stock of the listings a purchase names, as they are now; no stock when not on show."""
    ids = [line.listing_id for line in purchase.lines]
    columns = Listing.id, Listing.version, Listing.price, Listing.stock, Listing.state
    rented = {line.listing_id: line for line in purchase.lines if line.choice}
    return {
        row.id: (
            row.version,
            *(rented_now(rented[row.id], row) if row.id in rented else (row.price, row.stock)),
        )
        if row.state is ListingState.PUBLISHED
        else (row.version, row.price, 0)
        for row in db.session.execute(select(*columns).where(Listing.id.in_(ids)))
    }


def checklists_of(purchase: Purchase) -> list[Checklist]:
    """The looks at the rented things of an order, in their order, with who and what was seen."""
    found = (
        select(Checklist)
        .where(Checklist.purchase_id == purchase.id)
        .options(joinedload(Checklist.by), selectinload(Checklist.lines))
    )
    return list(db.session.scalars(found.order_by(Checklist.id)))


def checklist_photo(actor: Actor, code: str, checklist_id: int) -> str:
    """The key of a look's photo, of an order this actor may see. Raises NotVisible."""
    purchase = get(actor, code)
    found = select(Checklist.photo_key).where(
        Checklist.purchase_id == purchase.id, Checklist.id == checklist_id
    )
    key = db.session.scalar(found)
    if key is None:
        raise NotVisible(code)
    return key


def receipt_photo(actor: Actor, code: str, n: int) -> str:
    """The key of the photo of the n-th arrival, of an order this actor may see. Raises NotVisible."""
    found = select(Receipt.photo_key).where(Receipt.purchase_id == get(actor, code).id, Receipt.n == n)
    key = db.session.scalar(found)
    if key is None:
        raise NotVisible(code)
    return key


def milestone_photo(actor: Actor, code: str, position: int) -> str:
    """The key of a milestone's photo, of an order this actor may see. Raises NotVisible."""
    found = db.session.get(PurchaseMilestone, (get(actor, code).id, position))
    if found is None or found.photo_key is None:
        raise NotVisible(code)
    return found.photo_key


def whole(actor: Actor, code: str) -> Purchase:
    """A purchase with all a page or a paper needs of it, in a few statements. Raises NotVisible."""
    people = (Purchase.negotiator, Purchase.signer, Purchase.receiver, Purchase.verifier, Purchase.payer)
    number = code.upper().removeprefix("P")
    found = (
        visible_to(actor)
        .where(Purchase.id == (int(number) if number.isdecimal() else 0))
        .options(
            joinedload(Purchase.vendor),
            joinedload(Purchase.office),
            joinedload(Purchase.budget_line),
            joinedload(Purchase.payment),
            *(joinedload(person) for person in people),
            selectinload(Purchase.lines),
            selectinload(Purchase.taxes),
        )
    )
    purchase = db.session.scalar(found)
    if purchase is None:
        raise NotVisible(code)
    return purchase
