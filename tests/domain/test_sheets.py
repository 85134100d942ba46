"""The sheet of a paper: what PDF and screen are printed from, old snapshots and new ones."""

import json

import pytest

from domain import clock
from domain.db import db
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.papers.sheet_words import OPENING, SIGNED_BY, clauses
from domain.papers.sheets import sheet_of
from domain.people import actions as people
from domain.people.models import Person, Vendor
from domain.people.rules import SYSTEM, Actor, Role
from domain.purchases import queries
from domain.purchases.actions.delivering import Arrived
from domain.writing import write

# as papers were written before NIP, bank and deadline were asked for
OLD = {
    "kind": "kuitansi", "title": "Kuitansi", "number": "0001/KWT/U7/XI/2026", "issued_on": "2026-11-09",
    "verify_code": "7K2M-9QXR", "journal": {"seq": 12, "hash": "ab" * 32}, "government": "Pemerintah Contoh",
    "city": "Kota Contoh",
    "office": {"code": "X", "name": "Dinas Contoh", "address": "Jalan 1", "npwp": ""},
    "vendor": {"id": 7, "name": "Dapur Contoh", "kind": "perorangan", "nib": "", "npwp": "1", "address": "",
               "village": "Punten", "size_class": "mikro"},
    "purchase": "P0001", "order": "0001/SP/X/XI/2026", "invoice": "0001/INV/U7/XI/2026",
    "budget": {"name": "Rapat", "dpa": "D", "sub_kegiatan": "", "rekening": "5.1", "rup": "", "year": 2026},
    "total": 3_000_000, "withheld": 45_000, "net": 2_955_000, "in_words": "tiga juta",
    "taxes": [{"code": "pph22", "base": 3_000_000, "dpp_other": None, "amount": 45_000,
               "collected_by": "treasurer", "why": "", "rules": []}],
    "proof_number": "SP2D-1", "paid_on": "2026-11-08", "payment_way": "ls",
    "payer": {"id": 1, "name": "Bu Bendahara"}, "signer": {"id": 2, "name": "Pak PPK"},
    "bank": {"name": "Bank", "account": "1", "holder": "Dapur"},
}  # fmt: skip


def facts(sheet) -> dict[str, str]:
    return {name: value for group in sheet.groups for name, value in group.rows}


def test_an_old_kuitansi_still_prints_without_a_minus_and_with_its_days_in_words():
    sheet = sheet_of(OLD)
    assert sheet.head[0] == "Dapur Contoh"
    assert sheet.place_and_day == "Kota Contoh, 9 November 2026"
    assert facts(sheet)["Tanggal bayar"] == "8 November 2026"
    assert [(each.label, each.amount) for each in sheet.amounts] == [
        ("Jumlah dibayar kantor", "Rp3.000.000"),
        ("Dikurangi PPh 22, disetor bendahara", "Rp45.000"),
        ("Diterima penyedia", "Rp2.955.000"),
    ]
    assert sheet.opening == "Sudah terima dari bendahara Dinas Contoh."
    assert "NIP" not in json.dumps(sheet)
    assert "−" not in json.dumps(sheet, ensure_ascii=False)


def test_what_every_paper_must_say_is_not_left_out_silently():
    with pytest.raises(KeyError):
        sheet_of({name: value for name, value in OLD.items() if name != "number"})


def test_every_kind_has_its_words_and_its_signers():
    assert set(OPENING) == set(PaperKind) == set(SIGNED_BY)


def test_the_terms_of_an_order_name_the_figures_of_its_day():
    said = " ".join(clauses({"clauses": {"penalty": "1/1000", "penalty_cap": "5/100", "addendum": "10/100"}}))
    assert "1 per mil per hari" in said
    assert "paling banyak 5 persen" in said
    assert "bertambah paling banyak 10 persen" in said


@pytest.fixture
def told(market) -> dict[PaperKind, dict]:
    """The snapshots of a purchase from order to kuitansi, everybody with NIP, bank and contact."""
    with write():
        for role, person in market.people.items():
            people.note_nip(
                Actor(None, Role.ADMIN), person_id=person.actor.person_id, nip=f"{list(Role).index(role):018}"
            )
        vendor = db.session.get_one(Vendor, market.vendor_id)
        vendor.bank_name, vendor.bank_account, vendor.bank_holder = "Bank Contoh", "0012345678", "Bu Wati"
        vendor.owner_name, vendor.owner_position, vendor.address = "Bu Wati", "pemilik", "Jalan Apel 3"
    code = market.until_verified()
    paid = {"amount": queries.get(SYSTEM, code).net, "proof_number": "SP2D-1", "paid_on": clock.today()}
    market.step(Role.TREASURER, "pay", code, **paid)
    return {paper.kind: papers.says(papers.get(code, paper.id)) for paper in papers.of(code)}


