"""PDFs from outside kept beside a paper: as signed there (certified electronic signature), or a bill's faktur pajak.

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
from domain.papers.models import Copy, Paper, SignedCopy, TaxInvoiceCopy
from domain.papers.rules import check_may_bring_tax_invoice, check_may_sign
from domain.people.rules import Actor
from domain.sentences import say

NAMES = {SignedCopy: say("salinan bertanda tangan"), TaxInvoiceCopy: say("faktur pajak")}
EVENTS: dict[type[Copy], str] = {SignedCopy: "paper.signed_copy", TaxInvoiceCopy: "paper.tax_invoice"}


def keep(actor: Actor, paper: Paper, *, sha256: str, size: int) -> Copy:
    """Note a signed copy that is stored already; `size` is bytes. Inside a write block. Raises RuleBroken."""
    check_may_sign(paper.kind, actor.hat, is_void=paper.voided is not None)
    copy = _keep(SignedCopy, actor, paper, sha256, size)
    journal.record(actor, "paper.signed_copy", paper.subject, number=paper.number, n=copy.n, sha256=sha256)
    return copy


def keep_tax_invoice(actor: Actor, paper: Paper, *, sha256: str, size: int) -> Copy:
    """The same for the faktur pajak of a bill."""
    check_may_bring_tax_invoice(paper.kind, actor.hat, is_void=paper.voided is not None)
    copy = _keep(TaxInvoiceCopy, actor, paper, sha256, size)
    journal.record(actor, "paper.tax_invoice", paper.subject, number=paper.number, n=copy.n, sha256=sha256)
    return copy


def _keep(table: type[Copy], actor: Actor, paper: Paper, sha256: str, size: int) -> Copy:
    db.session.get_one(Paper, paper.id, with_for_update={"key_share": True})
    before = newest(paper, table)
    if before is not None and before.sha256 == sha256:
        raise RuleBroken("Salinan ini sudah tersimpan.", field="file")
    copy = table(
        paper_id=paper.id, n=before.n + 1 if before else 1, sha256=sha256, size=size,
        person_id=actor.person_id, hat=actor.hat.value,
    )  # fmt: skip
    db.session.add(copy)
    db.session.flush()
    return copy


def newest(paper: Paper, table: type[Copy] = SignedCopy) -> Copy | None:
    """The copy that counts, with who brought it."""
    found = select(table).where(table.paper_id == paper.id).options(joinedload(table.person))
    return db.session.scalar(found.order_by(table.n.desc()).limit(1))


def tax_invoice_of(bill: Paper) -> Copy | None:
    """The faktur pajak of a bill that counts, with who brought it."""
    return newest(bill, TaxInvoiceCopy)


def of(subject: str, table: type[Copy] = SignedCopy) -> list[tuple[Paper, Copy]]:
    """Every copy of the papers about one thing, replaced ones too, in the order they came."""
    found = select(Paper, table).join(table, table.paper_id == Paper.id)
    asked = found.where(Paper.subject == subject).order_by(Paper.id, table.n)
    return [(paper, copy) for paper, copy in db.session.execute(asked)]


def file_keys() -> set[str]:
    """Keys of all files some paper has beside it; they are never swept."""
    return {key for table in EVENTS for key in db.session.scalars(select(table.sha256))}


def differences(read: Callable[[str], bytes | None] | None) -> Iterator[tuple[str, str]]:
    """(number, what differs): each copy against the journal, and against its file where `read` gives files."""
    for table in EVENTS:
        yield from _differences(table, read)


def _differences(table: type[Copy], read: Callable[[str], bytes | None] | None) -> Iterator[tuple[str, str]]:
    name = NAMES[table]
    noted = {(each["number"], each["n"]): each["sha256"] for each in _noted(EVENTS[table])}
    asked = select(Paper.number, table.n, table.sha256, table.size).join(table, table.paper_id == Paper.id)
    for number, n, digest, size in db.session.execute(asked.order_by(Paper.id, table.n)):
        if noted.pop((number, n), None) != digest:
            yield number, say("{name} tidak cocok dengan jurnal", name=name)
        elif read is not None and not _fits(read(digest), digest, size):
            yield number, say("berkas {name} hilang atau berubah", name=name)
    for number, _n in noted:
        yield number, say("{name} hilang dari catatan", name=name)


def _noted(event: str) -> Iterator[dict[str, Any]]:
    facts = db.session.scalars(select(journal.JournalEntry.facts).where(journal.JournalEntry.event == event))
    return (json.loads(each) for each in facts)


def _fits(content: bytes | None, digest: str, size: int) -> bool:
    return content is not None and len(content) == size and hashlib.sha256(content).hexdigest() == digest
