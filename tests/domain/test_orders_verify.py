"""`flask orders verify`: nothing differs in what was honestly made; planted faults are found, each once."""

import pytest
from sqlalchemy import text

from domain.db import db
from domain.people.rules import Role
from domain.purchases.audit.verify import verify
from domain.writing import write
from ops.sealing import seal_papers
from services.documents import PlainDocuments
from tests.domain.test_money_actions import paid
from tests.support.databases import ON_POSTGRES


def unguarded(table: str, statement: str) -> None:
    """Change what the database itself refuses to change, as somebody with its files could."""
    with write():
        if ON_POSTGRES:
            db.session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        else:
            db.session.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_update"))
            db.session.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_delete"))
        db.session.execute(text(statement))


@pytest.fixture
def year(market):
    """Purchases in several states, papers sealed."""
    market.paid = paid(market)
    market.until_invoiced()
    market.until_issued()
    code = market.draft()
    market.step(Role.PROCURER, "submit", code)
    market.draft()
    seal_papers(PlainDocuments())
    return market


def test_honest_purchases_differ_nowhere(year):
    found = verify()
    assert found.differences == ()
    assert (found.purchases, found.budget_lines) == (5, 1)
    assert found.papers > 10


def test_three_planted_faults_are_found_exactly(year, within):
    with write():
        db.session.execute(text("UPDATE purchase SET net = net + 1 WHERE id = 2"))
        db.session.execute(text("UPDATE purchase_tax SET amount = amount - 1 WHERE purchase_id = 1"))
    bits = "'\\x00'::bytea" if ON_POSTGRES else "x'00'"
    unguarded("paper_file", f"UPDATE paper_file SET pdf = {bits} WHERE paper_id = 1")
    db.session.expire_all()
    differences = verify().differences
    assert [each.subject for each in differences] == ["P0001", "P0002", "SP-DISTAN-2026-001"]
    answer = within.test_cli_runner().invoke(args=["orders", "verify"])
    assert answer.exit_code == 1
    assert answer.output.endswith(": 3 perbedaan\n")


@pytest.mark.parametrize(
    ("table", "statement", "said"),
    [
        (
            "paper",
            "UPDATE paper SET snapshot = replace(snapshot, '3000000', '2000000') WHERE id = 1",
            "isi surat",
        ),
        ("paper", "UPDATE paper SET seq = 9 WHERE id = 1", "tidak urut"),
        (
            "paper",
            "UPDATE paper SET number = 'SP-1' WHERE id = 1",
            "sidik jari surat tidak cocok dengan jurnal",
        ),
        (
            "number_series",
            "UPDATE number_series SET last_seq = last_seq + 1 WHERE kind = 'bast'",
            "tidak urut",
        ),
        ("budget_line", "UPDATE budget_line SET held = held + 1", "tertahan"),
        ("purchase", "UPDATE purchase SET base = base + 1 WHERE id = 1", "jumlah tersimpan"),
        ("purchase_tax", "UPDATE purchase_tax SET collected_by = 'vendor'", "pajak tersimpan"),
    ],
)
def test_each_kind_of_fault_is_named(year, table, statement, said):
    unguarded(table, statement)
    db.session.expire_all()
    assert any(said in each.words for each in verify().differences)


PARTS = [
    ("UPDATE purchase_line SET shipped = shipped + 1, rejected = rejected + 1 WHERE purchase_id = 1", "dikirim"),
    ("UPDATE receipt_line SET accepted = accepted + 1 WHERE receipt_id = 1", "hitungan ulang"),
    ("UPDATE handover_line SET quantity = quantity + 1 WHERE purchase_id = 1", "tidak sama dengan barang"),
    ("UPDATE handover SET base = base + 1 WHERE purchase_id = 1", "BAST ke-1 tersimpan"),
    ("UPDATE handover SET penalty = 1000, net = net - 1000 WHERE purchase_id = 2", "BAST ke-1 tersimpan"),
    ("UPDATE handover SET paid = NOT paid WHERE purchase_id = 2", "tanda sudah dibayar"),
    ("UPDATE payment SET penalty = 1000, net = net - 1000 WHERE purchase_id = 1", "bayar tersimpan"),
    ("UPDATE purchase_line SET dropped = 1, shipped = shipped - 1, accepted = accepted - 1 WHERE purchase_id = 2", "jumlah tersimpan"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "said"), PARTS)
def test_each_fault_in_what_came_and_was_paid_is_named(year, statement, said):
    with write():
        db.session.execute(text(statement))
    db.session.expire_all()
    assert any(said in each.words for each in verify().differences)


def test_an_empty_book_has_nothing_to_say(within):
    answer = within.test_cli_runner().invoke(args=["orders", "verify"])
    assert (answer.exit_code, answer.output) == (
        0, "0 pesanan, 0 surat, 0 seri nomor, 0 mata anggaran: 0 perbedaan\n",
    )  # fmt: skip
