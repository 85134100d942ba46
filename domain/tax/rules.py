"""PPN and PPh of one purchase document. Pure: dated rates come in, a frozen result goes out.

Sources: PMK 131/2024 Ps 3 with PER-11/PJ/2025 Ps 129 (PPN in two rounded stages), PMK 59/2022
(the treasurer collects), PMK 58/2022 (an appointed marketplace collects), PP 34/2017 (rent of land
and buildings), PMK 164/2023 Ps 7-8 (final rate against a Surat Keterangan PP 55), UU 1/2022 (PBJT).

Each tax is computed once per document over its own lines and then shared over them by largest
remainder: computing PPN per line would be off by rupiahs on an ordinary seven-line order.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from domain.errors import RuleBroken
from domain.kinds import ObjectKind
from domain.money import half_up, split_by_largest_remainder
from domain.tax import reasons
from domain.tax.model import (
    USUAL,
    CollectedBy,
    PaymentWay,
    Practice,
    Rate,
    Regime,
    Settled,
    TaxableLine,
    TaxLine,
    TaxResult,
    VendorTax,
)

Rounding = Callable[[Fraction], int]

# object kind -> (tax, its rate in the table)
INCOME_TAX = {
    ObjectKind.GOODS: ("pph22", "pph22_goods"),
    ObjectKind.MOVABLE_RENT: ("pph23", "pph23_movable_rent"),
    ObjectKind.SERVICE: ("pph23", "pph23_service"),
    ObjectKind.CATERING: ("pph23", "pph23_catering"),
    ObjectKind.BUILDING_RENT: ("pph4_2", "pph4_2_building_rent"),
}
WITH_PPN = frozenset(ObjectKind) - {ObjectKind.CATERING}


class _Case(NamedTuple):
    """Everything one assessment looks at."""

    lines: Sequence[TaxableLine]
    vendor: VendorTax
    way: PaymentWay
    on: date
    rates: Mapping[str, Rate]
    rounding: Rounding
    practice: Practice

    def rate(self, code: str) -> Rate:
        try:
            return self.rates[code]
        except KeyError:
            raise RuleBroken("Tarif {code} untuk tanggal ini belum ada. Hubungi admin.", code=code) from None

    def amounts(self, kinds: Iterable[ObjectKind]) -> list[int]:
        """The amount of each line, zero where the line is of another kind."""
        return [line.amount if line.object_kind in kinds else 0 for line in self.lines]

    @property
    def card_spares(self) -> bool:
        """Paid by government card, and the region leaves the taxes to the vendor then."""
        return self.way is PaymentWay.KKPD and self.practice.card is Settled.CARD_VENDOR


def assess(
    lines: Sequence[TaxableLine],
    vendor: VendorTax,
    *,
    payment_way: PaymentWay,
    regime: Regime,
    on: date,
    rates: Mapping[str, Rate],
    income_tax_rounding: Rounding = half_up,
    practice: Practice = USUAL,
) -> TaxResult:
    """The taxes of one document on the day `on`, with the rates in force that day.

    `income_tax_rounding` takes an exact amount to whole rupiah (half_up, or math.floor where the
    office's practice is to drop the fraction). `practice` settles what sources leave open. A purchase
    paid LS is always the treasurer's, also where a marketplace was chosen (PMK 58/2022). Raises
    RuleBroken when the case must not go on.
    """
    case = _Case(lines, vendor, payment_way, on, rates, income_tax_rounding, practice)
    if any(line.amount < 0 for line in lines):
        raise ValueError("a line cannot be worth less than nothing")
    by_marketplace = regime is Regime.MARKETPLACE and payment_way is not PaymentWay.LS
    city = _pbjt(case)
    case = _without_inside_tax(case, city)
    taxes = city + (_by_marketplace(case) if by_marketplace else _by_treasurer(case))
    taxes.sort(key=lambda tax: tax.code != "ppn")  # as papers list them: PPN, the city's tax, income tax
    return TaxResult(sum(line.amount for line in lines), tuple(tax for tax in taxes if tax.amount))


def _by_treasurer(case: _Case) -> list[TaxLine]:
    return [*_ppn(case, _ppn_collector), *_income_taxes(case)]


def _by_marketplace(case: _Case) -> list[TaxLine]:
    if not case.vendor.is_pkp and sum(case.amounts(WITH_PPN)):
        raise RuleBroken(
            "Penjual belum PKP, jadi tidak bisa dibayar lewat mitra toko daring. "
            "Pilih bayar LS atau jalur lain."
        )
    return [*_ppn(case, _always_marketplace), *_marketplace_income_tax(case)]


# ---- PPN

_Collector = Callable[[_Case, int], tuple[CollectedBy, tuple[str, ...]]]


def two_stage_ppn(base: int, rates: Mapping[str, Rate]) -> tuple[int, int]:
    """DPP nilai lain and PPN of a base in rupiah: both rounded half up, one after the other.

    PMK 131/2024 Ps 3, PER-11/PJ/2025 Ps 129.
    """
    other = half_up(base * rates["ppn_other_base"].value)
    return other, half_up(other * rates["ppn_rate"].value)


def split_inclusive(total: int, rates: Mapping[str, Rate]) -> tuple[int, int]:
    """A price that already holds PPN, as base and PPN; they sum back to it exactly."""
    base = half_up(total / (1 + rates["ppn_rate"].value * rates["ppn_other_base"].value))
    return base, total - base


def _ppn(case: _Case, collector: _Collector) -> list[TaxLine]:
    weights = case.amounts(WITH_PPN)
    base = sum(weights)
    if not case.vendor.is_pkp or not base:
        return []
    rate, factor = case.rate("ppn_rate"), case.rate("ppn_other_base")
    other, amount = two_stage_ppn(base, case.rates)
    collected_by, because = collector(case, base + amount)
    return [
        TaxLine(
            code="ppn",
            base=base,
            dpp_other=other,
            amount=amount,
            collected_by=collected_by,
            why=reasons.ppn(rate.value, factor.value, other, collected_by, case.way),
            rule_ids=(rate.id, factor.id, *because),
            shares=tuple(split_by_largest_remainder(amount, weights)),
        )
    ]


def _ppn_collector(case: _Case, with_ppn: int) -> tuple[CollectedBy, tuple[str, ...]]:
    """The treasurer collects only above the limit, which counts the payment with its PPN (PMK 59/2022)."""
    if case.card_spares:
        return CollectedBy.VENDOR, ()
    limit = case.rate("ppn_collect_limit")
    within = with_ppn <= limit.value
    return (CollectedBy.VENDOR if within else CollectedBy.TREASURER), (limit.id,)


def _always_marketplace(case: _Case, with_ppn: int) -> tuple[CollectedBy, tuple[str, ...]]:
    return CollectedBy.MARKETPLACE, ()


# ---- the city's tax on food and drink


def _pbjt(case: _Case) -> list[TaxLine]:
    """On top of the price, or out of a price that holds it: UU 1/2022 leaves that to the city."""
    weights = case.amounts({ObjectKind.CATERING})
    gross = sum(weights)
    if not gross:
        return []
    rate = case.rate("pbjt_catering")
    if case.practice.pbjt is not Settled.PBJT_INSIDE:
        why = reasons.pbjt(rate.value)
        return [_flat("pbjt", weights, rate.value, (rate.id,), CollectedBy.VENDOR, why, half_up)]
    net = half_up(gross / (1 + rate.value))
    shares = tuple(split_by_largest_remainder(gross - net, weights))
    why = reasons.pbjt(rate.value, inside=True)
    return [TaxLine("pbjt_inside", net, gross - net, CollectedBy.VENDOR, why, (rate.id,), shares)]


def _without_inside_tax(case: _Case, city: list[TaxLine]) -> _Case:
    """Income tax looks at the price without a tax of the city that is in it."""
    inside = [tax.shares for tax in city if tax.code == "pbjt_inside"]
    if not inside:
        return case
    lines = zip(case.lines, inside[0], strict=True)
    return case._replace(lines=[replace(line, amount=line.amount - tax) for line, tax in lines])


# ---- income tax


def _income_taxes(case: _Case) -> list[TaxLine]:
    """One line per tax: kinds of one tax with one rate are rounded together."""
    buckets: dict[tuple[str, str], list[ObjectKind]] = {}
    for kind in dict.fromkeys(line.object_kind for line in case.lines):
        if _is_withheld(case, kind):
            buckets.setdefault(_tax_of(case, kind), []).append(kind)
    return [_income_tax(case, *key, kinds) for key, kinds in buckets.items()]


def _is_withheld(case: _Case, kind: ObjectKind) -> bool:
    """PPh 22 spares small payments without PPN, and those by government card; the others have no minimum."""
    if kind is not ObjectKind.GOODS:
        return True
    above = sum(case.amounts({kind})) > case.rate("pph22_limit").value
    return above and not case.card_spares


def _tax_of(case: _Case, kind: ObjectKind) -> tuple[str, str]:
    if kind is ObjectKind.BUILDING_RENT:
        return INCOME_TAX[kind]
    if case.vendor.pays_final(case.on):
        return "pph_final", "pphfinal_umkm"
    if case.vendor.is_person and _is_wage(case, kind):
        raise RuleBroken(
            "Jasa perorangan dipotong PPh 21, dan itu belum dihitung di sini. Minta bendahara menghitungnya."
        )
    return INCOME_TAX[kind]


def _is_wage(case: _Case, kind: ObjectKind) -> bool:
    """What an individual does for pay is PPh 21; of catering sources say both."""
    refused = case.practice.person_catering is Settled.PERSON_REFUSED
    return kind is ObjectKind.SERVICE or (kind is ObjectKind.CATERING and refused)


def _income_tax(case: _Case, code: str, rate_code: str, kinds: Sequence[ObjectKind]) -> TaxLine:
    rate = case.rate(rate_code)
    used, value = [rate], rate.value
    dearer = code in {"pph22", "pph23"} and not case.vendor.has_npwp
    if dearer:
        used.append(case.rate("no_npwp_factor"))
        value *= used[-1].value
    limit = None
    if ObjectKind.GOODS in kinds:
        used.append(case.rate("pph22_limit"))
        limit = int(used[-1].value)
    why = reasons.income_tax(code, value, limit=limit, dearer=dearer)
    ids = tuple(rule.id for rule in used)
    return _flat(code, case.amounts(kinds), value, ids, CollectedBy.TREASURER, why, case.rounding)


def _marketplace_income_tax(case: _Case) -> list[TaxLine]:
    """PMK 58/2022: one rate over everything on the invoice without PPN."""
    rate = case.rate("pph22_p58")
    why = reasons.marketplace(rate.value)
    weights = case.amounts(ObjectKind)
    return [_flat("pph22", weights, rate.value, (rate.id,), CollectedBy.MARKETPLACE, why, case.rounding)]


def _flat(
    code: str,
    weights: Sequence[int],
    rate: Fraction,
    rule_ids: tuple[str, ...],
    collected_by: CollectedBy,
    why: str,
    rounding: Rounding,
) -> TaxLine:
    """A tax of one rate over the lines in `weights`, rounded once and shared over them."""
    base = sum(weights)
    amount = rounding(base * rate)
    shares = tuple(split_by_largest_remainder(amount, weights))
    return TaxLine(code, base, amount, collected_by, why, rule_ids, shares)
