"""The number of a faktur pajak, by the rule of its day: 16 digits before Coretax, 17 since 1 January 2025."""

from datetime import date
from pathlib import Path

import pytest

from domain import region
from domain.errors import RuleBroken
from domain.tax.invoices import read_number


@pytest.mark.parametrize(
    ("typed", "digits", "kept"),
    [
        ("04002500000000001", 17, "04002500000000001"),
        (" 0400.25-0000 0000001 ", 17, "04002500000000001"),
        ("010.000-24.00000001", 16, "0100002400000001"),
        ("123", None, "123"),
    ],
)
def test_dots_and_spaces_go(typed, digits, kept):
    assert read_number(typed, digits) == kept


@pytest.mark.parametrize(
    "typed",
    ["0400250000000000", "040025000000000012", "0400250000000000A", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧", "=0400250000000001"],
)
def test_another_shape_is_refused_with_what_to_do(typed):
    with pytest.raises(RuleBroken, match="terdiri dari 17 angka") as refused:
        read_number(typed, 17)
    assert refused.value.field == "tax_invoice"


def test_none_is_asked_for():
    with pytest.raises(RuleBroken, match="Tulis nomor faktur"):
        read_number(" .-", 17)


def test_the_rule_is_dated_data():
    city = region.read(Path(__file__).resolve().parents[2] / "regions" / "kota-batu")

    def digits(day):
        return int(city.thresholds_on(day)["tax_invoice_digits"].value)

    assert (digits(date(2024, 12, 31)), digits(date(2025, 1, 1))) == (16, 17)
