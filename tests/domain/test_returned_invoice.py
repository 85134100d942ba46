"""A bill that went back: the old paper is in force no longer, says why, and the next one names it."""

import pytest
from sqlalchemy import text

from domain.db import db
from domain.papers import queries as papers
from domain.papers.rules import PaperKind, VoidReason
from domain.people.rules import Role
from domain.purchases.audit.verify import verify
from domain.writing import write
from tests.domain.test_orders_verify import unguarded

WHY = "Nama kegiatan belum sama."


def bills(code: str) -> list:
    return [paper for paper in papers.of(code) if paper.kind is PaperKind.INVOICE]


@pytest.fixture
def twice(market) -> str:
    """Billed, sent back, billed again, sent back again, billed a third time."""
    code = market.until_invoiced()
    for why in (WHY, "Nomor rekening salah."):
        market.step(Role.FINANCE_VERIFIER, "return_invoice", code, reason=why)
        market.step(Role.VENDOR_OWNER, "invoice", code)
    return code


def test_each_bill_that_went_back_is_void_with_its_own_reason(twice):
    first, second, third = bills(twice)
    assert [(each.voided.why, each.voided.note) for each in (first, second)] == [
        (VoidReason.RETURNED, WHY), (VoidReason.RETURNED, "Nomor rekening salah."),
    ]  # fmt: skip
    assert third.voided is None
    assert [each.seq for each in (first, second, third)] == [1, 2, 3]


def test_the_next_bill_names_the_one_it_takes_the_place_of(twice):
    first, second, third = (papers.get(twice, each.id) for each in bills(twice))
    assert "replaces" not in papers.says(first)
    assert papers.says(second)["replaces"] == first.number
    assert papers.says(third)["replaces"] == second.number
    assert any(first.number in note for note in papers.sheet(second).notes)


def test_who_checks_the_old_bill_is_told_that_but_not_what_was_written(twice):
    checked = papers.check(bills(twice)[0].verify_code)
    assert checked.void == "Dikembalikan ke penjual, tidak berlaku lagi"
    assert WHY not in str(checked)
    assert papers.check(bills(twice)[2].verify_code).void == ""


def test_it_is_not_void_before_it_goes_back(market):
    assert bills(market.until_invoiced())[0].voided is None


def test_verify_finds_a_bill_that_went_back_and_still_counts(twice):
    assert verify().differences == ()
    first = bills(twice)[0]
    unguarded("paper_void", f"DELETE FROM paper_void WHERE paper_id = {first.id}")
    db.session.expire_all()
    assert [(each.subject, each.words) for each in verify().differences] == [
        (first.number, "tagihan dikembalikan tetapi masih berlaku")
    ]


def test_verify_finds_a_bill_marked_as_returned_that_never_was(market):
    bill = bills(market.until_invoiced())[0]
    with write():
        db.session.execute(
            text("INSERT INTO paper_void (paper_id, why, at, note) VALUES (:id, 'returned', :at, '')"),
            {"id": bill.id, "at": bill.issued_at.replace(tzinfo=None)},
        )
    db.session.expire_all()
    assert [each.subject for each in verify().differences] == [bill.number]
