"""Worked cases of Indonesian purchase tax, each figure written by hand from the source it names.

PMK 59/2022: the treasurer collects PPN and withholds PPh. PMK 58/2022: an appointed marketplace does.
PMK 131/2024 Ps 3 with PER-11/PJ/2025 Ps 129: DPP nilai lain and PPN are each rounded half up.
"""

import math
from datetime import date
from typing import NamedTuple

import pytest

from domain.errors import RuleBroken
from domain.kinds import ObjectKind
from domain.tax.model import CollectedBy, PaymentWay, Regime, TaxableLine, VendorTax
from domain.tax.rules import assess, split_inclusive, two_stage_ppn
from tests.support.tax_table import RATES

DAY = date(2026, 11, 24)
PKP = VendorTax(is_pkp=True)
SMALL = VendorTax(is_pkp=False)
NO_NPWP = VendorTax(is_pkp=False, has_npwp=False)
CERTIFIED = VendorTax(is_pkp=False, final_until=DAY)
LS, UP, KKPD = PaymentWay.LS, PaymentWay.UP, PaymentWay.KKPD
GOODS, RENT, HALL = ObjectKind.GOODS, ObjectKind.MOVABLE_RENT, ObjectKind.BUILDING_RENT
SERVICE, CATERING = ObjectKind.SERVICE, ObjectKind.CATERING


def taxed(kind, base, vendor, way=LS, regime=Regime.TREASURER, **options):
    lines = [TaxableLine(base, kind)]
    return assess(lines, vendor, payment_way=way, regime=regime, on=DAY, rates=RATES, **options)


class Vector(NamedTuple):
    source: str
    kind: ObjectKind
    base: int
    vendor: VendorTax
    way: PaymentWay
    ppn: int
    ppn_withheld: int
    income_tax: tuple[str, int] | None
    buyer_pays: int
    vendor_nets: int
    dpp_other: int | None = None


