"""Ten defects read in the code of a marketplace partner: none of them has a place here."""

import inspect
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from sqlalchemy import Float, Numeric, String, text
from sqlalchemy.exc import IntegrityError

from domain.db import db
from domain.errors import RuleBroken
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries, rules
from domain.purchases.actions.delivering import Arrived
from domain.region import current
from domain.tax import rules as tax
from domain.writing import write

ROOT = Path(__file__).resolve().parents[2]
PRINTED = (
    *sorted(ROOT.glob("templates/documents/*")), *sorted(ROOT.glob("domain/papers/*.py")),
    ROOT / "domain/purchases/snapshots.py", ROOT / "domain/purchases/part_papers.py",
)  # fmt: skip
CODE = [file for folder in ("domain", "blueprints", "web", "services", "templates") for file in (ROOT / folder).rglob("*.*")
        if file.suffix in (".py", ".html", ".typ")]  # fmt: skip
AMOUNTS = re.compile(
    r"^(base|total|withheld|net|gross|penalty|amount|price|listed_price|added_tax|ceiling|held|spent)$"
)
OF_MONEY = ("purchase", "purchase_line", "purchase_tax", "payment", "term_payment", "handover", "budget_line")


def said(code: str) -> dict[int, str]:
    return {paper.id: papers.get(code, paper.id).snapshot for paper in papers.of(code)}


def test_1_touching_a_row_changes_no_date_on_a_paper(market):
    code = market.until_verified()
    before = said(code)
    with write():
        db.session.execute(text("UPDATE purchase SET since = created_at, issued_at = created_at"))
        db.session.execute(text("UPDATE listing SET name = 'Lain'"))
    db.session.expire_all()
    assert len(before) == 6
    assert said(code) == before


def test_2_each_kind_has_its_own_series_and_parts_are_no_cloned_orders(market):
    code = market.until_issued(4)
    market.step(Role.VENDOR_OWNER, "accept", code)
    for _ in range(2):
        market.step(Role.VENDOR_OWNER, "ship", code, quantities=[2])
        market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(2)])
        market.step(Role.SIGNER, "hand_over", code)
    issued = papers.of(code)
    seqs = defaultdict(list)
    for paper in issued:
        seqs[paper.kind].append(paper.seq)
    assert seqs[PaperKind.SURAT_PESANAN] == [1]
    assert seqs[PaperKind.BAST] == seqs[PaperKind.SURAT_JALAN] == [1, 2]
    assert max(Counter(paper.number for paper in issued).values()) == 1
    assert db.session.scalar(text("SELECT count(*) FROM purchase")) == 1


@pytest.mark.parametrize("file", PRINTED, ids=lambda file: file.name)
def test_3_no_office_vendor_or_year_stands_in_what_prints_papers(file):
    """Years stand only where a comment or a rule cites its law."""
    printed = "\n".join(
        line
        for line in file.read_text().splitlines()
        if not re.search(r"Perpres|PMK|//|#|Source|\"\"\"|e\.g\.|like", line)
    )
    assert not re.search(r"\b(19|20)\d\d\b", printed)


def test_4_ppk_is_pejabat_pembuat_komitmen_everywhere():
    assert not [str(file) for file in CODE if "pengambil keputusan" in file.read_text().lower()]


def test_5_the_receipt_says_the_condition_that_was_seen(market):
    code = market.until_issued(4)
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])
    market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(3, 1, "Bungkusnya sobek.")])
    receipt = next(paper for paper in papers.of(code) if paper.kind is PaperKind.TANDA_TERIMA)
    says = papers.get(code, receipt.id).snapshot
    assert "1 rusak: Bungkusnya sobek." in says
    assert '"condition":"Baik"' not in says.replace(" ", "")


def test_6_no_rate_of_a_tax_stands_in_the_code():
    """PPN on the fee for bringing follows the same rule as the goods: the fee is part of the line's amount."""
    rate = re.compile(r"\b(11\s*/\s*(12|100)|12\s*/\s*100|0\.1[12])\b")
    sources = [file for file in CODE if file.suffix != ".typ" and "catalogue/rental" not in str(file)]
    assert not [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in sources
        for line in file.read_text().splitlines()
        if rate.search(line) and "misalnya" not in line and file.suffix == ".py"
    ]


def test_7_which_income_tax_is_withheld_never_depends_on_a_number():
    asked = {
        name
        for each in vars(tax).values()
        if inspect.isfunction(each)
        for name in inspect.signature(each).parameters
    }
    assert not asked & {"number", "invoice", "invoice_number", "purchase_id", "id"}


def test_8_the_limits_of_the_lanes_are_enforced_from_the_table():
    with pytest.raises(RuleBroken):
        rules.check_lane(None, 1)
    assert all(rule.source for rule in current().lanes)


def test_9_a_purchase_has_one_state_from_one_list(market):
    columns = [name.name for name in db.metadata.tables["purchase"].columns if "stat" in name.name]
    assert columns == ["state"]
    market.draft()
    with pytest.raises(IntegrityError), write():
        db.session.execute(text("UPDATE purchase SET state = 'diproses ulang'"))


def test_10_money_is_whole_rupiah_in_every_column(market):
    found = [
        column
        for name in OF_MONEY
        for column in db.metadata.tables[name].columns
        if AMOUNTS.match(column.name)
    ]
    assert len(found) > 20
    assert not [str(each) for each in found if isinstance(each.type, Numeric | Float | String)]
    purchase = queries.get(SYSTEM, market.until_verified())
    assert purchase.total == purchase.base + purchase.added_tax == purchase.net + purchase.withheld
