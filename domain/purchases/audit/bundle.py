"""Everything on file about one purchase, as named files: papers, what they say, the journal with its hashes."""

import json

from sqlalchemy import select
from sqlalchemy.orm import undefer

from domain import journal
from domain.db import db
from domain.papers.models import Paper, PaperFile
from domain.people.rules import Actor
from domain.purchases import queries
from domain.purchases.audit.replay import RuleText, replay


def files_of(actor: Actor, code: str) -> dict[str, bytes]:
    """Name -> content, for a zip. Raises NotVisible."""
    purchase = queries.get(actor, code)
    asked = select(Paper).where(Paper.subject == purchase.code).options(undefer(Paper.snapshot))
    sealed = select(PaperFile.paper_id, PaperFile.pdf).join(Paper).where(Paper.subject == purchase.code)
    pdfs: dict[int, bytes] = dict(db.session.execute(sealed).all())  # type: ignore[arg-type]
    found = {"jurnal.jsonl": _journal(purchase.code), "aturan.json": _rules(replay(actor, code).rules)}
    for paper in db.session.scalars(asked.order_by(Paper.id)):
        name = f"surat/{paper.id:06}-{paper.kind.value}-{paper.seq:04}"
        found[f"{name}.json"] = paper.snapshot.encode()
        if paper.id in pdfs:
            found[f"{name}.pdf"] = pdfs[paper.id]
    return found


def _journal(code: str) -> bytes:
    lines = [
        {
            "seq": entry.seq, "at": f"{entry.at:%Y-%m-%dT%H:%M:%S.%fZ}", "person_id": entry.person_id,
            "hat": entry.hat, "event": entry.event, "subject": entry.subject, "facts": entry.facts,
            "previous": entry.previous, "hash": entry.hash,
        }
        for entry in journal.of(code)
    ]  # fmt: skip
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()


def _rules(rules: tuple[RuleText, ...]) -> bytes:
    said = [
        rule._asdict() | {"valid_from": str(rule.valid_from), "valid_to": str(rule.valid_to or "")}
        for rule in rules
    ]
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
