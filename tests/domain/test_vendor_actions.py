"""A business is told, sent, verified, changed, suspended; what may not happen does not."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain import clock
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.journal import JournalEntry
from domain.people.models import Vendor
from domain.people.rules import Actor, Role, VendorStatus
from domain.people.vendors import actions, queries, verifying
from domain.people.vendors.rules import CHECKLIST, ChangeState, DocumentState, Page
from domain.stored import FileKind, StoredFile
from domain.writing import write
from tests.support.people import make_person
from tests.support.vendors import opened, sent, told, verified

ACCOUNT = {"bank_name": "Bank Baru", "bank_account": "5550001112", "bank_holder": "Bu Contoh"}
FILE = StoredFile("a" * 64, FileKind.PDF, 2_000)


@pytest.fixture
def admin(within):
    return make_person(Role.ADMIN).actor


def status(vendor_id):
    return db.session.get(Vendor, vendor_id).status


def test_who_begins_a_business_owns_it(within):
    owner, vendor_id = opened()
    assert queries.own(owner).id == vendor_id
    assert [person.id for person in queries.owners_of(vendor_id)] == [owner.person_id]


def test_nobody_begins_a_fourth_before_sending_one(within):
    somebody = make_person(Role.FARMER)
    for _ in range(3):
        opened(somebody)
    with pytest.raises(RuleBroken, match="belum dikirim"):
        opened(somebody)


def test_an_unfinished_business_is_not_sent_and_hears_what_is_missing(within):
    owner, vendor_id = opened()
    with pytest.raises(RuleBroken, match=r"NIB.*Rekening.*Buku rekening"), write():
        actions.step(owner, vendor_id, "submit")
    assert status(vendor_id) is VendorStatus.DRAFT


def test_from_draft_to_verified(admin):
    _owner, vendor_id = sent()
    with write():
        actions.step(admin, vendor_id, "verify", checked=list(CHECKLIST))
    assert status(vendor_id) is VendorStatus.VERIFIED
    assert {each.state for each in queries.documents_of(vendor_id)} == {DocumentState.ACCEPTED}
    assert [each.verb for each in queries.steps_of(vendor_id)] == ["verify", "submit"]


def test_returned_with_a_reason_it_is_mended_and_sent_again(admin):
    owner, vendor_id = sent()
    with write():
        actions.step(admin, vendor_id, "return", reason="Foto NIB buram.")
    assert db.session.get(Vendor, vendor_id).reason == "Foto NIB buram."
    with write():
        actions.tell(owner, Page.OWNER, owner_name="Pak Baru", owner_position="")
        actions.step(owner, vendor_id, "submit")
    assert db.session.get(Vendor, vendor_id).owner_name == "Pak Baru"


def test_what_is_being_looked_at_does_not_move(admin):
    owner, _vendor_id = sent()
    for act in (
        lambda: actions.tell(owner, Page.ACCOUNT, **ACCOUNT),
        lambda: actions.add_document(owner, kind="nib", file=FILE),
    ):
        with pytest.raises(RuleBroken, match="Tarik kembali"), write():
            act()


def test_nobody_verifies_the_own_business(admin):
    owner, vendor_id = sent()
    with pytest.raises(RuleBroken, match="usaha Anda sendiri"), write():
        actions.step(Actor(owner.person_id, Role.ADMIN), vendor_id, "verify", checked=list(CHECKLIST))


def test_two_verified_vendors_never_share_a_nib(admin):
    verified(nib="1234567890123")
    _owner, vendor_id = sent(nib="1234567890123")
    with pytest.raises(RuleBroken, match=r"NIB ini sudah dipakai"), write():
        actions.step(admin, vendor_id, "verify", checked=list(CHECKLIST))
    assert status(vendor_id) is VendorStatus.SUBMITTED


def test_a_new_account_waits_for_another_person_and_the_old_one_stays(admin):
    owner, vendor_id = verified()
    before = db.session.get(Vendor, vendor_id).bank_account
    with write():
        actions.tell(owner, Page.ACCOUNT, **ACCOUNT)
    vendor = db.session.get(Vendor, vendor_id)
    assert (vendor.bank_account, vendor.bank_changed_at) == (before, None)
    change = queries.waiting_change(vendor_id, Page.ACCOUNT).id
    with pytest.raises(RuleBroken), write():
        verifying.decide_change(Actor(owner.person_id, Role.ADMIN), change, accept=True)
    with write():
        verifying.decide_change(admin, change, accept=True)
    vendor = db.session.get(Vendor, vendor_id)
    assert vendor.bank_account == "5550001112"
    assert vendor.bank_changed_at
    assert json.loads(queries.change(admin, change).before)["bank_account"] == before
    with pytest.raises(RuleBroken, match="sudah diputuskan"), write():
        verifying.decide_change(admin, change, accept=True)


def test_the_database_itself_refuses_the_same_eyes(admin):
    from sqlalchemy.exc import IntegrityError

    owner, vendor_id = verified()
    with write():
        actions.tell(owner, Page.ACCOUNT, **ACCOUNT)
    with pytest.raises(IntegrityError, match=r"other_eyes|CHECK"), write():
        queries.waiting_change(vendor_id, Page.ACCOUNT).decided_by = owner.person_id


def test_a_newer_change_takes_the_place_of_a_waiting_one(admin):
    owner, vendor_id = verified()
    for account in ("5550001112", "5550001113"):
        with write():
            actions.tell(owner, Page.ACCOUNT, **ACCOUNT | {"bank_account": account})
    assert [each.state for each in queries.changes_of(vendor_id)] == [
        ChangeState.WAITING,
        ChangeState.WITHDRAWN,
    ]


def test_a_refused_change_says_why_and_changes_nothing(admin):
    owner, vendor_id = verified()
    with write():
        actions.tell(owner, Page.IDENTITY, legal_name="Nama Lain", kind="badan", village_code="99.01.01.2002")
    change = queries.waiting_change(vendor_id, Page.IDENTITY).id
    with pytest.raises(RuleBroken), write():
        verifying.decide_change(admin, change, accept=False)
    with write():
        verifying.decide_change(admin, change, accept=False, reason="Akta belum dikirim.")
    kept = db.session.get(Vendor, vendor_id).legal_name
    assert kept != "Nama Lain"
    assert json.loads(queries.change(admin, change).before)["legal_name"] == kept


def test_a_new_tax_standing_counts_from_the_day_it_is_approved(admin):
    owner, vendor_id = verified()
    said = {"npwp": None, "is_pkp": True, "certificate_number": "S-1", "certificate_until": clock.today()}
    with write():
        actions.tell(owner, Page.TAX, **said)
    with write():
        verifying.decide_change(admin, queries.waiting_change(vendor_id, Page.TAX).id, accept=True)
    seen = queries.vendor_page(admin, vendor_id)
    assert (seen.is_pkp, seen.certificate_until) == (True, clock.today())
    assert len(seen.vendor.npwp) == 16


def test_a_new_paper_takes_the_place_of_the_old_one_when_accepted(admin):
    owner, vendor_id = verified()
    old = next(each for each in queries.documents_of(vendor_id) if each.kind == "nib").id
    with write():
        new = actions.add_document(owner, kind="nib", file=FILE).id
    assert {old, new} <= {each.id for each in queries.documents_of(vendor_id)}
    with write():
        verifying.decide_document(admin, new, accept=True)
    assert old not in {each.id for each in queries.documents_of(vendor_id)}


@pytest.mark.parametrize(
    ("kind", "days", "field"),
    [("nirwana", None, "kind"), ("pirt", None, "valid_through"), ("pirt", -1, "valid_through")],
)
def test_a_paper_without_its_last_day_or_after_it_is_refused(within, kind, days, field):
    owner, _vendor_id = told()
    until = None if days is None else clock.today() + timedelta(days=days)
    with pytest.raises(RuleBroken) as refused, write():
        actions.add_document(owner, kind=kind, file=FILE, valid_through=until)
    assert refused.value.field == field


def test_suspended_with_a_reason_and_back(admin):
    _owner, vendor_id = verified()
    with write():
        actions.step(admin, vendor_id, "suspend", reason="Barang palsu.")
    with pytest.raises(Stale), write():
        actions.step(admin, vendor_id, "suspend", reason="Lagi.")
    with write():
        actions.step(admin, vendor_id, "reinstate", reason="Sudah diganti.")
    assert status(vendor_id) is VendorStatus.VERIFIED


def test_another_owner_sees_nothing_of_it(within):
    _owner, vendor_id = told()
    stranger, _other = told()
    document = queries.documents_of(vendor_id)[0].id
    for look in (
        lambda: queries.get(stranger, vendor_id),
        lambda: queries.document(stranger, document),
        lambda: queries.get(Actor(stranger.person_id, Role.VENDOR_STAFF, str(vendor_id)), vendor_id),
    ):
        with pytest.raises(NotVisible):
            look()


def test_reading_numbers_whole_is_in_the_journal_and_the_numbers_are_not(admin):
    _owner, vendor_id = verified()
    with write():
        seen = verifying.reveal(admin, vendor_id)
    entries = list(
        db.session.scalars(select(JournalEntry).where(JournalEntry.subject == f"vendor:{vendor_id}"))
    )
    assert entries[-1].event == "vendor.identifiers_read"
    said = json.dumps([entry.facts for entry in entries])
    for number in (seen.nib, seen.npwp, seen.account, seen.phone, "Bu Contoh"):
        assert number
        assert number not in said
