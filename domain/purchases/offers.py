"""What a purchase costs and by which rules: taxes, lane and form, worked out from its own copied lines."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor

from sqlalchemy import update

from domain import clock, region
from domain.db import db
from domain.errors import Stale
from domain.money import half_up, split_by_largest_remainder
from domain.people.models import Vendor
from domain.people.rules import VendorKind
from domain.purchases import rules
from domain.purchases.models import Purchase, PurchaseLine, PurchaseTax
from domain.region.rules import LaneCode, ObjectGroup
from domain.region.settings import Rounding
from domain.rulebook import RuleRow
from domain.tax.model import Practice, Regime, Settled, TaxableLine, TaxLine, TaxResult, VendorTax
from domain.tax.rules import assess

ROUNDING = {Rounding.HALF_UP: half_up, Rounding.FLOOR: floor}


@dataclass(frozen=True)
class Change:
    """What became of a line since it was put in the basket. Rupiah per unit."""

    line_id: int
    name: str
    old_price: int
    new_price: int
    unit: str
    left: int
    wanted: int

    @property
    def price_changed(self) -> bool:
        return self.old_price != self.new_price


class OfferChanged(Stale):
    """The vendor changed a price or a description since; the buyer must see old and new first."""


def vendor_tax(vendor: Vendor, day: date) -> VendorTax:
    """The vendor's standing with the tax office on a day."""
    profiles = [profile for profile in vendor.tax_profiles if profile.valid_from <= day]
    is_person = vendor.kind is VendorKind.PERSON
    if not profiles:
        return VendorTax(is_pkp=False, has_npwp=bool(vendor.npwp), is_person=is_person)
    latest = profiles[-1]
    return VendorTax(latest.is_pkp, latest.has_npwp, is_person, latest.certificate_until)


def taxes_of(
    purchase: Purchase,
    day: date | None = None,
    prices: Mapping[int, int] | None = None,
    fees: Mapping[int, int] | None = None,
) -> TaxResult:
    """Taxes by the rates of a day, today when none is given. Raises RuleBroken when the case must not go on.

    `prices` (rupiah for one, by listing id) and `fees` for bringing stand in for those of the lines: what if
    these were agreed.
    """
    day = day or clock.today()
    regime = Regime.MARKETPLACE if purchase.lane == LaneCode.C else Regime.TREASURER
    return assess(
        [TaxableLine(_amount(line, prices, fees or {}), line.object_kind) for line in purchase.lines],
        vendor_tax(purchase.vendor, day),
        payment_way=purchase.payment_way,
        regime=regime,
        on=day,
        rates=region.current().rates_on(day),
        income_tax_rounding=ROUNDING[region.current().taxing_on(day).pph_rounding],
        practice=practice(day),
    )


def at_first_handover(purchase: Purchase) -> TaxResult:
    """Taxes as decided when the first BAST was made: by the day it was submitted, without what was dropped before."""
    return taxes_of(purchase, clock.local(purchase.submitted_at or purchase.created_at).date())


def standing(purchase: Purchase, covered: int, given: Mapping[str, int]) -> TaxResult:
    """Taxes of what the order stands for now. BAST cover `covered` of its price and `given` of each tax.

    Pieces dropped before any BAST leave the order as if never ordered. After one, each tax keeps its rule and
    is scaled to the smaller price, so that what papers already say stays right.
    """
    first = at_first_handover(purchase)
    gone = sum(line.price * line.dropped_late for line in purchase.lines)
    if not gone:
        return first
    base = first.base - gone

    def scaled(tax: TaxLine) -> TaxLine:
        def part(amount: int) -> int:
            return half_up(Fraction(amount * base, first.base))

        carried = given.get(tax.code, 0)
        amount = carried if covered == base else max(part(tax.amount), carried)
        shares = split_by_largest_remainder(amount, tax.shares)
        other = None if tax.dpp_other is None else part(tax.dpp_other)
        return replace(tax, base=part(tax.base), amount=amount, dpp_other=other, shares=tuple(shares))

    return TaxResult(base, tuple(scaled(tax) for tax in first.lines))


