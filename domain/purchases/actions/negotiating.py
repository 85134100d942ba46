"""The verbs of haggling. Budget, stock and days are held at the listed price from the first offer on.

Only the side that did not speak last may answer: whose turn it is, is the state.
"""

from collections.abc import Sequence
from datetime import date

from domain import clock, region
from domain.budgets import actions as budgets
from domain.budgets import rules as budget_rules
from domain.db import db
from domain.errors import RuleBroken, Stale
from domain.kinds import FulfilmentKind
from domain.money import line_amount
from domain.papers import actions as papers
from domain.papers.rules import PaperKind, VoidReason
from domain.people.rules import VENDOR_HATS, Actor
from domain.people.vendors.rules import check_sells
from domain.purchases import asking_papers, offers, rules, snapshots
from domain.purchases.actions.buying import check_whole, hold_days, take_all
from domain.purchases.actions.renting import check_days
from domain.purchases.actions.steps import begin, finish, let_go
from domain.purchases.audit import flags
from domain.purchases.models import Purchase
from domain.purchases.negotiation import queries
from domain.purchases.negotiation import rules as negotiation
from domain.purchases.negotiation.models import NegotiationRound
from domain.purchases.negotiation.rules import Side
from domain.purchases.quotes import queries as quotes
from domain.purchases.quotes import rules as quote_rules
from domain.purchases.states import State


def offer(
    actor: Actor, code: str, *, version: int | None, prices: Sequence[int], deliver_by: date | None = None,
    note: str = "",
) -> Purchase:  # fmt: skip
    """The office names prices, one for each line. The first offer takes budget, stock and days.

    Raises OfferChanged when the shelf moved since the draft, RuleBroken, Stale.
    """
    purchase = begin(actor, code, "offer", version)
    if quotes.taken_for(purchase):
        raise RuleBroken(quote_rules.FIXED)
    if purchase.state is not State.COUNTERED:
        _open(actor, purchase)
    purchase.negotiator_id = actor.person_id or purchase.negotiator_id
    return _speak(actor, purchase, "offer", prices, deliver_by, note)


def counter(
    actor: Actor, code: str, *, version: int | None, prices: Sequence[int], deliver_by: date | None = None,
    note: str = "",
) -> Purchase:  # fmt: skip
    """The vendor answers with prices of its own, never above its shelf."""
    return _speak(actor, begin(actor, code, "counter", version), "counter", prices, deliver_by, note)


def agree(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The last round becomes the price: lines, taxes, what is held and the minutes, all in one; on to the PPK."""
    purchase = begin(actor, code, "agree", version)
    last = queries.last_of(purchase)
    _check_in_time(purchase)
    _check_still_good(purchase)
    held = purchase.total
    _take_over(purchase, last)
    rules.check_deliver_by(purchase.deliver_by, clock.today())
    offers.work_out(purchase)
    offers.follow_rules(purchase)
    assert purchase.budget_line_id is not None
    if purchase.total < held:
        budgets.give_back(actor, purchase.budget_line_id, held - purchase.total, subject=purchase.code)
    if actor.hat not in VENDOR_HATS:
        purchase.negotiator_id = actor.person_id or purchase.negotiator_id
    purchase.agreed_round = last.n
    purchase.submitted_at = clock.now()
    purchase.reserved_until = hold_days(region.current().purchasing.reservation_working_days)
    finish(actor, purchase, "agree", round=last.n, base=purchase.base, total=purchase.total)
    papers.issue(
        actor, PaperKind.BA_NEGOSIASI, owner=purchase.office_code, subject=purchase.code,
        snapshot=snapshots.negotiated(purchase, queries.rounds_of(purchase)),
    )  # fmt: skip
    flags.note_split(actor, purchase)
    return purchase


def decline_offer(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """The vendor ends the haggling; the office may still buy at the listed price."""
    purchase = begin(actor, code, "decline_offer", version)
    rules.check_reason(reason)
    let_go(actor, purchase)
    purchase.reason = reason.strip()
    return finish(actor, purchase, "decline_offer", round=purchase.rounds)


def stop(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The office ends the haggling; what was said stays to be seen."""
    purchase = begin(actor, code, "stop", version)
    let_go(actor, purchase)
    asking_papers.let_go(actor, purchase, VoidReason.WITHDRAWN)
    return finish(actor, purchase, "stop", round=purchase.rounds)


def _open(actor: Actor, purchase: Purchase) -> None:
    """Back to the listed prices, and everything taken at these: whatever is agreed costs no more."""
    for line in purchase.lines:
        line.price = line.listed_price
        line.amount = line_amount(line.quantity, line.price) + line.delivery_fee
    purchase.agreed_round = None
    db.session.flush()
    check_whole(purchase)
    take_all(actor, purchase)


def _speak(
    actor: Actor, purchase: Purchase, verb: str, prices: Sequence[int], day: date | None, note: str
) -> Purchase:
    terms = region.current().purchasing
    listed = [line.listed_price for line in purchase.lines]
    before = listed
    if purchase.state in (State.OFFERED, State.COUNTERED):
        _check_in_time(purchase)
        offered = queries.last_of(purchase).offered
        before = [offered[line.listing_id] for line in purchase.lines]
    negotiation.check_prices(listed, prices, before)
    if day is not None and purchase.kind is FulfilmentKind.PRODUCT:
        rules.check_deliver_by(day, clock.today())
    purchase.rounds += 1
    negotiation.check_round(purchase.rounds, terms.offer_rounds)
    purchase.reserved_until = hold_days(terms.offer_working_days)
    base = sum(
        line_amount(line.quantity, price) + line.delivery_fee
        for line, price in zip(purchase.lines, prices, strict=True)
    )
    db.session.add(
        NegotiationRound(
            purchase_id=purchase.id, n=purchase.rounds, by_id=actor.person_id, base=base,
            side=Side.VENDOR if actor.hat in VENDOR_HATS else Side.OFFICE,
            prices=[[line.listing_id, line.listed_price, price]
                    for line, price in zip(purchase.lines, prices, strict=True)],
            deliver_by=day if purchase.kind is FulfilmentKind.PRODUCT else None,
            note=note.strip(), valid_until=purchase.reserved_until,
        )
    )  # fmt: skip
    return finish(actor, purchase, verb, round=purchase.rounds, prices=list(prices), base=base)


def _check_in_time(purchase: Purchase) -> None:
    if purchase.reserved_until is None or purchase.reserved_until <= clock.now():
        raise Stale(negotiation.SPENT)


def _check_still_good(purchase: Purchase) -> None:
    """What may have changed while both sides talked."""
    assert purchase.budget_line is not None
    check_sells(purchase.vendor.status)
    budget_rules.check_year(purchase.budget_line.fiscal_year, clock.fiscal_year())
    check_days(purchase)


def _take_over(purchase: Purchase, agreed: NegotiationRound) -> None:
    for line in purchase.lines:
        line.price = agreed.offered[line.listing_id]
        line.amount = line_amount(line.quantity, line.price) + line.delivery_fee
    purchase.deliver_by = agreed.deliver_by or purchase.deliver_by
    db.session.flush()
