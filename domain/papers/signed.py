"""Signed copies: a paper signed outside (certified electronic signature), its PDF kept beside the one issued here.

The file lies under its SHA-256 outside the database; a row names hash, size, who and when. A newer copy takes
the place of an older one, whose row and journal entry stay.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain import journal
from domain.db import db
from domain.errors import RuleBroken
from domain.papers.models import Paper, SignedCopy
from domain.papers.rules import check_may_sign
from domain.people.rules import Actor
from domain.sentences import say

EVENT = "paper.signed_copy"


def keep(actor: Actor, paper: Paper, *, sha256: str, size: int) -> SignedCopy:
    """Note a signed copy that is stored already; `size` is bytes. Inside a write block. Raises RuleBroken."""
    check_may_sign(paper.kind, actor.hat, is_void=paper.voided is not None)
    db.session.get_one(Paper, paper.id, with_for_update={"key_share": True})
    before = newest(paper)
    if before is not None and before.sha256 == sha256:
        raise RuleBroken("Salinan ini sudah tersimpan.", field="file")
    copy = SignedCopy(
        paper_id=paper.id, n=before.n + 1 if before else 1, sha256=sha256, size=size,
        person_id=actor.person_id, hat=actor.hat.value,
    )  # fmt: skip
    db.session.add(copy)
    db.session.flush()
    journal.record(actor, "paper.signed_copy", paper.subject, number=paper.number, n=copy.n, sha256=sha256)
    return copy


def newest(paper: Paper) -> SignedCopy | None:
    """The copy that counts, with who brought it."""
    found = select(SignedCopy).where(SignedCopy.paper_id == paper.id).options(joinedload(SignedCopy.person))
    return db.session.scalar(found.order_by(SignedCopy.n.desc()).limit(1))


def of(subject: str) -> list[tuple[Paper, SignedCopy]]:
    """Every copy of the papers about one thing, replaced ones too, in the order they came."""
    found = select(Paper, SignedCopy).join(SignedCopy, SignedCopy.paper_id == Paper.id)
    asked = found.where(Paper.subject == subject).order_by(Paper.id, SignedCopy.n)
    return [(paper, copy) for paper, copy in db.session.execute(asked)]


def file_keys() -> set[str]:
    """Keys of all files some paper has as its signed copy; they are never swept."""
    return set(db.session.scalars(select(SignedCopy.sha256)))


def differences(read: Callable[[str], bytes | None] | None) -> Iterator[tuple[str, str]]:
    """(number, what differs): each copy against the journal, and against its file where `read` gives files."""
    noted = {(each["number"], each["n"]): each["sha256"] for each in _noted()}
    asked = select(Paper.number, SignedCopy.n, SignedCopy.sha256, SignedCopy.size)
    asked = asked.join(SignedCopy, SignedCopy.paper_id == Paper.id)
    for number, n, digest, size in db.session.execute(asked.order_by(Paper.id, SignedCopy.n)):
        if noted.pop((number, n), None) != digest:
            yield number, say("salinan bertanda tangan tidak cocok dengan jurnal")
        elif read is not None and not _fits(read(digest), digest, size):
            yield number, say("berkas salinan bertanda tangan hilang atau berubah")
    for number, _n in noted:
        yield number, say("salinan bertanda tangan hilang dari catatan")


def _noted() -> Iterator[dict[str, Any]]:
    facts = db.session.scalars(select(journal.JournalEntry.facts).where(journal.JournalEntry.event == EVENT))
    return (json.loads(each) for each in facts)


def _fits(content: bytes | None, digest: str, size: int) -> bool:
    return content is not None and len(content) == size and hashlib.sha256(content).hexdigest() == digest
