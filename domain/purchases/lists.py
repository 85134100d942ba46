"""The lists of purchases: a basket by vendor, rows that await somebody, and the home of an office or a vendor."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import not_

from domain import clock
from domain.budgets import queries as budgets
from domain.budgets.models import BudgetLine
from domain.people.rules import BUYING_HATS, OFFICE_HATS, VENDOR_HATS, Actor, Role, VendorStatus
from domain.people.vendors import rules as vendor_rules
from domain.purchases import queries, receivables, repeating
from domain.purchases.models import BasketLine, Purchase
from domain.purchases.rotation.queries import rotation_of
from domain.purchases.states import ENDED, State
from domain.sentences import say

HOME_ROWS = 8
BUYERS = BUYING_HATS
DRAFTS = frozenset({State.DRAFT, State.RETURNED})


class BasketGroup(NamedTuple):
    """The lines of one vendor with today's prices; `stopped` says why nothing may be ordered of it now."""

    vendor_id: int
    vendor: str
    stopped: str
    lines: list[BasketLine]
    total: int
    share: str


class Row(NamedTuple):
    number: int
    code: str
    title: str
    other: str
    label: str
    state: State
    total: int
    mine: bool
    since: datetime
    due: date | None = None
    may_repeat: bool = False


@dataclass(frozen=True)
class Home:
    """The home of an office or a vendor: what waits for me, what else runs, the money."""

    waiting: tuple[Row, ...]
    waiting_count: int
    running: tuple[Row, ...]
    owed: receivables.Owed
    lines: tuple[BudgetLine, ...]


def basket(actor: Actor) -> list[BasketGroup]:
    """The basket by vendor, and each vendor's part of what the office bought this year."""
    rotation = rotation_of(actor)
    groups: dict[int, list[BasketLine]] = {}
    for line in queries.basket_of(actor):
        groups.setdefault(line.listing.vendor_id, []).append(line)
    return [
        BasketGroup(
            vendor_id,
            lines[0].listing.vendor.legal_name,
            "" if lines[0].listing.vendor.status is VendorStatus.VERIFIED else vendor_rules.STOPPED,
            lines,
            sum(line.amount for line in lines),
            rotation.told(vendor_id) if rotation else "",
        )
        for vendor_id, lines in groups.items()
    ]


def rows(actor: Actor, *, mine_only: bool, after: int = 0) -> list[Row]:
    """The list of purchases, one more than a page; only those that wait for this hat when `mine_only`."""
    where = queries.awaiting(actor) if mine_only else None
    found = queries.page_of(actor, where=where, after=after)
    mine = {each.id for each in found} if mine_only else queries.waiting_ids(actor, found)
    return [_row(purchase, actor, purchase.id in mine) for purchase in found]


def home(actor: Actor) -> Home:
    """What an office hat or a vendor sees first."""
    urgent, mine = actor.hat in VENDOR_HATS, queries.awaiting(actor)
    waiting = [_row(each, actor, True) for each in queries.page_of(actor, where=mine, by_deadline=urgent)]
    others = queries.page_of(actor, states=_running(actor.hat), where=not_(mine))
    running = [_row(each, actor, False) for each in others]
    owed = receivables.owed(actor) if actor.hat in VENDOR_HATS else receivables.NOTHING
    lines = budgets.of_year(actor) if actor.hat in BUYERS else []
    return Home(
        waiting=tuple(waiting[:HOME_ROWS]),
        waiting_count=queries.count_waiting(actor) if len(waiting) > HOME_ROWS else len(waiting),
        running=tuple(running[:HOME_ROWS]),
        owed=owed,
        lines=tuple(lines[:3]),
    )


def _running(hat: Role) -> list[State]:
    """The states of what is under way; a draft is nobody's business but a buyer's."""
    return [state for state in State if state not in ENDED and (hat in BUYERS or state not in DRAFTS)]


def title_of(lines) -> str:
    """'Keripik apel, 240 bungkus' and how many more."""
    if not lines:
        return say("Pesanan kosong")
    first, more = lines[0], len(lines) - 1
    return f"{first.name}, {first.quantity} {first.unit}" + (
        say(" dan {more} lagi", more=more) if more else ""
    )


def _row(purchase: Purchase, actor: Actor, mine: bool) -> Row:
    other = purchase.vendor.legal_name if actor.hat in OFFICE_HATS else purchase.office.name
    return Row(
        purchase.id,
        purchase.code,
        title_of(purchase.lines),
        other,
        purchase.label,
        purchase.state,
        purchase.total or sum(line.amount for line in purchase.lines),
        mine,
        purchase.since,
        _due(purchase) if actor.hat in VENDOR_HATS else None,
        actor.hat in BUYERS and repeating.may_repeat(purchase.state, purchase.kind),
    )


def _due(purchase: Purchase) -> date | None:
    """By when the vendor must act: answer an offer or an order that was issued, deliver one that was accepted."""
    if purchase.state is State.ISSUED:
        return clock.local(purchase.accept_by).date() if purchase.accept_by else None
    if purchase.state is State.OFFERED:
        return clock.local(purchase.reserved_until).date() if purchase.reserved_until else None
    return purchase.deliver_by if purchase.state in (State.ACCEPTED, State.IN_FULFILMENT) else None
