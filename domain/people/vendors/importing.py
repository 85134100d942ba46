"""Vendors out of a spreadsheet. A new vendor is a draft with an owner who has no PIN: a paper code opens the
account. Lines are matched by NIB.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from domain import clock, journal, region
from domain.db import db
from domain.errors import NotVisible
from domain.people import queries as people
from domain.people import secrets
from domain.people.models import Hat, Person, Vendor
from domain.people.rules import Actor, Role, VendorKind
from domain.people.vendors import pages, rules, sheet
from domain.people.vendors.rules import Page
from domain.people.vendors.sheet import COLUMNS, NEEDED
from domain.sentences import say
from domain.spreadsheets.kinds import SheetKind
from domain.spreadsheets.models import Outcome, SheetImport, SheetImportLine
from domain.spreadsheets.rules import LineWrong

KEPT_OUT = say("sudah dikirim atau diperiksa; ubah lewat halaman usahanya")


class VendorSheet(SheetKind):
    """A line a vendor; sent by an admin."""

    name, columns, needed = "vendors", COLUMNS, NEEDED
    title, matched = "nama_usaha", "nib"

    def scope_of(self, actor: Actor) -> str:
        if actor.hat is not Role.ADMIN:
            raise NotVisible("import")
        return ""

    def prepare(self, row: SheetImport, batch: Sequence[Mapping[str, str]]) -> dict[str, str]:
        known = region.current().villages.values()
        return {name: village.code for village in known for name in (village.name.lower(), village.code)}

    def judge(self, line: SheetImportLine, cells: Mapping[str, str], known: Mapping[str, str]) -> None:
        said = sheet.read(cells, known)
        line.key = said[Page.LICENCE]["nib"]
        line.outcome = _outcome(line, said)

    def take_over(
        self, actor: Actor, line: SheetImportLine, cells: Mapping[str, str], known: Mapping[str, str]
    ) -> None:
        said = sheet.read(cells, known)
        vendor = _known(line.key)
        if vendor is None:
            vendor = _create(actor, said)
        elif vendor.status not in rules.OPEN:
            raise LineWrong(KEPT_OUT, field="nib")
        for page, values in said.items():
            told = (
                {name: value for name, value in values.items() if value} if page is not Page.TAX else values
            )
            if page is not Page.TAX or values["npwp"]:
                pages.write(vendor, page, told)
        line.target_id = vendor.id
        journal.record(actor, "vendor.imported", f"vendor:{vendor.id}", line=line.n, outcome=line.outcome)


KIND = VendorSheet()


def _outcome(line: SheetImportLine, said: Mapping[Page, Mapping[str, Any]]) -> Outcome:
    vendor = _known(line.key)
    if vendor is None:
        return Outcome.CREATED
    line.target_id = vendor.id
    changed = _changed(vendor, said)
    if not changed:
        return Outcome.UNCHANGED
    if vendor.status not in rules.OPEN:
        raise LineWrong(KEPT_OUT, field="nib")
    line.message = ", ".join(changed)
    return Outcome.CHANGED


def _known(nib: str) -> Vendor | None:
    return db.session.scalar(select(Vendor).where(Vendor.nib == nib).order_by(Vendor.id).limit(1))


def _changed(vendor: Vendor, said: Mapping[Page, Mapping[str, Any]]) -> list[str]:
    """The columns that say something else; empty cells say nothing."""
    told = {
        name: value for page in said if page is not Page.TAX for name, value in said[page].items() if value
    }
    told |= {"npwp": said[Page.TAX]["npwp"]} if said[Page.TAX]["npwp"] else {}
    return [sheet.SAID_BY.get(name, name) for name, value in told.items() if getattr(vendor, name) != value]


def _create(actor: Actor, said: Mapping[Page, Mapping[str, Any]]) -> Vendor:
    identity = said[Page.IDENTITY]
    vendor = Vendor(**dict(identity) | {"kind": VendorKind(identity["kind"])}, since=clock.now())
    db.session.add(vendor)
    db.session.flush()
    phone = said[Page.CONTACT]["phone"] or None
    owner = people.by_phone(phone) if phone else None
    if owner is None:
        owner = Person(
            name=(said[Page.OWNER]["owner_name"] or identity["legal_name"])[:80], phone=phone,
            salt=secrets.new_salt(), village_code=identity["village_code"], registered_by=actor.person_id,
        )  # fmt: skip
        db.session.add(owner)
        db.session.flush()
    db.session.add(
        Hat(person_id=owner.id, role=Role.VENDOR_OWNER, scope=str(vendor.id), appointed_by=actor.person_id)
    )
    db.session.flush()
    return vendor


def village_names() -> list[str]:
    """What may stand in the column of villages."""
    return [village.name for village in region.current().villages.values()]


def village_name() -> str:
    """A village that may stand in the column, for the template."""
    return next(iter(region.current().villages.values())).name
