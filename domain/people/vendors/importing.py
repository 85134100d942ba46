"""Vendors out of a spreadsheet: taken in, checked by a job, written by a job after somebody said yes.

A new vendor is a draft with an owner who has no PIN: a paper code opens the account. Lines are matched by NIB.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select

from domain import clock, journal, region
from domain.db import db, writing
from domain.errors import NotVisible, RuleBroken, Stale
from domain.people import queries as people
from domain.people import secrets
from domain.people.models import Hat, Person, Vendor
from domain.people.rules import SYSTEM, Actor, Role, VendorKind
from domain.people.vendors import pages, rules, sheet
from domain.people.vendors.import_models import ImportState, Outcome, VendorImport, VendorImportLine
from domain.people.vendors.rules import Page
from domain.people.vendors.sheet import LineWrong
from domain.writing import write

BATCH = 250
PAGE = 20
KEPT_OUT = "sudah dikirim atau diperiksa; ubah lewat halaman usahanya"


def take_in(actor: Actor, *, file_name: str, rows: Sequence[tuple[int, Sequence[str]]]) -> VendorImport:
    """Keep the lines of a sheet, headings first, for the job to check. `rows`: number in the sheet and cells."""
    _check(actor)
    if len(rows) < 2:
        raise RuleBroken("Belum ada baris di bawah judul kolom.", field="file")
    if len(rows) > sheet.MOST_ROWS + 1:
        raise RuleBroken(
            f"Paling banyak {sheet.MOST_ROWS} baris. Bagi menjadi beberapa berkas.", field="file"
        )
    columns = sheet.check_headings(rows[0][1])
    row = VendorImport(file_name=file_name[:120], total=len(rows) - 1, asked_by=actor.person_id)
    db.session.add(row)
    db.session.flush()
    lines = [
        {"import_id": row.id, "n": n, "cells": json.dumps(_named(cells, columns)), "nib": "", "field": "",
         "outcome": Outcome.UNCHECKED, "message": ""}
        for n, cells in rows[1:]
    ]  # fmt: skip
    db.session.execute(insert(VendorImportLine), lines)
    journal.record(actor, "vendors.import_begun", f"vendor_import:{row.id}", lines=row.total)
    return row


def _named(cells: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    return {name: cells[at][:400] for name, at in columns.items() if at < len(cells) and cells[at]}


def decide(actor: Actor, import_id: int, *, accept: bool) -> VendorImport:
    """Let a checked import be written, or drop it."""
    row = get(actor, import_id, lock=True)
    if row.state is not ImportState.READY:
        raise Stale("Daftar ini belum selesai diperiksa, atau sudah diputuskan.")
    if accept and not (counts_of(row.id)[Outcome.CREATED] + counts_of(row.id)[Outcome.CHANGED]):
        raise RuleBroken("Tidak ada yang perlu ditulis.")
    row.state, row.handled = (ImportState.WRITING if accept else ImportState.DROPPED), 0
    journal.record(actor, f"vendors.import_{row.state}", f"vendor_import:{row.id}")
    return row


def get(actor: Actor, import_id: int, *, lock: bool = False) -> VendorImport:
    """One import, for an admin. Raises NotVisible."""
    _check(actor)
    found = select(VendorImport).where(VendorImport.id == import_id)
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(import_id))
    return row


def latest(actor: Actor) -> list[VendorImport]:
    """The last imports, newest first."""
    _check(actor)
    return list(db.session.scalars(select(VendorImport).order_by(VendorImport.id.desc()).limit(PAGE)))


def counts_of(import_id: int) -> Counter[Outcome]:
    """How many lines came out how."""
    lines = VendorImportLine
    found = select(lines.outcome, func.count()).where(lines.import_id == import_id).group_by(lines.outcome)
    return Counter(dict(db.session.execute(found).all()))


def lines_of(actor: Actor, import_id: int, outcome: Outcome | None, after: int = 0, limit: int = PAGE):
    """Lines in the order of the sheet, one more than a page; only with this outcome when given."""
    _check(actor)
    found = select(VendorImportLine).where(
        VendorImportLine.import_id == import_id, VendorImportLine.n > after
    )
    if outcome is not None:
        found = found.where(VendorImportLine.outcome == outcome)
    return list(db.session.scalars(found.order_by(VendorImportLine.n).limit(limit + 1)))


def work() -> int:
    """Check and write what waits, a batch in each write block; returns how many lines. May run twice."""
    handled = 0
    for state, step in ((ImportState.CHECKING, _check_batch), (ImportState.WRITING, _write_batch)):
        waiting = select(VendorImport.id).where(VendorImport.state == state).order_by(VendorImport.id)
        for import_id in db.session.scalars(waiting).all():
            while done := step(import_id):
                handled += done
    return handled


def _check_batch(import_id: int) -> int:
    with write():
        row = db.session.scalars(_locked(import_id)).one()
        if row.state is not ImportState.CHECKING:
            return 0
        lines = _next(import_id, (Outcome.UNCHECKED,), after=0)
        villages = _villages()
        for line in lines:
            _judge(line, villages)
        row.handled += len(lines)
        if not lines:
            row.state, row.handled = ImportState.READY, 0
        return len(lines)


def _write_batch(import_id: int) -> int:
    with write():
        row = db.session.scalars(_locked(import_id)).one()
        if row.state is not ImportState.WRITING:
            return 0
        lines = _next(import_id, (Outcome.CREATED, Outcome.CHANGED), after=row.handled)
        villages = _villages()
        for line in lines:
            _take_over(Actor(row.asked_by, Role.ADMIN), line, sheet.read(json.loads(line.cells), villages))
        row.handled = lines[-1].n if lines else row.total
        if not lines:
            row.state = ImportState.DONE
            journal.record(SYSTEM, "vendors.import_done", f"vendor_import:{row.id}", lines=row.total)
        return len(lines)


def _locked(import_id: int):
    return select(VendorImport).where(VendorImport.id == import_id).with_for_update(key_share=True)


def _next(import_id: int, outcomes: tuple[Outcome, ...], after: int) -> list[VendorImportLine]:
    found = select(VendorImportLine).where(
        VendorImportLine.import_id == import_id,
        VendorImportLine.outcome.in_(outcomes),
        VendorImportLine.n > after,
    )
    return list(db.session.scalars(found.order_by(VendorImportLine.n).limit(BATCH)))


def _judge(line: VendorImportLine, villages: Mapping[str, str]) -> None:
    """Say what taking a line over would do."""
    try:
        said = sheet.read(json.loads(line.cells), villages)
        line.nib = said[Page.LICENCE]["nib"]
        line.outcome = _outcome(line, said)
    except LineWrong as wrong:
        line.outcome = Outcome.WRONG
        line.field, line.message = wrong.field or "", wrong.message[:200]
    db.session.flush()


def _outcome(line: VendorImportLine, said: Mapping[Page, Mapping[str, Any]]) -> Outcome:
    twin = db.session.scalar(
        select(VendorImportLine.n).where(
            VendorImportLine.import_id == line.import_id,
            VendorImportLine.nib == line.nib,
            VendorImportLine.n < line.n,
        )
    )
    if twin is not None:
        raise LineWrong(f"sama dengan baris {twin}", field="nib")
    vendor = _known(line.nib)
    if vendor is None:
        return Outcome.CREATED
    line.vendor_id = vendor.id
    if not _differs(vendor, said):
        return Outcome.UNCHANGED
    if vendor.status not in rules.OPEN:
        raise LineWrong(KEPT_OUT, field="nib")
    return Outcome.CHANGED


def _known(nib: str) -> Vendor | None:
    return db.session.scalar(select(Vendor).where(Vendor.nib == nib).order_by(Vendor.id).limit(1))


def _differs(vendor: Vendor, said: Mapping[Page, Mapping[str, Any]]) -> bool:
    """Whether a line says anything else; empty cells say nothing."""
    told = {
        name: value for page in said if page is not Page.TAX for name, value in said[page].items() if value
    }
    told |= {"npwp": said[Page.TAX]["npwp"]} if said[Page.TAX]["npwp"] else {}
    return any(getattr(vendor, name) != value for name, value in told.items())


def _take_over(actor: Actor, line: VendorImportLine, said: Mapping[Page, Mapping[str, Any]]) -> None:
    """Write one line. What was checked may have moved since: it is asked again."""
    vendor = _known(line.nib)
    if vendor is None:
        vendor = _create(actor, said)
    elif vendor.status not in rules.OPEN:
        line.outcome, line.field, line.message = Outcome.WRONG, "nib", KEPT_OUT
        return
    for page, values in said.items():
        told = {name: value for name, value in values.items() if value} if page is not Page.TAX else values
        if page is not Page.TAX or values["npwp"]:
            pages.write(vendor, page, told)
    line.vendor_id = vendor.id
    journal.record(actor, "vendor.imported", f"vendor:{vendor.id}", line=line.n, outcome=line.outcome)


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


def _villages() -> dict[str, str]:
    known = region.current().villages.values()
    return {name: village.code for village in known for name in (village.name.lower(), village.code)}


def _check(actor: Actor) -> None:
    if actor.hat is not Role.ADMIN:
        raise NotVisible("import")
