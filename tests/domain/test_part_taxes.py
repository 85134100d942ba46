"""Taxes of an order paid in parts: owed, handed in and drafted for Coretax part by part."""

import json
from xml.etree import ElementTree

import pytest

from domain import clock, journal
from domain.errors import NotVisible, RuleBroken
from domain.people.rules import Role
from domain.purchases.audit.completeness import case_file
from domain.purchases.money import actions as money
from domain.purchases.money import exports
from domain.purchases.money import queries as ledger
from domain.tax.terms import base_share
from domain.writing import write
from tests.domain.test_in_parts import accepted, bill, pay, pkp, send


def two_parts(market) -> tuple[str, list]:
    """10 x Rp300.000 of a PKP, paid for 4 and for 6 pieces; what the treasurer owed after each payment."""
    pkp(market)
    code = accepted(market, 10, market.sell("Bingkisan", price=300_000, stock=20))
    treasurer, owed = market.actor(Role.TREASURER), []
    for quantity, number in ((4, "SP2D-1"), (6, "SP2D-2")):
        send(market, code, quantity)
        market.step(Role.SIGNER, "hand_over", code)
        bill(market, code)
        pay(market, code, number)
        owed.append([(task.n, task.tax, task.amount) for task in ledger.deposits_due(treasurer)])
    return code, owed


def test_each_part_owes_its_share_of_tax_from_its_own_payment_on(market):
    """Of PPN 330.000 and PPh 22 45.000 four tenths, then six."""
    code, owed = two_parts(market)
    first = [(1, "pph22", 18_000), (1, "ppn", 132_000)]
    assert owed == [first, [*first, (2, "pph22", 27_000), (2, "ppn", 198_000)]]
    treasurer = market.actor(Role.TREASURER)
    numbers = {
        "billing_id": "1" * 15,
        "ntpn": "A" * 16,
        "bupot_number": "BP-1",
        "deposited_on": clock.today(),
    }
    with write():
        money.record_deposit(treasurer, code, tax="pph22", n=1, **numbers)
    with pytest.raises(RuleBroken, match="sudah dicatat"), write():
        money.record_deposit(treasurer, code, tax="pph22", n=1, **numbers)
    for wrong in (0, 3):
        with pytest.raises(NotVisible), write():
            money.record_deposit(treasurer, code, tax="pph22", n=wrong, **numbers)
    assert [(task.n, task.tax) for task in ledger.deposits_due(treasurer, code=code)] == [
        (1, "ppn"), (2, "pph22"), (2, "ppn"),
    ]  # fmt: skip
    book = ledger.cash_book(treasurer, *ledger.month_of(""))
    assert [(row.gross, row.ntpn) for row in book] == [(1_332_000, "A" * 16), (1_998_000, "")]
    said = {item.title: item.there for item in case_file(treasurer, code).items}
    assert said["Setoran PPh 22 ke-1"] is said["Bukti potong PPh 22 ke-1"] is True
    assert said["Setoran PPh 22 ke-2"] is said["Setoran PPN ke-1"] is False
    assert json.loads(journal.of(code)[-1].facts)["amount"] == 18_000


def test_drafts_for_coretax_list_each_part_once(market):
    """Bases 1.200.000 and 1.800.000; DPP nilai lain 1.100.000 and 1.650.000; both sum to the whole."""
    two_parts(market)
    treasurer, span = market.actor(Role.TREASURER), ledger.month_of("")
    slips = exports.ebupot(treasurer, *span)
    assert (slips.count, slips.faults) == (2, ())
    told = ElementTree.fromstring(slips.xml)
    assert [each.text for each in told.iter("TaxBase")] == ["1200000", "1800000"]
    assert [each.text for each in told.iter("SP2DNumber")] == ["SP2D-1", "SP2D-2"]
    assert len({each.text for each in told.iter("DocumentNumber")}) == 2
    (draft,) = exports.efaktur(treasurer, *span)
    assert (draft.count, draft.faults) == (2, ())
    told = ElementTree.fromstring(draft.xml)
    assert [each.text for each in told.iter("Qty")] == ["4", "6"]
    assert [each.text for each in told.iter("OtherTaxBase")] == ["1100000", "1650000"]
    assert [each.text for each in told.iter("VAT")] == ["132000", "198000"]
    assert [each.text.split("/")[1] for each in told.iter("RefDesc")] == ["1", "2"]


def test_parts_of_a_base_sum_to_it_whatever_the_price():
    """A base of 1.000.003 in a price of 3.000.009, by thirds: 333.334, 333.335, 333.334."""
    third = 1_000_003
    found = [base_share(1_000_003, third, 3 * third, before=n * third) for n in range(3)]
    assert found == [333_334, 333_335, 333_334]
    assert sum(found) == 1_000_003
