"""Purchases, found on somebody's behalf: an office sees its own, a vendor what was issued to it."""

from collections.abc import Collection

from sqlalchemy import Select, and_, case, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from domain.catalogue.models import Listing
from domain.catalogue.rules import ListingState
from domain.db import db, writing
from domain.errors import NotVisible
from domain.people.rules import OFFICE_HATS, Actor, Right, Role
from domain.purchases import rules
from domain.purchases.checklists import Checklist
from domain.purchases.milestones import PurchaseMilestone
from domain.purchases.models import BasketLine, Purchase
from domain.purchases.rented import rented_now
from domain.purchases.states import State

PAGE = 20
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
    """The states in which something waits for this hat, in the order of a purchase's life."""
    awaited = [move for move in rules.MOVES if hat in move.by and move.verb not in rules.NOT_AWAITED]
    return [state for state in State if any(state in move.source for move in awaited)]


def page_of(
    actor: Actor,
    *,
    states: Collection[State] | None = None,
    after: int = 0,
    oldest_first: bool = False,
    by_deadline: bool = False,
) -> list[Purchase]:
    """Purchases, newest first unless told otherwise, one more than a page; only in `states` when given.

    `by_deadline`: the first the vendor must act on comes first; for first pages only.
    """
    found = visible_to(actor).options(
        joinedload(Purchase.vendor), joinedload(Purchase.office), selectinload(Purchase.lines)
    )
    if states is not None:
        found = found.where(Purchase.state.in_(states))
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


def count_of(actor: Actor, *, states: Collection[State]) -> int:
    """How many purchases of the actor's are in `states`."""
    mine = visible_to(actor).where(Purchase.state.in_(states))
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
