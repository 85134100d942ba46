"""Verbs of an owner: begin a business, tell its pages, send documents and the whole. None commits."""

import json
from datetime import date
from enum import StrEnum
from typing import Any

from domain import clock, journal, region
from domain.db import db
from domain.errors import RuleBroken
from domain.people import queries as people
from domain.people.models import Hat, SignIn, Vendor
from domain.people.rules import SYSTEM, Actor, Role, VendorKind, VendorStatus
from domain.people.vendors import pages, queries, rules
from domain.people.vendors.models import VendorChange, VendorDocument, VendorStep
from domain.people.vendors.rules import ChangeState, DocumentState, Page
from domain.stored import StoredFile


def open_business(actor: Actor, *, sign_in_id: str, legal_name: str, kind: str, village_code: str) -> Vendor:
    """Begin a business; who begins it is its owner and puts that hat on at once."""
    person = people.get(SYSTEM, actor.person_id or 0, lock=True)
    rules.check_may_open(queries.count_drafts(person.id))
    said = {"legal_name": legal_name, "kind": kind, "village_code": village_code}
    pages.check(Page.IDENTITY, said)
    vendor = Vendor(**said | {"kind": VendorKind(kind)}, since=clock.now())
    db.session.add(vendor)
    db.session.flush()
    hat = Hat(person_id=person.id, role=Role.VENDOR_OWNER, scope=str(vendor.id), appointed_by=actor.person_id)
    db.session.add(hat)
    db.session.flush()
    sign_in = db.session.get(SignIn, sign_in_id)
    if sign_in is not None:
        sign_in.hat_id = hat.id
    journal.record(actor, "vendor.opened", subject(vendor), village=village_code, hat=hat.id)
    return vendor


def tell(actor: Actor, page: Page, **said: Any) -> Vendor:
    """Save a page of the registration. After verification it waits for an admin, the old facts in force.

    Raises RuleBroken while the vendor is being looked at.
    """
    vendor = queries.own(actor, lock=True)
    pages.check(page, said)
    if rules.goes_at_once(vendor.status, page):
        pages.write(vendor, page, said)
        journal.record(actor, "vendor.told", subject(vendor), page=page)
    else:
        ask_change(actor, vendor, page, said)
    return vendor


def ask_change(actor: Actor, vendor: Vendor, page: Page, said: dict[str, Any]) -> VendorChange:
    """Note a change that somebody else must approve. A newer one takes the place of one that still waits."""
    before = queries.waiting_change(vendor.id, page)
    if before is not None:
        _close(before, ChangeState.WITHDRAWN)
    if actor.person_id is None:
        raise RuleBroken("Perubahan harus diminta oleh seseorang.")
    change = VendorChange(
        vendor_id=vendor.id, page=page, said=json.dumps(said, default=_plain), asked_by=actor.person_id
    )
    db.session.add(change)
    db.session.flush()
    journal.record(actor, "vendor.change_asked", subject(vendor), page=page, change=change.id)
    return change


def withdraw_change(actor: Actor, change_id: int) -> VendorChange:
    """Take back a change of the own business that still waits."""
    queries.own(actor, lock=True)
    change = queries.change(actor, change_id, lock=True)
    _check_waits(change)
    _close(change, ChangeState.WITHDRAWN)
    journal.record(actor, "vendor.change_withdrawn", f"vendor:{change.vendor_id}", change=change.id)
    return change


def _check_waits(change: VendorChange) -> None:
    if change.state is not ChangeState.WAITING:
        raise RuleBroken("Perubahan ini sudah diputuskan.")


def _close(change: VendorChange, state: ChangeState) -> None:
    change.state = state
    db.session.flush()


