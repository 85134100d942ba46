"""Everything on file about one purchase, as named files: papers, what they say, photos, the journal with its hashes."""

import json
from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.orm import undefer

from domain import journal
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.papers import signed
from domain.papers.models import Paper, PaperFile, SignedCopy, TaxInvoiceCopy
from domain.people.rules import Actor
from domain.purchases import milestones, queries
from domain.purchases.audit.completeness import CaseFile, file_of
from domain.purchases.audit.replay import RuleText, rules_of
from domain.purchases.models import Purchase, Receipt


def files_of(actor: Actor, code: str, read: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """Name -> content, for a zip; `read` gives a photo or a signed copy by its key, None when it is lost. Raises NotVisible."""
    purchase = queries.whole(actor, code)
    stored = photos_of(purchase) | _signed(purchase.code)
    photos = {name: read(key) for name, key in stored.items()}
    asked = select(Paper, PaperFile.pdf).outerjoin(PaperFile).where(Paper.subject == purchase.code)
    found = {name: content for name, content in photos.items() if content is not None}
    entries = journal.of(purchase.code)
    found |= {"jurnal.jsonl": _journal(entries), "aturan.json": _rules(rules_of(purchase, entries))}
    for paper, pdf in db.session.execute(asked.options(undefer(Paper.snapshot)).order_by(Paper.id)):
        name = f"surat/{paper.id:06}-{paper.kind.value}-{paper.seq:04}"
        found[f"{name}.json"] = paper.snapshot.encode()
        if pdf is not None:
            found[f"{name}.pdf"] = pdf
    lost = [name for name, content in photos.items() if content is None]
    found["KELENGKAPAN.txt"] = _complete(file_of(purchase), lost)
    return found


def photos_of(purchase: Purchase) -> dict[str, str]:
    """The photos that show what came, went out and was done: name in the zip -> key of the picture."""
    if purchase.kind is FulfilmentKind.RENTAL:
        seen = {
            f"foto/sewa-{each.step.value}.jpg": each.photo_key for each in queries.checklists_of(purchase)
        }
    elif purchase.kind is FulfilmentKind.ORGANISER:
        seen = {f"foto/tahap-{each.position:02}.jpg": each.photo_key for each in milestones.of(purchase)}
    else:
        came = select(Receipt.n, Receipt.photo_key).where(Receipt.purchase_id == purchase.id)
        seen = {f"foto/datang-{n:02}.jpg": key for n, key in db.session.execute(came.order_by(Receipt.n))}
    return {name: key for name, key in seen.items() if key}


def _signed(code: str) -> dict[str, str]:
    """The papers as signed outside and faktur pajak, replaced ones too: name in the zip -> key of the PDF."""
    return {
        f"surat/{paper.id:06}-{paper.kind.value}-{paper.seq:04}-{name}-{copy.n}.pdf": copy.sha256
        for table, name in ((SignedCopy, "bertanda-tangan"), (TaxInvoiceCopy, "faktur-pajak"))
        for paper, copy in signed.of(code, table)
    }


def is_whole(files: dict[str, bytes]) -> bool:
    """Whether the sheet inside finds nothing missing."""
    return b"BELUM ADA" not in files["KELENGKAPAN.txt"]


def _complete(file: CaseFile, lost: list[str]) -> bytes:
    """What is here and what is missing, on a sheet of its own."""
    missing = [item for item in file.items if not item.there]
    head = (
        f"Berkas {file.code} BELUM LENGKAP: {len(missing) + len(lost)} hal belum ada."
        if missing or lost
        else f"Berkas {file.code} lengkap untuk keadaannya sekarang."
    )
    told = [f"[{'ada' if item.there else 'BELUM ADA'}] {item.title}: {item.note}" for item in file.items]
    told += [f"[BELUM ADA] {name}: fotonya tidak ditemukan di penyimpanan." for name in lost]
    return ("\n".join([head, "", *told]) + "\n").encode()


def _journal(entries: Iterable[journal.JournalEntry]) -> bytes:
    lines = [
        {
            "seq": entry.seq, "at": f"{entry.at:%Y-%m-%dT%H:%M:%S.%fZ}", "person_id": entry.person_id,
            "hat": entry.hat, "event": entry.event, "subject": entry.subject, "facts": entry.facts,
            "previous": entry.previous, "hash": entry.hash,
        }
        for entry in entries
    ]  # fmt: skip
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()


def _rules(rules: tuple[RuleText, ...]) -> bytes:
    said = [
        rule._asdict() | {"valid_from": str(rule.valid_from), "valid_to": str(rule.valid_to or "")}
        for rule in rules
    ]
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