def _amount(line: PurchaseLine, prices: Mapping[int, int] | None, fees: Mapping[int, int]) -> int:
    if prices is None:
        return line.amount - line.price * (line.dropped - line.dropped_late)
    return line.quantity * prices[line.listing_id] + fees.get(line.listing_id, line.delivery_fee)


def practice(day: date) -> Practice:
    """How this region settled, that day, what the sources of tax law leave open."""
    chosen = region.current().taxing_on(day)
    return Practice(Settled(chosen.pbjt), Settled(chosen.card), Settled(chosen.person_catering))


def work_out(purchase: Purchase) -> TaxResult:
    """Write amounts and taxes onto the purchase, anew from its lines. Inside a write block."""
    return write_down(purchase, taxes_of(purchase))


def write_down(purchase: Purchase, result: TaxResult) -> TaxResult:
    """Write these amounts and taxes onto the purchase. Inside a write block.

    A tax that stays keeps its row: what was handed in of it already points there.
    """
    purchase.base, purchase.total = result.base, result.buyer_pays
    purchase.added_tax = result.buyer_pays - result.base
    purchase.withheld, purchase.net = result.withheld, result.vendor_nets
    before = {row.code: row for row in purchase.taxes}
    purchase.taxes = [
        _written(before.get(tax.code) or PurchaseTax(code=tax.code), tax) for tax in result.lines
    ]
    db.session.flush()
    return result


def _written(row: PurchaseTax, tax: TaxLine) -> PurchaseTax:
    row.base, row.dpp_other, row.amount = tax.base, tax.dpp_other, tax.amount
    row.collected_by, row.why = tax.collected_by, tax.why
    row.rule_ids, row.shares = list(tax.rule_ids), list(tax.shares)
    return row


def follow_rules(purchase: Purchase) -> None:
    """Fix lane and form by today's tables and mark the rules as used. Raises RuleBroken."""
    pack, today = region.current(), clock.today()
    code = LaneCode(purchase.lane)
    lane = pack.lane_for(code, ObjectGroup.GOODS_SERVICES, purchase.total, today)
    rules.check_lane(lane, purchase.total)
    form = pack.form_for(code, ObjectGroup.GOODS_SERVICES, purchase.total, today)
    rules.check_form(form, purchase.total)
    assert lane is not None
    assert form is not None
    rules.check_external_number(lane.needs_external_number, purchase.external_number)
    assert purchase.budget_line is not None
    rules.check_hps(
        needed=lane.needs_hps, hps=purchase.hps, source=purchase.hps_source, total=purchase.total,
        ceiling=purchase.budget_line.ceiling,
    )  # fmt: skip
    purchase.lane_rule, purchase.form_rule = lane.id, form.id
    used = {lane.id, form.id, *(rule for tax in purchase.taxes for rule in tax.rule_ids)}
    fresh = RuleRow.id.in_(used), RuleRow.used.is_(False)  # used ones are not locked again and again
    db.session.execute(update(RuleRow).where(*fresh).values(used=True))


def lacks_external_number(purchase: Purchase) -> bool:
    """Whether the number of the national system must still be noted for what it costs today."""
    lane = region.current().lane_for(
        LaneCode(purchase.lane), ObjectGroup.GOODS_SERVICES, purchase.total, clock.today()
    )
    return bool(lane and lane.needs_external_number) and not purchase.external_number.strip()


def external_number_above(lane: str) -> int | None:
    """From which value on (rupiah) the number of the national system must be noted; None when never."""
    limits = [
        rule.above
        for rule in region.current().lanes_on(clock.today())
        if rule.lane == lane
        and rule.object_group is ObjectGroup.GOODS_SERVICES
        and rule.needs_external_number
    ]
    return min(limits, default=None)


def changes(purchase: Purchase, listings: dict[int, tuple[int, int, int]]) -> list[Change]:
    """What differs from the shelf now. `listings` maps id to (version, price, stock)."""
    found = []
    for line in purchase.lines:
        version, price, stock = listings[line.listing_id]
        if version != line.listing_version or price != line.listed_price or stock < line.quantity:
            found.append(
                Change(line.id, line.name, line.listed_price, price, line.unit, stock, line.quantity)
            )
    return found
