"""Entries about pests and diseases: the page everybody reads, and the desk where experts check them."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from domain import region
from domain.db import db, writing
from domain.errors import NotVisible
from domain.knowledge import texts
from domain.knowledge.models import (
    LibraryEntry,
    LibraryEntryCommodity,
    Problem,
    ProblemApproval,
    ProblemVersion,
)
from domain.knowledge.rules import APPROVERS, WITHDRAWERS, EntryKind, Origin, check_may_prepare
from domain.knowledge.texts import ProblemText
from domain.people.rules import Actor


@dataclass(frozen=True)
class ProblemPage:
    """An entry as everybody reads it. `signs` are (name of the plant part, its picture, what is seen)."""

    code: str
    text: ProblemText
    signs: tuple[tuple[str, str, tuple[str, ...]], ...]
    crops: tuple[tuple[str, str], ...]
    picture: str
    watched: bool
    reviewer: str
    approved_on: date


class DeskRow(NamedTuple):
    """A line of the expert's list. `shown` is the approved version, None for a draft."""

    code: str
    name: str
    crops: str
    newest: int
    shown: int | None


@dataclass(frozen=True)
class DeskEntry:
    """What an expert has before them: the newest wording, beside what is shown now, if anything is."""

    code: str
    text: ProblemText
    signs: tuple[tuple[str, str, tuple[str, ...]], ...]
    n: int
    from_pack: bool
    shown: int | None
    reviewer: str
    approved_on: date | None
    may_approve: bool
    may_withdraw: bool


def problem(code: str, *, lock: bool = False) -> Problem:
    """A pest or disease. `lock` re-reads it for a rule, inside a write block. Raises NotVisible."""
    found = select(Problem).where(Problem.code == code)
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(code)
    return row


def newest_version(code: str) -> ProblemVersion:
    """The last wording, approved or not. Raises NotVisible."""
    found = select(ProblemVersion).where(ProblemVersion.problem_code == code)
    row = db.session.scalar(found.order_by(ProblemVersion.n.desc()).limit(1))
    if row is None:
        raise NotVisible(code)
    return row


def problem_page(code: str) -> ProblemPage:
    """An approved entry. Raises NotVisible for a draft, a retired one and one that never was."""
    found = (
        select(ProblemVersion.text, ProblemApproval.reviewer, ProblemApproval.approved_on)
        .join(ProblemApproval, ProblemApproval.problem_code == ProblemVersion.problem_code)
        .join(Problem, Problem.code == ProblemVersion.problem_code)
        .where(
            ProblemVersion.problem_code == code,
            ProblemVersion.n == ProblemApproval.n,
            Problem.retired.is_(False),
        )
    )
    row = db.session.execute(found).first()
    if row is None:
        raise NotVisible(code)
    pack, text = region.current(), texts.from_json(row.text)
    crops = [pack.commodities[crop] for crop in text.commodities if crop in pack.commodities]
    known = pack.problems.get(code)
    return ProblemPage(
        code=code,
        text=text,
        signs=_signs(text),
        crops=tuple((crop.code, crop.name) for crop in crops),
        picture=crops[0].picture if crops else "lain",
        watched=bool(known and known.watchlist),
        reviewer=row.reviewer,
        approved_on=row.approved_on,
    )


def approved_texts(commodity: str) -> list[tuple[str, ProblemText]]:
    """Code and text of every approved entry about a crop, in one statement."""
    about = LibraryEntry.commodities.any(LibraryEntryCommodity.commodity_code == commodity)
    found = (
        select(ProblemVersion.problem_code, ProblemVersion.text)
        .join(ProblemApproval, ProblemApproval.problem_code == ProblemVersion.problem_code)
        .join(LibraryEntry, LibraryEntry.ref == ProblemVersion.problem_code)
        .where(ProblemVersion.n == ProblemApproval.n, LibraryEntry.kind == EntryKind.PROBLEM, about)
        .order_by(ProblemVersion.problem_code)
    )
    return [(code, texts.from_json(text)) for code, text in db.session.execute(found)]


def _signs(text: ProblemText) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    parts = region.current().plant_parts
    shown = ((parts[part], seen) for part, seen in text.signs_by_part.items() if part in parts)
    return tuple((part.name, part.picture, seen) for part, seen in shown)


def desk_entries(actor: Actor, *, drafts: bool) -> list[DeskRow]:
    """Entries that wait for an approval, or those everybody reads; by name. For whoever prepares."""
    check_may_prepare(actor.hat)
    newest = (
        select(ProblemVersion.problem_code, func.max(ProblemVersion.n).label("n"))
        .group_by(ProblemVersion.problem_code)
        .subquery()
    )
    shown = ProblemApproval.n
    waits = shown.is_(None) | (shown != newest.c.n)
    found = (
        select(Problem.code, Problem.name, newest.c.n, shown)
        .join(newest, newest.c.problem_code == Problem.code)
        .outerjoin(ProblemApproval, ProblemApproval.problem_code == Problem.code)
        .where(Problem.retired.is_(False), waits if drafts else ~waits)
        .order_by(Problem.name)
    )
    return [DeskRow(code, name, _crops_of(code), n, at) for code, name, n, at in db.session.execute(found)]


def _crops_of(code: str) -> str:
    pack = region.current()
    row = pack.problems.get(code)
    return ", ".join(pack.commodities[crop].name for crop in row.commodities) if row else ""


def desk_entry(actor: Actor, code: str) -> DeskEntry:
    """One entry on the desk. Raises NotVisible."""
    check_may_prepare(actor.hat)
    problem(code)
    newest, shown = newest_version(code), db.session.get(ProblemApproval, code)
    text = texts.from_json(newest.text)
    return DeskEntry(
        code=code,
        text=text,
        signs=_signs(text),
        n=newest.n,
        from_pack=newest.origin is Origin.PACK,
        shown=shown.n if shown else None,
        reviewer=shown.reviewer if shown else "",
        approved_on=shown.approved_on if shown else None,
        may_approve=actor.hat in APPROVERS and (shown is None or shown.n != newest.n),
        may_withdraw=actor.hat in WITHDRAWERS and shown is not None,
    )