def add_document(
    actor: Actor, *, kind: str, file: StoredFile, number: str = "", valid_through: date | None = None
) -> VendorDocument:
    """Send a document. An accepted one of the same kind stays in force until this one is accepted."""
    vendor = queries.own(actor, lock=True)
    if vendor.status is VendorStatus.SUBMITTED:
        raise RuleBroken("Datanya sedang diperiksa. Tarik kembali dulu kalau mau mengubah.")
    check_document(kind, valid_through)
    for before in queries.documents_of(vendor.id):
        if before.kind == kind and before.state is not DocumentState.ACCEPTED:
            before.replaced = True
    document = VendorDocument(
        vendor_id=vendor.id, kind=kind, key=file.key, file_kind=file.kind, size=file.size,
        number=number, valid_through=valid_through, added_by=actor.person_id,
    )  # fmt: skip
    db.session.add(document)
    db.session.flush()
    journal.record(actor, "vendor.document_added", subject(vendor), kind=kind, document=document.id)
    return document


def check_document(kind: str, valid_through: date | None) -> None:
    """Raises RuleBroken for a kind nobody asks for, or a last day that is missing or over."""
    known = region.current().vendor_documents.get(kind)
    if known is None:
        raise RuleBroken("Pilih jenis dokumen dari daftar.", field="kind")
    if known.expires and valid_through is None:
        raise RuleBroken("Tulis sampai kapan dokumen ini berlaku.", field="valid_through")
    if valid_through is not None and valid_through < clock.today():
        raise RuleBroken("Dokumen ini sudah lewat masa berlakunya. Kirim yang baru.", field="valid_through")


def remove_document(actor: Actor, document_id: int) -> VendorDocument:
    """Take back a document nobody accepted yet."""
    vendor = queries.own(actor, lock=True)
    document = queries.document(actor, document_id, lock=True)
    if vendor.status is VendorStatus.SUBMITTED or document.state is DocumentState.ACCEPTED:
        raise RuleBroken("Dokumen ini sudah dipakai admin. Kirim yang baru sebagai gantinya.")
    document.replaced = True
    journal.record(actor, "vendor.document_removed", subject(vendor), document=document.id)
    return document


def step(
    actor: Actor, vendor_id: int, verb: str, *, reason: str = "", checked: list[str] | None = None
) -> Vendor:
    """Submit, recall, verify, return, suspend or reinstate; the rules say who and when."""
    vendor = queries.get(actor, vendor_id, lock=True)
    rules.check_reason(verb, reason)
    after = rules.after(vendor.status, verb, actor.hat)
    if verb == "submit":
        rules.check_complete(queries.missing(vendor, queries.documents_of(vendor.id)))
    if actor.hat is Role.ADMIN:
        rules.check_not_own(actor.person_id, [owner.id for owner in queries.owners_of(vendor.id)])
    if verb == "verify":
        rules.check_checklist(checked or [])
        check_nib(vendor.nib, vendor.id)
        _accept_documents(actor, vendor)
    before, vendor.status = vendor.status, after
    vendor.reason, vendor.since = reason.strip(), clock.now()
    db.session.add(
        VendorStep(
            vendor_id=vendor.id, verb=verb, reason=reason.strip(), person_id=actor.person_id,
            checked=json.dumps(sorted(checked or [])),
        )
    )  # fmt: skip
    db.session.flush()
    journal.record(actor, f"vendor.{verb}", subject(vendor), before=before, after=after)
    return vendor


def _accept_documents(actor: Actor, vendor: Vendor) -> None:
    for document in queries.documents_of(vendor.id):
        if document.state is DocumentState.WAITING:
            document.state = DocumentState.ACCEPTED
            document.decided_by, document.decided_at = actor.person_id, clock.now()


def check_nib(nib: str, vendor_id: int) -> None:
    """Raises RuleBroken when another verified vendor has this NIB."""
    if queries.has_known_nib(nib, vendor_id):
        raise RuleBroken("NIB ini sudah dipakai usaha lain yang terverifikasi. Periksa lagi di OSS.")


def subject(vendor: Vendor) -> str:
    """How the journal names a vendor."""
    return f"vendor:{vendor.id}"


def _plain(value: Any) -> str:
    if isinstance(value, (date, StrEnum)):
        return str(value)
    raise TypeError(type(value).__name__)
