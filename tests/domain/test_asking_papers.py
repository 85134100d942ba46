"""The request and the price references: issued where the dated rules ask, replaced when they would say something else."""

from dataclasses import replace
from fractions import Fraction

import pytest

from domain import region
from domain.db import db
from domain.errors import NotVisible
from domain.papers import queries as papers
from domain.papers.rules import PaperKind, VoidReason
from domain.people.rules import SYSTEM, Role
from domain.purchases import pages, queries, seen_papers
from domain.purchases.audit.completeness import case_file
from domain.purchases.audit.verify import verify
from domain.writing import write


@pytest.fixture
def asked(market, monkeypatch):
    """A region whose rules ask for both papers at any value, and for two sources of prices."""
    pack = region.current()
    like = pack.thresholds[0]
    more = [
        replace(like, code=code, value=Fraction(value))
        for code, value in (("request_above", 0), ("compare_above", 0), ("compare_vendors", 2))
    ]
    monkeypatch.setattr(region, "_current", replace(pack, thresholds=(*pack.thresholds, *more)))
    return market


def kinds(code: str) -> list[PaperKind]:
    return [paper.kind for paper in papers.of(code)]


def test_a_submission_writes_the_request_and_where_prices_were_looked_up(asked):
    code = asked.draft(4)
    asked.step(Role.PROCURER, "submit", code)
    assert kinds(code) == [PaperKind.PERMINTAAN, PaperKind.REFERENSI_HARGA]
    request, references = (papers.sheet(papers.get(code, paper.id)) for paper in papers.of(code))
    rows = dict(row for group in request.groups for row in group.rows)
    assert (rows["Pagu"], rows["Tempat"]) == ("Rp50.000.000", "Ruang rapat")
    assert [each.role for each in request.signers] == ["Yang meminta", "Pejabat Pembuat Komitmen"]
    first = references.tables[-1].rows[0]
    assert (first[0], first[1]) == (("Keripik apel",), ("Etalase Dapur Contoh",))
    assert first[3][0].startswith("Rp12.500 per ")
    said = {item.title: (item.there, item.note) for item in case_file(asked.actor(Role.SIGNER), code).items}
    assert said["Pembanding harga"] == (False, "1 dari paling sedikit 2")
    assert verify().differences == ()


def test_asked_again_unchanged_keeps_its_number_and_changed_takes_the_next(asked):
    code = asked.draft(4)
    for _ in range(2):
        asked.step(Role.PROCURER, "submit", code)
        asked.step(Role.SIGNER, "send_back", code, reason="Lengkapi.")
    assert kinds(code) == [PaperKind.PERMINTAAN, PaperKind.REFERENSI_HARGA]
    with write():
        queries.get(SYSTEM, code, lock=True).note = "Untuk dua hari."
    db.session.expire_all()
    asked.step(Role.PROCURER, "submit", code)
    first, _, second = papers.of(code)
    assert (first.kind, first.voided.why, second.kind) == (
        PaperKind.PERMINTAAN, VoidReason.REPLACED, PaperKind.PERMINTAAN,
    )  # fmt: skip
    assert verify().differences == ()


def test_a_paper_nobody_asks_for_any_more_is_let_go_and_a_new_one_written_when_asked_again(
    asked, monkeypatch
):
    code, asking = asked.draft(4), region.current()
    asked.step(Role.PROCURER, "submit", code)
    asked.step(Role.SIGNER, "send_back", code, reason="Lengkapi.")
    cheaper = [each for each in asking.thresholds if each.code not in ("request_above", "compare_above")]
    with monkeypatch.context() as now:
        now.setattr(region, "_current", replace(asking, thresholds=tuple(cheaper)))
        asked.step(Role.PROCURER, "submit", code)
        asked.step(Role.SIGNER, "send_back", code, reason="Lengkapi.")
        assert [each.voided.why for each in papers.of(code)] == [VoidReason.REPLACED] * 2
    asked.step(Role.PROCURER, "submit", code)
    asked.step(Role.SIGNER, "send_back", code, reason="Lengkapi.")
    asked.step(Role.PROCURER, "submit", code)
    assert [each.voided is None for each in papers.of(code)] == [False, False, True, True]
    assert kinds(code) == [PaperKind.PERMINTAAN, PaperKind.REFERENSI_HARGA] * 2
    assert verify().differences == ()


@pytest.mark.parametrize(
    ("role", "verb", "how", "why"),
    [
        (Role.PROCURER, "withdraw", {}, VoidReason.WITHDRAWN),
        (Role.SIGNER, "reject", {"reason": "Tidak perlu."}, VoidReason.REJECTED),
    ],
)
def test_an_order_that_is_not_asked_any_more_leaves_no_paper_in_force(asked, role, verb, how, why):
    code = asked.draft(4)
    asked.step(Role.PROCURER, "submit", code)
    asked.step(role, verb, code, **how)
    assert [each.voided.why for each in papers.of(code)] == [why] * 2
    checked = papers.check(papers.of(code)[0].verify_code)
    assert "tidak berlaku lagi" in checked.void
    assert verify().differences == ()


def test_what_a_stopped_bargain_and_a_dropped_draft_wrote_is_void(asked):
    code = asked.draft(4)
    asked.step(Role.PROCURER, "offer", code, prices=[12_000])
    asked.step(Role.PROCURER, "stop", code)
    assert {each.voided.why for each in papers.of(code)} == {VoidReason.WITHDRAWN}
    asked.step(Role.PROCURER, "offer", code, prices=[12_000])
    asked.step(Role.VENDOR_OWNER, "agree", code)
    asked.step(Role.SIGNER, "send_back", code, reason="Lengkapi.")
    asked.step(Role.PROCURER, "discard", code)
    found = {each.kind: each.voided.why for each in papers.of(code)}
    assert found[PaperKind.BA_NEGOSIASI] is found[PaperKind.PERMINTAAN] is VoidReason.CANCELLED
    assert verify().differences == ()


def test_a_vendor_sees_neither(asked):
    code = asked.until_issued(4)
    inside = papers.of(code)[0].id
    assert len(pages.purchase_page(asked.actor(Role.SIGNER), code).papers) == 3
    assert [each.title for each in pages.purchase_page(asked.owner.actor, code).papers] == ["Surat Pesanan"]
    assert seen_papers.one(asked.actor(Role.SIGNER), code, inside).kind is PaperKind.PERMINTAAN
    with pytest.raises(NotVisible):
        seen_papers.one(asked.owner.actor, code, inside)
