"""The tax table the tests use, written by hand: each figure with the text it stands in."""

from fractions import Fraction

from domain.tax.model import Rate


def _rate(code: str, value: Fraction | int) -> Rate:
    return Rate(f"{code}@2026", Fraction(value))


RATES = {
    "ppn_rate": _rate("ppn_rate", Fraction(12, 100)),  # UU HPP Ps 7
    "ppn_other_base": _rate("ppn_other_base", Fraction(11, 12)),  # PMK 131/2024 Ps 3
    "ppn_collect_limit": _rate("ppn_collect_limit", 2_000_000),  # PMK 59/2022, with PPN
    "pph22_goods": _rate("pph22_goods", Fraction(15, 1000)),  # PMK 59/2022
    "pph22_limit": _rate("pph22_limit", 2_000_000),  # PMK 59/2022, without PPN
    "pph23_service": _rate("pph23_service", Fraction(2, 100)),  # UU PPh Ps 23
    "pph23_movable_rent": _rate("pph23_movable_rent", Fraction(2, 100)),  # UU PPh Ps 23
    "pph23_catering": _rate("pph23_catering", Fraction(2, 100)),  # UU PPh Ps 23, PMK 141/2015
    "pph4_2_building_rent": _rate("pph4_2_building_rent", Fraction(10, 100)),  # PP 34/2017
    "pphfinal_umkm": _rate("pphfinal_umkm", Fraction(5, 1000)),  # PP 55/2022
    "no_npwp_factor": _rate("no_npwp_factor", 2),  # UU PPh Ps 22(3), 23(1a)
    "pbjt_catering": _rate("pbjt_catering", Fraction(10, 100)),  # UU 1/2022
    "pph22_p58": _rate("pph22_p58", Fraction(5, 1000)),  # PMK 58/2022
}
