"""Papers by subject, and by the code anybody may check."""

import json
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, undefer

from domain import clock
from domain.canonical import fingerprint
from domain.db import db
from domain.errors import NotVisible
from domain.papers import signed
from domain.papers.models import Paper, PaperFile, PaperTrouble
from domain.papers.rules import TITLES, VOID_WORDS
from domain.papers.sheets import Sheet, sheet_of

_BESIDE = (joinedload(Paper.file), joinedload(Paper.voided), joinedload(Paper.trouble))


class Checked(NamedTuple):
    """What the public check page says of a paper: nothing personal."""

    title: str
    number: str
    issued_on: date
    office: str
    vendor: str
    total: int | None
    genuine: bool
    void: str
    has_signed_copy: bool
    pdf_sha256: str | None
    journal_seq: int
    journal_hash: str


def of(subject: str) -> list[Paper]:
    """Papers about one thing, in the order they were issued, each with whether its PDF is sealed.

    The caller has already made sure that the actor may see the thing itself.
    """
    found = select(Paper).where(Paper.subject == subject).options(*_BESIDE)
    return list(db.session.scalars(found.order_by(Paper.id)))


def get(subject: str, paper_id: int) -> Paper:
    """One paper of a thing the actor may see, with its snapshot. Raises NotVisible."""
    found = select(Paper).where(Paper.id == paper_id, Paper.subject == subject)
    paper = db.session.scalar(found.options(undefer(Paper.snapshot), *_BESIDE))
    if paper is None:
        raise NotVisible(str(paper_id))
    return paper


def sheet(paper: Paper) -> Sheet:
    """The paper as fields, the same the PDF is printed from."""
    return sheet_of(says(paper))


def says(paper: Paper) -> dict[str, Any]:
    """What is printed on the paper."""
    return json.loads(paper.snapshot)


def void_words(paper: Paper) -> str:
    """Why the paper is in force no longer; empty while it is."""
    return VOID_WORDS[paper.voided.why] if paper.voided else ""


def void_note(paper: Paper) -> str:
    """What the parties were told about it; empty when nothing was."""
    return paper.voided.note if paper.voided else ""


def pdf_of(paper: Paper) -> bytes | None:
    """The sealed bytes, or None while they are being made."""
    return db.session.scalar(select(PaperFile.pdf).where(PaperFile.paper_id == paper.id))


def unsealed(limit: int = 50, *, newest_first: bool = False) -> list[Paper]:
    """Papers whose PDF is to be made now, oldest first unless told otherwise; failed ones after their wait."""
    order = Paper.id.desc() if newest_first else Paper.id
    found = select(Paper).outerjoin(PaperFile).outerjoin(PaperTrouble).where(PaperFile.paper_id.is_(None))
    found = found.where(or_(PaperTrouble.paper_id.is_(None), PaperTrouble.next_try_at <= clock.now()))
    return list(db.session.scalars(found.options(undefer(Paper.snapshot)).order_by(order).limit(limit)))


def in_trouble() -> int:
    """How many papers could not be made into a PDF yet and wait to be tried again."""
    return db.session.scalar(select(func.count()).select_from(PaperTrouble)) or 0


def check(code: str) -> Checked:
    """Look a paper up by its printed code. Raises NotVisible."""
    found = select(Paper).where(Paper.verify_code == code)
    paper = db.session.scalar(found.options(undefer(Paper.snapshot), *_BESIDE))
    if paper is None:
        raise NotVisible(code)
    told = says(paper)
    return Checked(
        title=TITLES[paper.kind],
        number=paper.number,
        issued_on=date.fromisoformat(told["issued_on"]),
        office=told["office"]["name"],
        vendor=told["vendor"]["name"],
        total=told.get("total"),
        genuine=fingerprint(told) == paper.snapshot_sha256,
        void=void_words(paper),
        has_signed_copy=signed.newest(paper) is not None,
        pdf_sha256=paper.file.pdf_sha256 if paper.file else None,
        journal_seq=paper.journal_seq,
        journal_hash=paper.journal_hash,
    )
