"""Reads of spreadsheets on their way in, for those who handle their kind."""

from collections import Counter

from sqlalchemy import func, select

from domain.db import db, writing
from domain.errors import NotVisible
from domain.people.rules import Actor
from domain.spreadsheets.kinds import SheetKind
from domain.spreadsheets.models import Outcome, SheetImport, SheetImportLine

PAGE = 20


def _own(actor: Actor, kind: SheetKind):
    return select(SheetImport).where(SheetImport.kind == kind.name, SheetImport.scope == kind.scope_of(actor))


def get(actor: Actor, kind: SheetKind, import_id: int, *, lock: bool = False) -> SheetImport:
    """One import of this kind. `lock` re-reads it for a rule, inside a write block. Raises NotVisible."""
    found = _own(actor, kind).where(SheetImport.id == import_id)
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(import_id))
    return row


def latest(actor: Actor, kind: SheetKind) -> list[SheetImport]:
    """The last imports, newest first. Raises NotVisible."""
    return list(db.session.scalars(_own(actor, kind).order_by(SheetImport.id.desc()).limit(PAGE)))


def counts_of(import_id: int) -> Counter[Outcome]:
    """How many lines came out how."""
    lines = SheetImportLine
    found = select(lines.outcome, func.count()).where(lines.import_id == import_id).group_by(lines.outcome)
    return Counter({outcome: count for outcome, count in db.session.execute(found)})


def lines_of(
    row: SheetImport, outcome: Outcome | None, after: int = 0, limit: int = PAGE
) -> list[SheetImportLine]:
    """Lines of an import somebody was given, in the order of the sheet, one more than a page."""
    found = select(SheetImportLine).where(SheetImportLine.import_id == row.id, SheetImportLine.n > after)
    if outcome is not None:
        found = found.where(SheetImportLine.outcome == outcome)
    return list(db.session.scalars(found.order_by(SheetImportLine.n).limit(limit + 1)))
