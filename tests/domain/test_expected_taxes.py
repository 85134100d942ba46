"""The sentence on a listing's page comes out of the rule that taxes the order."""

from datetime import date

import pytest

from domain.db import db
from domain.kinds import ObjectKind
from domain.people.models import VendorTaxProfile
from domain.people.rules import VendorKind
from domain.purchases.expected import tax_words
from domain.writing import write
from tests.support.places import make_vendor


def vendor(*, pkp: bool, kind=VendorKind.COMPANY) -> int:
    number = make_vendor("Dapur Contoh", kind=kind, npwp="0000000000000001")
    with write():
        db.session.add(VendorTaxProfile(vendor_id=number, valid_from=date(2025, 1, 1), is_pkp=pkp))
    return number


@pytest.mark.parametrize(
    ("pkp", "kind", "words"),
    [
        (True, ObjectKind.CATERING, "Ditambah PBJT makanan saat pesanan dibuat. PPh 23 dipotong bendahara dari pembayaran."),
        (False, ObjectKind.CATERING, "Ditambah PBJT makanan saat pesanan dibuat. PPh 23 dipotong bendahara dari pembayaran."),
        (True, ObjectKind.GOODS, "Ditambah PPN saat pesanan dibuat. PPh 22 dipotong bendahara dari pembayaran, bila nilainya di atas batas."),
        (False, ObjectKind.MOVABLE_RENT, "Tanpa PPN. PPh 23 dipotong bendahara dari pembayaran."),
    ],
)  # fmt: skip
def test_a_page_speaks_of_the_taxes_the_order_will_take(within, pkp, kind, words):
    assert tax_words(vendor(pkp=pkp), kind) == words


def test_what_the_rule_refuses_is_said_before_anybody_orders(within):
    person = vendor(pkp=False, kind=VendorKind.PERSON)
    assert "PPh 21" in tax_words(person, ObjectKind.SERVICE)
