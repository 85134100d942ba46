"""Spreadsheets of any kind: taken in, checked by a job, written by a job after somebody said yes."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, insert, select

from domain import journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.people.rules import SYSTEM, Actor
from domain.spreadsheets import queries
from domain.spreadsheets.kinds import SheetKind, by_name
from domain.spreadsheets.models import ImportState, Outcome, SheetImport, SheetImportLine
from domain.spreadsheets.rules import LineWrong, as_typed
from domain.writing import write

BATCH = 100  # lines in one write block: others wait for it
WRITTEN = (Outcome.CREATED, Outcome.CHANGED)


def take_in(
    actor: Actor, kind: SheetKind, *, file_name: str, rows: Sequence[tuple[int, Sequence[str]]]
) -> SheetImport:
    """Keep the lines of a sheet, headings first, for the job to check. `rows`: number in the sheet and cells."""
    scope = kind.scope_of(actor)
    if len(rows) < 2:
        raise RuleBroken("Belum ada baris di bawah judul kolom.", field="file")
    if len(rows) > kind.most_rows + 1:
        raise RuleBroken(
            "Paling banyak {most_rows} baris. Bagi menjadi beberapa berkas.",
            most_rows=kind.most_rows,
            field="file",
        )
    columns = kind.check_headings(rows[0][1])
    row = SheetImport(
        kind=kind.name, scope=scope, file_name=file_name[:120], total=len(rows) - 1,
        asked_by=actor.person_id, asked_as=actor.hat,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    lines = [_line(row.id, n, _named(cells, columns, kind.longest), kind.title) for n, cells in rows[1:]]
    db.session.execute(insert(SheetImportLine), lines)
    journal.record(actor, f"{kind.name}.import_begun", _subject(row), lines=row.total)
    return row


def _line(import_id: int, n: int, cells: dict[str, str], title: str) -> dict:
    return {
        "import_id": import_id, "n": n, "cells": json.dumps(cells), "title": cells.get(title, "")[:80],
        "key": "", "field": "", "outcome": Outcome.UNCHECKED, "message": "",
    }  # fmt: skip


def _named(cells: Sequence[str], columns: Mapping[str, int], longest: int) -> dict[str, str]:
    return {
        name: as_typed(cells[at])[:longest] for name, at in columns.items() if at < len(cells) and cells[at]
    }


def decide(actor: Actor, kind: SheetKind, import_id: int, *, accept: bool) -> SheetImport:
    """Let a checked import be written, or drop it."""
    row = queries.get(actor, kind, import_id, lock=True)
    if row.state is not ImportState.READY:
        raise Stale("Daftar ini belum selesai diperiksa, atau sudah diputuskan.")
    counts = queries.counts_of(row.id)
    if accept and not sum(counts[outcome] for outcome in WRITTEN):
        raise RuleBroken("Tidak ada yang perlu ditulis.")
    row.state, row.handled = (ImportState.WRITING if accept else ImportState.DROPPED), 0
    journal.record(actor, f"{kind.name}.import_{row.state}", _subject(row))
    return row


def work(kinds: Iterable[SheetKind]) -> int:
    """Check and write what waits, a batch in each write block; returns how many lines. May run twice."""
    known, handled = by_name(kinds), 0
    for state, step in ((ImportState.CHECKING, check_batch), (ImportState.WRITING, write_batch)):
        waiting = select(SheetImport.id, SheetImport.kind).where(SheetImport.state == state)
        for import_id, kind in db.session.execute(waiting.order_by(SheetImport.id)).all():
            while done := step(known[kind], import_id):
                handled += done
    return handled


def check_batch(kind: SheetKind, import_id: int) -> int:
    """Say of the next lines what taking them over would do; how many, nought when all are looked at."""
    with write():
        row = db.session.scalars(_locked(import_id)).one()
        if row.state is not ImportState.CHECKING:
            return 0
        lines = _next(import_id, (Outcome.UNCHECKED,), after=0)
        batch, above = _read(lines), _keys(import_id)
        known = kind.prepare(row, batch)
        with db.session.no_autoflush:
            for line, cells in zip(lines, batch, strict=True):
                _judge(kind, line, cells, known, above)
        row.handled += len(lines)
        if not lines:
            row.state, row.handled = ImportState.READY, 0
        return len(lines)


def write_batch(kind: SheetKind, import_id: int) -> int:
    """Write the next lines of an import somebody said yes to; how many, nought when it is done."""
    with write():
        row = db.session.scalars(_locked(import_id)).one()
        if row.state is not ImportState.WRITING:
            return 0
        lines = _next(import_id, WRITTEN, after=row.handled)
        batch = _read(lines)
        known = kind.prepare(row, batch)
        actor = Actor(row.asked_by, row.asked_as, row.scope or None)
        for line, cells in zip(lines, batch, strict=True):
            _take_over(kind, actor, line, cells, known)
        row.handled = lines[-1].n if lines else row.total
        if not lines:
            row.state = ImportState.DONE
            journal.record(SYSTEM, f"{kind.name}.import_done", _subject(row), lines=row.total)
        return len(lines)


def _read(lines: Sequence[SheetImportLine]) -> list[dict[str, str]]:
    return [json.loads(line.cells) for line in lines]


def _judge(
    kind: SheetKind, line: SheetImportLine, cells: Mapping[str, str], known, above: dict[str, int]
) -> None:
    """`above` holds the first line of each key; the second one about the same thing is wrong."""
    try:
        kind.judge(line, cells, known)
        if above.setdefault(line.key, line.n) != line.n:
            raise LineWrong("sama dengan baris {key}", key=above[line.key], field=kind.matched)
    except RuleBroken as wrong:
        _mark_wrong(line, wrong)
    line.message = line.message[:200]


def _keys(import_id: int) -> dict[str, int]:
    """The first line of each key, of those looked at."""
    lines = SheetImportLine
    found = select(lines.key, func.min(lines.n)).where(lines.import_id == import_id, lines.key != "")
    return dict(db.session.execute(found.group_by(lines.key)).all())


def _take_over(kind: SheetKind, actor: Actor, line: SheetImportLine, cells: Mapping[str, str], known) -> None:
    """Write one line, or nothing of it: a line that can no longer be written does not stop the others."""
    mark = journal.mark()
    try:
        with db.session.begin_nested():
            kind.take_over(actor, line, cells, known)
    except (RuleBroken, NotVisible) as wrong:
        journal.cut_back(mark)
        _mark_wrong(line, wrong if isinstance(wrong, RuleBroken) else LineWrong("sudah tidak ada"))
        db.session.flush()


def _mark_wrong(line: SheetImportLine, wrong: RuleBroken) -> None:
    line.outcome, line.field, line.message = Outcome.WRONG, (wrong.field or "")[:30], wrong.message[:200]


def _locked(import_id: int):
    return select(SheetImport).where(SheetImport.id == import_id).with_for_update(key_share=True)


def _next(import_id: int, outcomes: tuple[Outcome, ...], after: int) -> list[SheetImportLine]:
    found = select(SheetImportLine).where(
        SheetImportLine.import_id == import_id,
        SheetImportLine.outcome.in_(outcomes),
        SheetImportLine.n > after,
    )
    return list(db.session.scalars(found.order_by(SheetImportLine.n).limit(BATCH)))


def _subject(row: SheetImport) -> str:
    return f"sheet_import:{row.id}"
