"""Issuing a numbered paper inside the caller's write block, and sealing its PDF after it."""

import hashlib
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from domain import clock, journal, region
from domain.canonical import canonical, fingerprint
from domain.db import db
from domain.papers import rules
from domain.papers.models import NumberSeries, Paper, PaperFile, PaperTrouble, PaperVoid
from domain.papers.rules import PaperKind, VoidReason
from domain.people.rules import SYSTEM, Actor


def issue(actor: Actor, kind: PaperKind, *, owner: str, subject: str, snapshot: dict[str, Any]) -> Paper:
    """Give the next number of the series and keep what the paper says. Knows nothing of purchases.

    `snapshot` holds everything printed but number, date and code, which are added here. Raises
    RuleBroken when today lies before the date of the number in front.
    """
    on = clock.today()
    seq = _next(kind, owner, on)
    head_seq, head_hash = journal.head()
    number = rules.number(region.current().numbers.of(kind), seq=seq, owner=owner, on=on)
    code = rules.new_code()
    says = snapshot | {
        "kind": kind.value,
        "title": rules.TITLES[kind],
        "number": number,
        "issued_on": on.isoformat(),
        "verify_code": code,
        "journal": {"seq": head_seq, "hash": head_hash},
        "government": region.current().names.government,
        "city": region.current().names.city,
    }
    paper = Paper(
        kind=kind, owner=owner, year=on.year, seq=seq, number=number, subject=subject, issued_on=on,
        snapshot=canonical(says), snapshot_sha256=fingerprint(says), verify_code=code,
        journal_seq=head_seq, journal_hash=head_hash,
    )  # fmt: skip
    db.session.add(paper)
    db.session.flush()
    journal.record(
        actor, "paper.issued", subject, kind=kind.value, number=number, sha256=paper.snapshot_sha256
    )
    return paper


def _next(kind: PaperKind, owner: str, on: date) -> int:
    """The next number, from a locked row: no gap, no double, no date going backwards."""
    key = {"kind": kind, "owner": owner, "year": on.year}
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    first = dialect.insert(NumberSeries).values(**key, last_seq=0, last_date=on)
    db.session.execute(first.on_conflict_do_nothing())
    found = select(NumberSeries).filter_by(**key).with_for_update()
    series = db.session.scalars(found.execution_options(populate_existing=True)).one()
    rules.check_date(on, series.last_date)
    series.last_seq += 1
    series.last_date = on
    db.session.flush()
    return series.last_seq


def seal(paper_id: int, pdf: bytes) -> PaperFile | None:
    """Keep the PDF of a paper, once. None when another job was quicker."""
    paper = db.session.get_one(Paper, paper_id, with_for_update={"key_share": True})
    if db.session.get(PaperFile, paper_id) is not None:
        return None
    digest = hashlib.sha256(pdf).hexdigest()
    sealed = PaperFile(paper_id=paper_id, pdf=pdf, pdf_sha256=digest, size=len(pdf))
    db.session.add(sealed)
    trouble = db.session.get(PaperTrouble, paper_id)
    if trouble is not None:
        db.session.delete(trouble)
    journal.record(SYSTEM, "paper.sealed", paper.subject, number=paper.number, sha256=digest)
    return sealed


def note_trouble(paper_id: int, error: str) -> PaperTrouble:
    """The PDF of a paper could not be made; it is tried again later, and does not hold up the others.

    `error` names the kind of failure, never what the paper says.
    """
    paper = db.session.get_one(Paper, paper_id, with_for_update={"key_share": True})
    trouble = db.session.get(PaperTrouble, paper_id)
    if trouble is None:
        trouble = PaperTrouble(paper_id=paper_id, attempts=0)
        db.session.add(trouble)
    trouble.attempts += 1
    trouble.error = error[:80]
    trouble.next_try_at = clock.now() + rules.wait_after(trouble.attempts)
    db.session.flush()
    journal.record(
        SYSTEM, "paper.not_sealed", paper.subject, number=paper.number, attempts=trouble.attempts,
        error=trouble.error,
    )  # fmt: skip
    return trouble


def void(actor: Actor, paper: Paper, why: VoidReason, note: str = "") -> PaperVoid:
    """Mark a paper as no longer in force. Its number stays; whoever checks it is told, the note only the parties."""
    marked = PaperVoid(paper_id=paper.id, why=why, note=note)
    db.session.add(marked)
    db.session.flush()
    journal.record(actor, "paper.voided", paper.subject, number=paper.number, why=why.value)
    return marked
