"""Changing an accepted order before anything is sent or done: the PPK proposes, the vendor consents, an addendum is issued."""

from collections.abc import Sequence
from datetime import date

from domain import clock, region
from domain.budgets import actions as budgets
from domain.budgets import rules as budget_rules
from domain.catalogue import stock
from domain.catalogue.packages import queries as packages
from domain.db import db
from domain.errors import RuleBroken
from domain.kinds import FulfilmentKind
from domain.money import line_amount
from domain.papers import actions as papers
from domain.papers.rules import PaperKind
from domain.people.rules import Actor
from domain.purchases import offers, rules, snapshots
from domain.purchases.actions.steps import begin, finish, paper_of
from domain.purchases.addenda import extending, queries
from domain.purchases.addenda import rules as addenda
from domain.purchases.addenda.models import Addendum, read, written
from domain.purchases.addenda.rules import AddendumState, Terms
from domain.purchases.models import Purchase
from domain.purchases.rented import said_people
from domain.sentences import in_source
from domain.tax.model import TaxResult
from domain.tax.terms import check_addendum


def propose_change(
    actor: Actor, code: str, *, version: int | None, quantities: Sequence[int], prices: Sequence[int],
    deliver_by: date | None, reason: str,
) -> Purchase:  # fmt: skip
    """The PPK proposes other quantities, prices or another day; nothing moves before the vendor consents.

    Raises RuleBroken: above the shelf's price, or above the dated share of the first value.
    """
    purchase = begin(actor, code, "propose_change", version)
    rules.check_reason(reason)
    if queries.waiting(purchase) is not None:
        raise RuleBroken("Masih ada perubahan yang menunggu jawaban penjual.")
    before = queries.terms_of(purchase)
    after = before._replace(quantities=tuple(quantities), prices=tuple(prices), deliver_by=deliver_by)
    addenda.check_terms(before, after, [line.listed_price for line in purchase.lines])
    _check_days_and_people(purchase, after)
    if after.deliver_by != before.deliver_by and purchase.kind is not FulfilmentKind.PRODUCT:
        raise RuleBroken("Hari sewa dan acara tidak bisa diubah di sini.", field="deliver_by")
    if after.deliver_by != before.deliver_by:
        rules.check_deliver_by(after.deliver_by, clock.today())
    n, total = _propose(actor, purchase, before, after, reason)
    return finish(actor, purchase, "propose_change", decided=purchase.state, n=n, total=total)


def extend(actor: Actor, code: str, *, version: int | None, days: int | None, reason: str) -> Purchase:
    """The PPK asks to keep what it rents for some more days, at the agreed rate; the vendor answers as any change.

    Raises RuleBroken: no such days, taken by somebody else, or worth more than an addendum may be.
    """
    purchase = begin(actor, code, "extend", version)
    rules.check_reason(reason)
    if queries.waiting(purchase) is not None:
        raise RuleBroken("Masih ada perubahan yang menunggu jawaban penjual.")
    before = queries.terms_of(purchase)
    after = extending.longer(purchase, before, days)
    extending.check_free(purchase, before, after)
    n, total = _propose(actor, purchase, before, after, reason)
    return finish(actor, purchase, "extend", decided=purchase.state, n=n, days=days, total=total)


def _propose(actor: Actor, purchase: Purchase, before: Terms, after: Terms, reason: str) -> tuple[int, int]:
    """Keep a change for the vendor to answer; its number and what the order would cost. Raises RuleBroken."""
    total = purchase.total
    result = _worked_out(purchase, after)
    _put(purchase, before)  # only asked what it would cost
    _check_worth(purchase, before, after, result.buyer_pays)
    _check_money(purchase, result.buyer_pays - total)
    assert actor.person_id is not None
    n = queries.count_of(purchase) + 1
    db.session.add(
        Addendum(
            purchase_id=purchase.id, n=n, before=written(before, total),
            after=written(after, result.buyer_pays), reason=reason.strip(), proposed_by=actor.person_id,
        )
    )  # fmt: skip
    return n, result.buyer_pays


def _check_worth(purchase: Purchase, before: Terms, after: Terms, total: int) -> None:
    """The limit of an addendum; of a longer rental with what to do instead. Raises RuleBroken."""
    try:
        check_share(purchase, total)
    except RuleBroken:
        rule = region.current().thresholds_on(clock.today())["addendum_share"]
        first = queries.first_total(purchase)
        if before.until == after.until:
            raise
        raise extending.too_dear(first + int(first * rule.value)) from None


