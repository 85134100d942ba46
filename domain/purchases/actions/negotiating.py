"""The verbs of haggling. Budget, stock and days are held at the listed price from the first offer on.

Only the side that did not speak last may answer: whose turn it is, is the state.
"""

from collections.abc import Mapping, Sequence
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
from domain.purchases.negotiation.rules import Asked, Side
from domain.purchases.quotes import queries as quotes
from domain.purchases.quotes import rules as quote_rules
from domain.purchases.rented import listed_fee
from domain.purchases.states import State


def offer(
    actor: Actor, code: str, *, version: int | None, prices: Sequence[int], fees: Mapping[int, int] | None = None,
    deliver_by: date | None = None, note: str = "",
) -> Purchase:  # fmt: skip
    """The office names prices, one for each line. The first offer takes budget, stock and days.

    `fees` are for bringing what is rented, by place of the line; where none is named the list's stays.
    Raises OfferChanged when the shelf moved since the draft, RuleBroken, Stale.
    """
    purchase = begin(actor, code, "offer", version)
    if quotes.taken_for(purchase):
        raise RuleBroken(quote_rules.FIXED)
    if purchase.state is not State.COUNTERED:
        _open(actor, purchase)
    purchase.negotiator_id = actor.person_id or purchase.negotiator_id
    return _speak(actor, purchase, "offer", _asked(purchase, prices, fees), deliver_by, note)


def counter(
    actor: Actor, code: str, *, version: int | None, prices: Sequence[int], fees: Mapping[int, int] | None = None,
    deliver_by: date | None = None, note: str = "",
) -> Purchase:  # fmt: skip
    """The vendor answers with prices of its own, never above its shelf."""
    purchase = begin(actor, code, "counter", version)
    return _speak(actor, purchase, "counter", _asked(purchase, prices, fees), deliver_by, note)


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
        line.price, line.delivery_fee = line.listed_price, listed_fee(line)
        line.amount = line_amount(line.quantity, line.price) + line.delivery_fee
    purchase.agreed_round = None
    db.session.flush()
    check_whole(purchase)
    take_all(actor, purchase)


def _asked(purchase: Purchase, prices: Sequence[int], fees: Mapping[int, int] | None) -> list[Asked]:
    said = fees or {}
    listed = [listed_fee(line) for line in purchase.lines]
    return [Asked(price, said.get(n, listed[n])) for n, price in enumerate(prices)]


def _speak(
    actor: Actor, purchase: Purchase, verb: str, asked: Sequence[Asked], day: date | None, note: str
) -> Purchase:
    terms = region.current().purchasing
    listed = [Asked(line.listed_price, listed_fee(line)) for line in purchase.lines]
    before = listed
    if purchase.state in (State.OFFERED, State.COUNTERED):
        _check_in_time(purchase)
        last = queries.last_of(purchase)
        ids = [line.listing_id for line in purchase.lines]
        before = [Asked(last.offered[each], last.fees.get(each, 0)) for each in ids]
    negotiation.check_prices(listed, asked, before)
    if day is not None and purchase.kind is FulfilmentKind.PRODUCT:
        rules.check_deliver_by(day, clock.today())
    purchase.rounds += 1
    negotiation.check_round(purchase.rounds, terms.offer_rounds)
    purchase.reserved_until = hold_days(terms.offer_working_days)
    rows = list(zip(purchase.lines, listed, asked, strict=True))
    base = sum(line_amount(line.quantity, said.price) + said.fee for line, _listed, said in rows)
    spoken = NegotiationRound(
        purchase_id=purchase.id, n=purchase.rounds, by_id=actor.person_id, base=base,
        side=Side.VENDOR if actor.hat in VENDOR_HATS else Side.OFFICE,
        prices=[[line.listing_id, most.price, said.price] + ([most.fee, said.fee] if most.fee else [])
                for line, most, said in rows],
        deliver_by=day if purchase.kind is FulfilmentKind.PRODUCT else None,
        note=note.strip(), valid_until=purchase.reserved_until,
    )  # fmt: skip
    db.session.add(spoken)
    facts = {"prices": list(spoken.offered.values())}
    if spoken.fees:
        facts["fees"] = list(spoken.fees.values())
    return finish(actor, purchase, verb, round=purchase.rounds, base=base, **facts)


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
        line.delivery_fee = agreed.fees.get(line.listing_id, line.delivery_fee)
        line.amount = line_amount(line.quantity, line.price) + line.delivery_fee
    purchase.deliver_by = agreed.deliver_by or purchase.deliver_by
    db.session.flush()
