"""The journal: what happened, who did it, in one chain nobody can bend unseen.

`record()` collects entries; the write block links and inserts them last, after taking the head
row. It holds ids, codes, states, amounts and salted digests: no names, phones or free text.
It is also the outbox: jobs read it from a cursor. Format and test vector: docs/decisions/0003.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, CheckConstraint, Integer, String, Text, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.canonical import canonical
from domain.db import Model, UtcDateTime, append_only, db
from domain.people.rules import Actor

GENESIS = "0" * 64
_PENDING = "journal"
_BATCH = 2_000
_CODE = re.compile(r"[\w:./|,+=@-]{0,100}")
_OF_A_PERSON = re.compile(r"(\+?62|0)8\d{7,12}|\d{15,16}")  # a phone; a NIK or NPWP
Fact = str | int | bool | None | list[str] | list[int]


class JournalEntry(Model):
    __tablename__ = "journal"
    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[int | None]
    hat: Mapped[str] = mapped_column(String(32))
    event: Mapped[str] = mapped_column(String(64), index=True)
    subject: Mapped[str] = mapped_column(String(64), index=True)
    facts: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class JournalHead(Model):
    """One row: the number and hash of the newest entry."""

    __tablename__ = "journal_head"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


append_only(JournalEntry.__table__)  # type: ignore[arg-type]
_HEAD = select(JournalHead.seq, JournalHead.hash)


class Pending(NamedTuple):
    at: datetime
    person_id: int | None
    hat: str
    event: str
    subject: str
    facts: str


class Fault(NamedTuple):
    """A place where the chain does not hold: the entry's number and a sentence."""

    seq: int
    reason: str


def record(actor: Actor, event: str, subject: str, **facts: Fact) -> None:
    """Note that `actor` did `event` to `subject`; written when the write block ends.

    Facts are ids, codes, states, amounts and digests. Raises ValueError for words or a person's number:
    what is written here can never be taken back.
    """
    for fact in facts.values():
        _check_code(event, fact)
    entry = Pending(clock.now(), actor.person_id, str(actor.hat), event, subject, canonical(facts))
    db.session.info.setdefault(_PENDING, []).append(entry)


def _check_code(event: str, fact: Fact) -> None:
    if isinstance(fact, (list, tuple)):
        for each in fact:
            _check_code(event, each)
    elif isinstance(fact, str) and (not _CODE.fullmatch(fact) or _OF_A_PERSON.fullmatch(fact)):
        raise ValueError(f"{event}: a fact must be a code, not words or a person's number")


def digest(text: str, salt: str) -> str:
    """A salted digest of free text (64 hex). Without the salt, kept with the row, it says nothing."""
    return hmac.new(salt.encode(), text.encode(), hashlib.sha256).hexdigest()


def link(previous: str, seq: int, entry: Pending) -> str:
    """The hash of an entry: SHA-256 over the canonical JSON array of its fields and the hash before."""
    fields = [previous, seq, _stamp(entry.at), *entry[1:]]
    text = json.dumps(fields, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def mark() -> int:
    """How many entries wait; `cut_back` to it when a savepoint is rolled back."""
    return len(db.session.info.get(_PENDING, []))


def cut_back(to: int) -> None:
    del db.session.info.get(_PENDING, [])[to:]


def forget() -> None:
    db.session.info.pop(_PENDING, None)


def seal() -> None:
    """Link and insert what was recorded. Called once, last, by the write block."""
    pending: list[Pending] = db.session.info.pop(_PENDING, [])
    if not pending:
        return
    db.session.flush()
    head = db.session.scalars(select(JournalHead).with_for_update()).one()
    seq, previous, rows = head.seq, head.hash, []
    for entry in pending:
        seq += 1
        linked = link(previous, seq, entry)
        rows.append({"seq": seq, **entry._asdict(), "previous": previous, "hash": linked})
        previous = linked
    db.session.execute(insert(JournalEntry), rows)
    db.session.execute(update(JournalHead).values(seq=seq, hash=previous))


def head() -> tuple[int, str]:
    """Number and hash of the newest entry; (0, zeros) when nothing happened yet."""
    row = db.session.execute(_HEAD).one()
    return row.seq, row.hash


def newest() -> int | None:
    """The number of the newest entry, or None when the database does not answer."""
    try:
        return head()[0]
    except SQLAlchemyError:
        return None


def of(subject: str) -> list[JournalEntry]:
    """All entries about `subject`, oldest first."""
    found = select(JournalEntry).where(JournalEntry.subject == subject).order_by(JournalEntry.seq)
    return list(db.session.scalars(found))


def verify(noted_heads: Path | None = None) -> list[Fault]:
    """Recompute the whole chain in one snapshot; compare with the head row and the noted heads."""
    level = "REPEATABLE READ" if db.engine.dialect.name == "postgresql" else None
    with db.engine.connect() as connection:
        if level:
            connection = connection.execution_options(isolation_level=level)
        with connection.begin():
            stream = connection.execute(
                select(JournalEntry.__table__).order_by(JournalEntry.seq).execution_options(yield_per=_BATCH)
            )
            hashes: dict[int, str] = {}
            faults = list(_broken_links(stream, hashes))
            seq, newest = connection.execute(select(JournalHead.seq, JournalHead.hash)).one()
    if (seq, newest) != (len(hashes), hashes.get(seq, GENESIS)):
        faults.append(Fault(seq, "kepala jurnal tidak cocok dengan catatan terakhir"))
    return faults + list(_missing_heads(noted_heads, hashes))


def _broken_links(rows: Any, hashes: dict[int, str]) -> Iterator[Fault]:
    previous = GENESIS
    for expected, row in enumerate(rows, start=1):
        entry = Pending(row.at, row.person_id, row.hat, row.event, row.subject, row.facts)
        if row.seq != expected:
            yield Fault(row.seq, f"nomor melompat, seharusnya {expected}")
        if row.previous != previous or row.hash != link(row.previous, row.seq, entry):
            yield Fault(row.seq, "isi atau rantai tidak cocok dengan sidik jarinya")
        previous = row.hash
        hashes[row.seq] = row.hash


def _missing_heads(noted: Path | None, hashes: dict[int, str]) -> Iterator[Fault]:
    if noted is None or not noted.exists():
        return
    for line in noted.read_text().splitlines():
        _when, seq, value = line.split()
        if int(seq) and hashes.get(int(seq)) != value:
            yield Fault(int(seq), "pernah dicatat di heads.log, sekarang berbeda atau hilang")
