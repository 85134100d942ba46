"""Verbs of an admin about vendors: decide documents and changes, read a number whole. None commits."""

import json
from typing import NamedTuple

from domain import clock, journal
from domain.db import db
from domain.errors import RuleBroken
from domain.people.models import Vendor
from domain.people.rules import Actor, Role
from domain.people.vendors import pages, queries, rules
from domain.people.vendors.actions import check_nib
from domain.people.vendors.models import VendorChange, VendorDocument
from domain.people.vendors.rules import ChangeState, DocumentState, Page


class Identifiers(NamedTuple):
    """A vendor's numbers, whole: shown once, on the answer to a POST that is in the journal."""

    nib: str
    npwp: str
    bank: str
    account: str
    holder: str
    phone: str


def decide_document(actor: Actor, document_id: int, *, accept: bool, reason: str = "") -> VendorDocument:
    """Accept or refuse a document that waits; an accepted one takes the place of the one before it."""
    document = queries.document(actor, document_id, lock=True)
    _check_admin(actor, document.vendor_id)
    if document.state is not DocumentState.WAITING or document.replaced:
        raise RuleBroken("Dokumen ini sudah diputuskan.")
    _check_why(accept, reason)
    if accept:
        for before in queries.documents_of(document.vendor_id):
            if before.kind == document.kind and before.id != document.id:
                before.replaced = True
    document.state = DocumentState.ACCEPTED if accept else DocumentState.REFUSED
    document.reason = reason.strip()
    document.decided_by, document.decided_at = actor.person_id, clock.now()
    journal.record(
        actor, f"vendor.document_{document.state}", f"vendor:{document.vendor_id}", document=document.id
    )
    return document


def decide_change(actor: Actor, change_id: int, *, accept: bool, reason: str = "") -> VendorChange:
    """Approve or refuse a change somebody else asked for; approved, it is in force from now."""
    change = queries.change(actor, change_id, lock=True)
    vendor = queries.get(actor, change.vendor_id, lock=True)
    _check_admin(actor, vendor.id)
    if change.state is not ChangeState.WAITING:
        raise RuleBroken("Perubahan ini sudah diputuskan.")
    rules.check_other_eyes(change.asked_by, actor.person_id)
    _check_why(accept, reason)
    said = json.loads(change.said)
    now = pages.whole_values_of(vendor, change.page)
    change.before = json.dumps({name: now[name] for name in said}, default=str)
    if accept:
        if change.page is Page.LICENCE:
            check_nib(said["nib"] or vendor.nib, vendor.id)
        pages.write(vendor, change.page, said)
    change.state = ChangeState.APPROVED if accept else ChangeState.REFUSED
    change.reason = reason.strip()
    change.decided_by, change.decided_at = actor.person_id, clock.now()
    db.session.flush()
    journal.record(
        actor, f"vendor.change_{change.state}", f"vendor:{vendor.id}", page=change.page, change=change.id
    )
    return change


def reveal(actor: Actor, vendor_id: int) -> Identifiers:
    """Read the numbers whole. Every reading is in the journal."""
    vendor = queries.get(actor, vendor_id)
    journal.record(actor, "vendor.identifiers_read", f"vendor:{vendor.id}")
    return _whole(vendor)


def _whole(vendor: Vendor) -> Identifiers:
    return Identifiers(
        vendor.nib, vendor.npwp, vendor.bank_name, vendor.bank_account, vendor.bank_holder, vendor.phone
    )


def _check_admin(actor: Actor, vendor_id: int) -> None:
    if actor.hat is not Role.ADMIN:
        raise RuleBroken("Langkah ini bukan tugas Anda.")
    rules.check_not_own(actor.person_id, [owner.id for owner in queries.owners_of(vendor_id)])


def _check_why(accept: bool, reason: str) -> None:
    if not accept:
        rules.check_reason("return", reason)