def test_the_order_names_parties_bank_deadline_place_and_terms(told, market):
    sheet = sheet_of(told[PaperKind.SURAT_PESANAN])
    said = facts(sheet)
    nip = f"{list(Role).index(Role.SIGNER):018}"
    name = db.session.get_one(Person, market.people[Role.SIGNER].actor.person_id).name
    assert said["Pejabat Pembuat Komitmen"] == f"{name}, NIP {nip}"
    assert said["Rekening"] == "Bank Contoh 0012345678 a.n. Bu Wati"
    assert said["Diwakili"] == "Bu Wati, pemilik"
    assert said["Tempat"] == "Ruang rapat"
    assert "pukul" in said["Penyedia menjawab paling lambat"]
    assert said["Pagu"] == "Rp50.000.000"
    assert said["Sumber dana"].startswith("APBD")
    assert [signer.under for signer in sheet.signers] == [f"NIP {nip}", "pemilik, Dapur Contoh"]
    assert len(sheet.clauses) == 4
    assert sheet.tables[0].rows[0][1][0] == "Keripik apel"


def test_each_paper_says_what_its_row_of_the_list_asks_for(told):
    assert set(told) == {
        PaperKind.SURAT_PESANAN, PaperKind.SURAT_JALAN, PaperKind.TANDA_TERIMA, PaperKind.BA_PEMERIKSAAN,
        PaperKind.BAST, PaperKind.INVOICE, PaperKind.KUITANSI, PaperKind.BA_PEMBAYARAN,
    }  # fmt: skip
    minutes = sheet_of(told[PaperKind.BA_PEMERIKSAAN])
    assert "Diterima baik 4" in minutes.tables[0].rows[0][1]
    assert "Sesuai pesanan." in minutes.notes
    bast = sheet_of(told[PaperKind.BAST])
    assert facts(bast)["Tempat"] == "Ruang rapat"
    assert any("Jaminan" in note for note in bast.notes)
    assert not any("Jaminan" in note for note in sheet_of(told[PaperKind.INVOICE]).notes)
    kuitansi = sheet_of(told[PaperKind.KUITANSI])
    assert facts(kuitansi)["Untuk pembayaran"].startswith("Keripik apel, pesanan SP-")
    assert ("Harga sebelum pajak", "Rp50.000") in [(a.label, a.amount) for a in kuitansi.amounts]
    payment = sheet_of(told[PaperKind.BA_PEMBAYARAN])
    assert facts(payment)["Atas BAST"].startswith("BAST-")
    assert facts(payment)["Atas BAST"].endswith(str(clock.today().year))


def test_only_the_vendors_own_papers_carry_the_vendors_head(told):
    heads = {kind: sheet_of(says).head[0] for kind, says in told.items()}
    own = {kind for kind, head in heads.items() if head == "Dapur Contoh"}
    assert own == {PaperKind.SURAT_JALAN, PaperKind.INVOICE, PaperKind.KUITANSI}


def test_what_was_refused_is_in_the_minutes_with_what_follows(market):
    code = market.until_issued(4)
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])
    market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(3, 1, "penyok")])
    paper = next(each for each in papers.of(code) if each.kind is PaperKind.BA_PEMERIKSAAN)
    sheet = papers.sheet(papers.get(code, paper.id))
    assert "Ditolak 1: 1 rusak: penyok" in sheet.tables[0].rows[0][1]
    assert "Tindak lanjut: diganti penyedia." in sheet.tables[0].rows[0][1]
    assert sheet.notes[0] == "Ada yang ditolak; penyedia menggantinya."


def test_a_nip_has_eighteen_digits(market):
    from domain.errors import RuleBroken

    person = market.people[Role.SIGNER]
    with pytest.raises(RuleBroken, match="18 angka"), write():
        people.note_nip(Actor(None, Role.ADMIN), person_id=person.actor.person_id, nip="123")


def test_no_penalty_is_printed_where_the_rules_of_the_day_had_none():
    assert "denda" not in " ".join(clauses({"clauses": {"penalty": None, "penalty_cap": "5/100"}}))
    assert "1 per mil per hari" in " ".join(clauses({}))  # signed before the figures were kept