VECTORS = [
    # 1: PMK 59/2022 (PPh 22 1,5 %), PMK 131/2024 (11/12 x 3.000.000 = 2.750.000; 12 % of it)
    Vector(
        "1 goods, PKP, LS", GOODS, 3_000_000, PKP, LS,
        330_000, 330_000, ("pph22", 45_000), 3_330_000, 2_955_000, 2_750_000,
    ),
    # 2: PMK 59/2022: no PPN from a vendor who is not PKP
    Vector(
        "2 goods, not PKP, NPWP", GOODS, 3_000_000, SMALL, LS,
        0, 0, ("pph22", 45_000), 3_000_000, 2_955_000,
    ),
    # 3: PMK 164/2023 Ps 7-8: 0,5 % final against a Surat Keterangan PP 55
    Vector(
        "3 goods, valid certificate", GOODS, 3_000_000, CERTIFIED, LS,
        0, 0, ("pph_final", 15_000), 3_000_000, 2_985_000,
    ),
    # 4: UU PPh Ps 22(3): twice the rate, 3 %
    Vector(
        "4 goods, no NPWP", GOODS, 3_000_000, NO_NPWP, LS,
        0, 0, ("pph22", 90_000), 3_000_000, 2_910_000,
    ),
    # 5: PMK 59/2022: 1.998.000 with PPN and 1.800.000 without are both within Rp2.000.000
    Vector(
        "5 goods, PKP, UP, under both limits", GOODS, 1_800_000, PKP, UP,
        198_000, 0, None, 1_998_000, 1_998_000, 1_650_000,
    ),
    # 6: PMK 59/2022: 2.109.000 with PPN is over its limit, 1.900.000 without is within the other
    Vector(
        "6 between the two limits", GOODS, 1_900_000, PKP, UP,
        209_000, 209_000, None, 2_109_000, 1_900_000, 1_741_667,
    ),
    # 7: PMK 59/2022: "paling banyak" Rp2.000.000 with PPN; one rupiah decides
    Vector(
        "7a edge, total exactly 2,000,000", GOODS, 1_801_802, PKP, UP,
        198_198, 0, None, 2_000_000, 2_000_000,
    ),
    Vector(
        "7b edge, one rupiah more", GOODS, 1_801_803, PKP, UP,
        198_198, 198_198, None, 2_000_001, 1_801_803,
    ),
    # 8: UU PPh Ps 23 (2 %), PMK 131/2024 (36.666.666,67 becomes 36.666.667)
    Vector(
        "8 organiser service, CV, PKP", SERVICE, 40_000_000, PKP, LS,
        4_400_000, 4_400_000, ("pph23", 800_000), 44_400_000, 39_200_000, 36_666_667,
    ),
    # 9: UU PPh Ps 23: rent of movables 2 %
    Vector(
        "9 tent rental, CV, not PKP", RENT, 7_500_000, SMALL, LS,
        0, 0, ("pph23", 150_000), 7_500_000, 7_350_000,
    ),
    # 10: PMK 164/2023 Ps 7-8
    Vector(
        "10 tent rental with certificate", RENT, 7_500_000, CERTIFIED, LS,
        0, 0, ("pph_final", 37_500), 7_500_000, 7_462_500,
    ),
    # 11: PP 34/2017: 10 % final
    Vector(
        "11 hall rent, not PKP", HALL, 12_000_000, SMALL, LS,
        0, 0, ("pph4_2", 1_200_000), 12_000_000, 10_800_000,
    ),
    # 13: government card: PPN and PPh 22 are the vendor's own business
    Vector(
        "13 goods, PKP, KKPD", GOODS, 5_000_000, PKP, KKPD,
        550_000, 0, None, 5_550_000, 5_550_000,
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case.source)
def test_the_worked_cases(case):
    result = taxed(case.kind, case.base, case.vendor, case.way)
    ppn = [line for line in result.lines if line.code == "ppn"]
    income = [(line.code, line.amount) for line in result.lines if line.code.startswith("pph")]
    assert result.total("ppn") == case.ppn
    assert sum(line.amount for line in ppn if line.collected_by is CollectedBy.TREASURER) == case.ppn_withheld
    assert income == ([case.income_tax] if case.income_tax else [])
    assert (result.buyer_pays, result.vendor_nets) == (case.buyer_pays, case.vendor_nets)
    if case.dpp_other is not None:
        assert [line.dpp_other for line in ppn] == [case.dpp_other]


def test_12_catering_has_no_ppn_but_the_city_tax():
    """UU HPP Ps 4A: food and drink already under PBJT carry no PPN; UU 1/2022; UU PPh Ps 23 (2 %)."""
    result = taxed(CATERING, 4_000_000, PKP)
    assert [(tax.code, tax.amount, tax.collected_by) for tax in result.lines] == [
        ("pbjt", 400_000, CollectedBy.VENDOR),
        ("pph23", 80_000, CollectedBy.TREASURER),
    ]
    assert (result.buyer_pays, result.vendor_nets) == (4_400_000, 4_320_000)


def test_14_a_marketplace_collects_half_a_percent():
    """PMK 58/2022: PPN as ever, PPh 22 0,5 % of the invoice without PPN."""
    result = taxed(GOODS, 10_000_000, PKP, UP, Regime.MARKETPLACE)
    assert [(tax.code, tax.amount, tax.collected_by) for tax in result.lines] == [
        ("ppn", 1_100_000, CollectedBy.MARKETPLACE),
        ("pph22", 50_000, CollectedBy.MARKETPLACE),
    ]
    assert (result.buyer_pays, result.vendor_nets) == (11_100_000, 9_950_000)


def test_14_paid_ls_it_is_the_treasurer_again():
    """PMK 58/2022 is not applied to payments by LS."""
    assert taxed(GOODS, 3_000_000, PKP, LS, Regime.MARKETPLACE) == taxed(GOODS, 3_000_000, PKP, LS)


def test_15_a_marketplace_sells_taxable_things_for_pkp_vendors_only():
    """PMK 58/2022: vendors must be PKP unless they sell only what PPN does not touch."""
    with pytest.raises(RuleBroken, match="Penjual belum PKP"):
        taxed(GOODS, 1_000, SMALL, UP, Regime.MARKETPLACE)
    assert taxed(CATERING, 4_000_000, SMALL, UP, Regime.MARKETPLACE).total("pph22") == 20_000


def test_16_two_stages_are_not_one():
    """PER-11/PJ/2025 Ps 129: 4.582.454,25 becomes 4.582.454, and 12 % of that 549.894."""
    assert two_stage_ppn(4_999_041, RATES) == (4_582_454, 549_894)


def test_17_ppn_is_rounded_per_document_and_then_shared():
    """PER-11/PJ/2025 Ps 129: seven lines of 15.005 make 11.554, where line by line it were 11.557."""
    lines = [TaxableLine(15_005, GOODS)] * 7
    result = assess(lines, PKP, payment_way=UP, regime=Regime.TREASURER, on=DAY, rates=RATES)
    (ppn,) = result.lines
    assert (ppn.base, ppn.amount) == (105_035, 11_554)
    assert ppn.shares == (1_651, 1_651, 1_651, 1_651, 1_650, 1_650, 1_650)


@pytest.mark.parametrize(
    ("total", "base", "ppn"),
    [(111_000, 100_000, 11_000), (1_000_000, 900_901, 99_099), (4_440_000, 4_000_000, 440_000)],
)
def test_19_a_price_with_ppn_inside_parts_and_sums_back(total, base, ppn):
    """The last is the treasury's published example: Rp4.440.000 holds Rp440.000."""
    assert split_inclusive(total, RATES) == (base, ppn)
    assert two_stage_ppn(base, RATES)[1] == ppn


def test_19_the_published_example_withholds_sixty_thousand():
    """The treasury's example to PMK 59/2022: base 4.000.000, PPN 440.000, PPh 22 60.000."""
    result = taxed(GOODS, 4_000_000, PKP)
    assert (result.total("ppn"), result.total("pph22")) == (440_000, 60_000)


def test_20_the_office_chooses_how_income_tax_is_rounded():
    """1,5 % of 2.333.333 is 34.999,995: practice differs, so it is a setting."""
    assert taxed(GOODS, 2_333_333, SMALL).total("pph22") == 35_000
    assert taxed(GOODS, 2_333_333, SMALL, income_tax_rounding=math.floor).total("pph22") == 34_999
