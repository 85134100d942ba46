"""Papers signed outside: who may bring the copy, one entry each, the newest counts, and verify looks at the file."""

import hashlib
import json

import pytest

from domain import journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.papers import queries as papers
from domain.papers import signed
from domain.papers.rules import FROM_VENDOR, PaperKind, may_sign
from domain.people.rules import VENDOR_HATS, Role
from domain.purchases.actions.signing import keep_signed
from domain.purchases.audit import bundle
from domain.purchases.audit.verify import verify
from domain.writing import write
from tests.domain.test_orders_verify import unguarded

FIRST, SECOND = b"%PDF-1.7 signed", b"%PDF-1.7 signed again"
FILES = {hashlib.sha256(each).hexdigest(): each for each in (FIRST, SECOND)}


def bring(market, role: Role, code: str, kind: PaperKind, content: bytes = FIRST):
    paper = next(each for each in papers.of(code) if each.kind is kind)
    with write():
        return keep_signed(
            market.actor(role), code, paper.id, sha256=hashlib.sha256(content).hexdigest(), size=len(content)
        )


def noted(code: str) -> list[dict]:
    return [json.loads(entry.facts) for entry in journal.of(code) if entry.event == "paper.signed_copy"]


@pytest.mark.parametrize("kind", PaperKind)
@pytest.mark.parametrize("hat", Role)
def test_the_vendor_signs_their_own_papers_and_the_ppk_the_others(kind, hat):
    of_vendor = kind in (PaperKind.SURAT_JALAN, PaperKind.INVOICE, PaperKind.KUITANSI)
    assert (kind in FROM_VENDOR) is of_vendor
    assert may_sign(kind, hat) is (hat in VENDOR_HATS if of_vendor else hat is Role.SIGNER)


def test_it_is_kept_with_hash_who_and_when_and_noted_once(market):
    code = market.until_issued()
    copy = bring(market, Role.SIGNER, code, PaperKind.SURAT_PESANAN)
    assert (copy.n, copy.size, copy.hat) == (1, 15, "signer")
    assert copy.sha256 == hashlib.sha256(FIRST).hexdigest()
    assert copy.person_id == market.actor(Role.SIGNER).person_id
    with pytest.raises(RuleBroken, match="sudah tersimpan"):
        bring(market, Role.SIGNER, code, PaperKind.SURAT_PESANAN)
    assert [each["n"] for each in noted(code)] == [1]


def test_a_newer_copy_counts_and_the_old_one_stays(market):
    code = market.until_issued()
    for content in (FIRST, SECOND):
        bring(market, Role.SIGNER, code, PaperKind.SURAT_PESANAN, content)
    paper = papers.of(code)[0]
    assert signed.newest(paper).sha256 == hashlib.sha256(SECOND).hexdigest()
    assert [each["sha256"] for each in noted(code)] == list(FILES)
    assert signed.file_keys() == set(FILES)


def test_others_may_not_and_a_void_paper_takes_none(market):
    code = market.until_invoiced()
    with pytest.raises(RuleBroken, match="yang menandatangani"):
        bring(market, Role.SIGNER, code, PaperKind.INVOICE)
    with pytest.raises(RuleBroken, match="yang menandatangani"):
        bring(market, Role.VENDOR_OWNER, code, PaperKind.SURAT_PESANAN)
    market.step(Role.FINANCE_VERIFIER, "return_invoice", code, reason="Salah nama.")
    with pytest.raises(RuleBroken, match="tidak berlaku lagi"):
        bring(market, Role.VENDOR_OWNER, code, PaperKind.INVOICE)
    assert noted(code) == []


def test_who_checks_the_paper_is_told_there_is_one_and_not_who_brought_it(market):
    code = market.until_issued()
    paper = papers.of(code)[0]
    assert not papers.check(paper.verify_code).has_signed_copy
    bring(market, Role.SIGNER, code, PaperKind.SURAT_PESANAN)
    assert papers.check(paper.verify_code).has_signed_copy


def test_it_is_in_the_zip_and_a_lost_one_is_named(market):
    code = market.until_issued()
    bring(market, Role.SIGNER, code, PaperKind.SURAT_PESANAN)
    name = "surat/000001-surat_pesanan-0001-bertanda-tangan-1.pdf"
    signer = market.actor(Role.SIGNER)
    assert bundle.files_of(signer, code, FILES.get)[name] == FIRST
    lost = bundle.files_of(signer, code, lambda key: None)
    assert name not in lost
    assert name.encode() in lost["KELENGKAPAN.txt"]


def test_verify_hashes_the_files_anew(market):
    code = market.until_issued()
    bring(market, Role.SIGNER, code, PaperKind.SURAT_PESANAN)
    number = papers.of(code)[0].number
    assert verify(FILES.get).differences == ()
    for read in (lambda key: None, lambda key: b"%PDF-1.7 another"):
        assert [(each.subject, each.words) for each in verify(read).differences] == [
            (number, "berkas salinan bertanda tangan hilang atau berubah")
        ]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM signed_copy", "salinan bertanda tangan hilang dari catatan"),
        ("UPDATE signed_copy SET sha256 = 'x'", "salinan bertanda tangan tidak cocok dengan jurnal"),
    ],
)
def test_verify_compares_them_with_the_journal(market, statement, said):
    code = market.until_issued()
    bring(market, Role.SIGNER, code, PaperKind.SURAT_PESANAN)
    unguarded("signed_copy", statement)
    db.session.expire_all()
    assert [each.words for each in verify(FILES.get).differences] == [said]


def test_somebody_elses_paper_is_not_found(market):
    code = market.until_issued()
    with pytest.raises(NotVisible), write():
        keep_signed(market.actor(Role.SIGNER), code, 999, sha256="0" * 64, size=1)
