"""The chain holds, and every way of bending it is found at the row."""

import contextlib
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from domain import journal
from domain.canonical import canonical
from domain.db import db, writing
from domain.people.rules import Actor, Role
from domain.writing import MayNotWrite, write

FARMER = Actor(7, Role.FARMER)
TEST_VECTOR = "860c37c9ec5a1080de68ed8cb7bf6cb6605d8374859cdc37cae7a2248b118561"
SECOND_VECTOR = "cad5d8c08ce096f66f8445019b47590ffd1486137bad77e9c0cf5f1279d4c29a"


def write_some(count: int = 5) -> None:
    for number in range(count):
        with write():
            journal.record(FARMER, "complaint.filed", f"K{number:04}", commodity="kentang")


def bend(statement: str) -> None:
    """Change the journal behind the program's back: without its triggers."""
    token = writing.set(True)
    try:
        with db.engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                for verb in ("update", "delete"):
                    connection.execute(text(f"DROP TRIGGER IF EXISTS journal_no_{verb}"))
            else:
                connection.execute(text("ALTER TABLE journal DISABLE TRIGGER USER"))
            connection.execute(text(statement))
    finally:
        writing.reset(token)


def entry() -> journal.Pending:
    return journal.Pending(
        datetime(2026, 11, 24, 1, 2, 3, 4, UTC), 7, "farmer", "complaint.filed", "K0412",
        canonical({"commodity": "kentang", "area_m2": 2600}),
    )  # fmt: skip


def test_the_format_is_frozen():
    assert entry().facts == '{"area_m2":2600,"commodity":"kentang"}'
    assert journal.link(journal.GENESIS, 1, entry()) == TEST_VECTOR


def test_a_hash_carries_the_one_before():
    assert journal.link(TEST_VECTOR, 2, entry()) == SECOND_VECTOR


def test_an_untouched_journal_holds(within):
    write_some()
    assert journal.verify() == []


@pytest.mark.parametrize(
    ("fault", "where"),
    [
        ('UPDATE journal SET facts=\'{"commodity":"apel"}\' WHERE seq=3', 3),
        ("UPDATE journal SET person_id=8 WHERE seq=2", 2),
        ("DELETE FROM journal WHERE seq=4", 5),
        ("UPDATE journal SET at='2020-01-01 00:00:00' WHERE seq=5", 5),
    ],
)
def test_a_bent_row_is_named(within, fault, where):
    write_some(6)
    bend(fault)
    assert where in {found.seq for found in journal.verify()}


def test_a_cut_tail_is_found_by_the_head_row(within):
    write_some()
    newest = journal.head()[0]
    db.session.rollback()
    bend(f"DELETE FROM journal WHERE seq={newest}")
    assert journal.verify()


def test_a_cut_tail_with_a_mended_head_is_found_by_the_noted_heads(within, tmp_path):
    write_some()
    seq, value = journal.head()
    log = tmp_path / "heads.log"
    log.write_text(f"2026-11-24T00:00:00Z {seq} {value}\n")
    before = journal.of(f"K{3:04}")[0].hash
    db.session.rollback()
    bend(f"DELETE FROM journal WHERE seq={seq}")
    bend(f"UPDATE journal_head SET seq={seq - 1}, hash='{before}'")
    assert {fault.seq for fault in journal.verify(log)} == {seq}


@pytest.mark.parametrize("statement", ["UPDATE journal SET event='x'", "DELETE FROM journal"])
def test_the_database_itself_refuses_changes(within, statement):
    write_some(1)
    with pytest.raises(DatabaseError, match="append-only"), write():
        db.session.execute(text(statement))


def test_insert_or_replace_does_not_walk_past_the_trigger(within):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("a SQLite spelling")
    write_some(1)
    with pytest.raises(DatabaseError, match="append-only"), write():
        db.session.execute(text("INSERT OR REPLACE INTO journal SELECT * FROM journal"))


def test_a_refused_block_leaves_no_entry(within):
    before = journal.head()
    with contextlib.suppress(ZeroDivisionError), write():
        journal.record(FARMER, "complaint.filed", "K0001")
        raise ZeroDivisionError
    assert journal.head() == before
    write_some(1)
    assert journal.head()[0] == before[0] + 1


def test_blocks_do_not_nest_and_reads_do_not_write(within):
    with write(), pytest.raises(MayNotWrite), write():
        pass
    with pytest.raises(DatabaseError):
        db.session.execute(text("UPDATE journal_head SET seq=0"))
    db.session.rollback()
