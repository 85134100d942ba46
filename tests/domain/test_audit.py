"""Flags, the replay and the file of real purchases; the zip can be checked with nothing but its own words."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

from domain import clock, journal
from domain.db import db
from domain.people.rules import Actor, Role
from domain.pictures import Picture
from domain.purchases.actions.delivering import Arrived, Evidence
from domain.purchases.audit import bundle, completeness, flags
from domain.purchases.audit.replay import replay
from domain.purchases.audit.rules import FlagKind
from domain.purchases.models import Purchase
from domain.writing import write
from ops.sealing import seal_papers
from services import case_files
from services.documents import PlainDocuments
from tests.domain.test_money_actions import deposit, paid
from tests.domain.test_warrants import name_warrant

AUDITOR = Actor(None, Role.AUDITOR)


def kinds():
    return [(flag.kind, flag.code) for flag in flags.found(AUDITOR)]


def test_a_split_is_said_to_the_buyer_logged_and_shown_to_the_auditor(market):
    """Twice Rp1.250.000: each below the Rp2.000.000 of PPh 22, together above it."""
    first = market.draft(100)
    market.step(Role.PROCURER, "submit", first)
    assert kinds() == []
    listing = market.sell("Keripik lagi", price=12_500, stock=100)
    second = market.draft(100, listing)
    split = flags.split_of(db.session.query(Purchase).filter_by(id=int(second[1:])).one())
    assert (split.others, split.total, split.limit) == ((first,), 2_500_000, 2_000_000)
    market.step(Role.PROCURER, "submit", second)
    assert [entry.event for entry in journal.of(second)][-1] == "purchase.split_suspected"
    assert "purchase.split_suspected" not in [entry.event for entry in journal.of(first)]
    assert kinds() == [(FlagKind.SPLIT, second)]


def test_a_late_payment_is_flagged_paid_or_not(market):
    code = market.until_verified()
    with write():
        db.session.query(Purchase).one().handed_over_at = clock.now() - timedelta(days=40)
    assert kinds() == [(FlagKind.LATE, code)]
    assert "belum dibayar" in flags.found(AUDITOR)[0].words.lower()


def test_one_person_in_two_duties_is_flagged_with_the_decree(market):
    code = market.draft()
    market.step(Role.PROCURER, "submit", code)
    buyer = market.actor(Role.PROCURER)
    market.people[Role.SIGNER].actor = Actor(buyer.person_id, Role.SIGNER, buyer.scope)
    market.step(Role.SIGNER, "approve", code, kpa_decree="SK/7/2026")
    assert kinds() == [(FlagKind.DUTIES, code)]
    assert "SK/7/2026" in flags.found(AUDITOR)[0].words


def test_a_price_far_from_the_usual_is_flagged(market):
    listings = [market.sell(f"Keripik {n}", price=10_000 + n, stock=10) for n in range(4)]
    dear = market.sell("Keripik mahal", price=50_000, stock=10)
    codes = [market.draft(1, listing) for listing in [*listings, dear]]
    for code in codes:
        market.step(Role.PROCURER, "submit", code)
    assert kinds() == [(FlagKind.PRICE, codes[-1])]


def test_every_step_is_told_with_who_what_and_by_which_rule(market):
    code = paid(market)
    told = replay(AUDITOR, code)
    titles = [step.title for step in told.steps]
    assert titles[0] == "Disusun"
    assert {"Setujui", "Surat Pesanan terbit", "Buat BAST", "Catat pembayaran", "Kuitansi terbit"} <= set(
        titles
    )
    approved = next(step for step in told.steps if step.title == "Setujui")
    assert approved.who.endswith("Pejabat Pembuat Komitmen (PPK)")
    assert ("Nilai", "Rp3.000.000") in approved.facts
    said = {rule.code: rule.says for rule in told.rules}
    assert said["pph22_goods"] == "PPh 22 barang: 1,5 %"
    assert "kuitansi" in said
    assert all(rule.source for rule in told.rules)


def test_the_rules_are_those_of_then_whatever_the_region_says_now(market):
    code = paid(market)
    before = replay(AUDITOR, code).rules
    with clock.freeze(clock.now() + timedelta(days=400)):
        assert replay(AUDITOR, code).rules == before


def test_the_meter_counts_what_is_due_by_now(market):
    code = market.until_issued()
    seal_papers(PlainDocuments())
    file = completeness.case_file(AUDITOR, code)
    assert [(item.title, item.there) for item in file.items] == [
        ("Mata anggaran (DPA)", True), ("Kode RUP", False), ("Surat Pesanan", True),
    ]  # fmt: skip
    code = paid(market)
    seal_papers(PlainDocuments())
    missing = [item.title for item in completeness.case_file(AUDITOR, code).items if not item.there]
    assert missing == ["Kode RUP", "SPP dan SPM", "Setoran PPh 22", "Bukti potong PPh 22"]
    deposit(market, code)
    name_warrant(market, code)
    assert [item.title for item in completeness.case_file(AUDITOR, code).items if not item.there] == [
        "Kode RUP"
    ]


def test_the_zip_holds_everything_and_checks_itself(market):
    code = paid(market)
    seal_papers(PlainDocuments())
    content = case_files.pack(bundle.files_of(AUDITOR, code, lambda key: None))
    assert content == case_files.pack(bundle.files_of(AUDITOR, code, lambda key: None))
    packed = zipfile.ZipFile(io.BytesIO(content))
    listed = packed.read("DAFTAR.txt").decode()
    names = [name for name in packed.namelist() if name != "DAFTAR.txt"]
    assert (
        sum(name.endswith(".pdf") for name in names)
        == sum(name.startswith("surat/") for name in names) / 2
        == 8
    )
    for name in names:
        assert f"{hashlib.sha256(packed.read(name)).hexdigest()}  {name}" in listed
    for line in packed.read("jurnal.jsonl").decode().splitlines():
        entry = json.loads(line)
        fields = [
            entry[name] for name in ("previous", "seq", "at", "person_id", "hat", "event", "subject", "facts")
        ]
        text = json.dumps(fields, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(text.encode()).hexdigest() == entry["hash"]


def test_the_zip_holds_the_photos_and_says_what_is_missing(market):
    code = market.until_issued()
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])
    picture = Picture("a" * 64, "b" * 64, 5, 9, 1, 1)
    market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(4)], evidence=Evidence(None, picture))
    seen = bundle.files_of(AUDITOR, code, {picture.large: b"JPEG"}.get)
    assert seen["foto/datang-01.jpg"] == b"JPEG"
    told = seen["KELENGKAPAN.txt"].decode()
    assert told.startswith(f"Berkas {code} BELUM LENGKAP")
    assert "[BELUM ADA] Surat Pesanan" in told  # its PDF is not sealed yet
    lost = bundle.files_of(AUDITOR, code, lambda key: None)
    assert "foto/datang-01.jpg" not in lost
    assert "[BELUM ADA] foto/datang-01.jpg" in lost["KELENGKAPAN.txt"].decode()