def agree_change(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The vendor consents: lines, stock, budget, taxes and the paper, all in one."""
    purchase = begin(actor, code, "agree_change", version)
    row = _waiting(purchase)
    before, after, was = queries.terms_of(purchase), read(row.after), purchase.total
    _move_stock(actor, purchase, before, after)
    extending.take(actor, purchase, before, after)
    offers.write_down(purchase, _worked_out(purchase, after))
    check_share(purchase, purchase.total, first=row.before["total"] if row.n == 1 else None)
    _check_money(purchase, purchase.total - was)
    kept = purchase.lane_rule, purchase.form_rule
    offers.follow_rules(purchase)
    purchase.lane_rule, purchase.form_rule = kept
    _move_budget(actor, purchase, was)
    _decide(actor, row, AddendumState.AGREED)
    finish(actor, purchase, "agree_change", decided=purchase.state, n=row.n, total=purchase.total)
    names = [(line.name, line.unit) for line in purchase.lines]
    told = addenda.changes(before, after, names)
    order = paper_of(purchase, PaperKind.SURAT_PESANAN)
    papers.issue(
        actor, PaperKind.ADDENDUM, owner=purchase.office_code, subject=purchase.code,
        snapshot=snapshots.changed(purchase, order.number, told, was, row.reason),
    )  # fmt: skip
    return purchase


def refuse_change(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """The vendor does not consent, and says why: the order stands as it is."""
    purchase = begin(actor, code, "refuse_change", version)
    rules.check_reason(reason)
    row = _waiting(purchase)
    _decide(actor, row, AddendumState.REFUSED)
    purchase.reason = reason.strip()
    return finish(actor, purchase, "refuse_change", decided=purchase.state, n=row.n)


def drop_change(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The PPK takes the proposal back before it was answered."""
    purchase = begin(actor, code, "drop_change", version)
    row = _waiting(purchase)
    _decide(actor, row, AddendumState.WITHDRAWN)
    return finish(actor, purchase, "drop_change", decided=purchase.state, n=row.n)


def check_share(purchase: Purchase, after: int, *, first: int | None = None) -> None:
    """At most the dated share above the first value. Raises RuleBroken."""
    rule = region.current().thresholds_on(clock.today()).get("addendum_share")
    if rule is not None:
        check_addendum(queries.first_total(purchase) if first is None else first, after, rule.value)


def _check_money(purchase: Purchase, more: int) -> None:
    """What costs more takes money of this fiscal year only. Raises RuleBroken."""
    assert purchase.budget_line is not None
    if more > 0:
        budget_rules.check_year(purchase.budget_line.fiscal_year, clock.fiscal_year())


def _waiting(purchase: Purchase) -> Addendum:
    row = queries.waiting(purchase)
    if row is None:
        raise RuleBroken("Tidak ada perubahan yang menunggu jawaban. Muat ulang halaman ini.")
    return row


def _worked_out(purchase: Purchase, terms: Terms) -> TaxResult:
    """The order at these terms, taxed by the rates of the day it was submitted."""
    _put(purchase, terms)
    day = clock.local(purchase.submitted_at or clock.now()).date()
    return offers.taxes_of(purchase, day)


def _check_days_and_people(purchase: Purchase, after: Terms) -> None:
    """Rented units keep their days, so their number stays; so many people come as the package takes. Raises RuleBroken."""
    for number, (line, quantity) in enumerate(zip(purchase.lines, after.quantities, strict=True)):
        field = f"quantity-{number}"
        package = packages.package_of(line.listing_id, line.listing_version) if line.people else None
        if package is not None and package.per_person:
            if not package.people_from <= quantity <= package.people_to:
                raise RuleBroken(
                    "Paket ini untuk {people_from} sampai {people_to} orang.",
                    people_from=package.people_from, people_to=package.people_to, field=field,
                )  # fmt: skip
        elif line.choice is not None and quantity != line.quantity:
            raise RuleBroken("Di pesanan ini hanya harganya yang bisa diubah.", field=field)


def _put(purchase: Purchase, terms: Terms) -> None:
    for line, last in zip(purchase.lines, terms.until, strict=False):
        extending.put(line, last)
    for line, quantity, price in zip(purchase.lines, terms.quantities, terms.prices, strict=True):
        if line.people and quantity != line.quantity:
            line.people, line.price_words = quantity, in_source(said_people(quantity))
        line.quantity, line.price = quantity, price
        line.amount = line_amount(quantity, price) + line.delivery_fee
    purchase.deliver_by = terms.deliver_by
    db.session.flush()


def _move_stock(actor: Actor, purchase: Purchase, before: Terms, after: Terms) -> None:
    more, less = {}, {}
    for line, was, now in zip(purchase.lines, before.quantities, after.quantities, strict=True):
        if now != was and line.choice is None:
            (more if now > was else less)[line.listing_id] = abs(now - was)
    stock.take_stock(actor, more, subject=purchase.code)
    stock.give_back_stock(actor, less, subject=purchase.code)


def _move_budget(actor: Actor, purchase: Purchase, was: int) -> None:
    assert purchase.budget_line_id is not None
    move = budgets.take if purchase.total > was else budgets.give_back
    if purchase.total != was:
        move(actor, purchase.budget_line_id, abs(purchase.total - was), subject=purchase.code)


def _decide(actor: Actor, row: Addendum, state: AddendumState) -> None:
    row.state, row.decided_by, row.decided_at = state, actor.person_id, clock.now()
    db.session.flush()
