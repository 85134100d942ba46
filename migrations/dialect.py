"""What migrations need beyond plain Alembic: append-only tables, and rebuilding a SQLite table whole."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy import text

from domain.db import append_only_ddl


def is_compared(name: str | None, _kind: str, _parents: dict) -> bool:
    """Whether models and database are compared here: search indexes are plain DDL, told by `_fts` in the name."""
    return "_fts" not in (name or "")


def on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def make_append_only(table: str) -> None:
    """Create the triggers that let rows of `table` be added, never changed."""
    dialect = op.get_bind().dialect.name
    for statement, wanted in append_only_ddl(table):
        if wanted == dialect:
            op.execute(statement.replace("%", "%%") if dialect == "postgresql" else statement)


def drop_append_only_function(table: str) -> None:
    """After dropping the table: its trigger function, which PostgreSQL keeps."""
    if not on_sqlite():
        op.execute(f"DROP FUNCTION IF EXISTS {table}_append_only()")


@contextmanager
def rebuild(table: str) -> Iterator[BatchOperations]:
    """Alter `table` in a batch; on SQLite its triggers and expression indexes are saved and restored.

    A plain batch copies the rows into a new table and silently loses both.
    """
    kept = _extras(table) if on_sqlite() else []
    with op.batch_alter_table(table) as batch:
        yield batch
    _restore(kept)


def replace_states(table: str, column: str, states: Sequence[str]) -> None:
    """Let a column of `domain.db.state` hold exactly these; rows, other CHECKs, indexes and triggers stay.

    SQLite cannot alter a CHECK, and a batch loses the others: the table is made anew from its own DDL.
    """
    name, listed = f"ck_{table}_{column}", ", ".join(f"'{state}'" for state in states)
    check = f"{column} IN ({listed})"
    if not on_sqlite():
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, check)
        return
    kept = _extras(table)
    look = text("SELECT sql FROM sqlite_master WHERE type='table' AND name=:table")
    old = op.get_bind().execute(look, {"table": table}).scalar_one()
    new, found = re.subn(
        rf"CONSTRAINT {name} CHECK \({column} IN \([^)]*\)\)", f"CONSTRAINT {name} CHECK ({check})", old
    )
    if found != 1:
        raise RuntimeError(f"{table} has no CHECK {name} to replace")
    run = op.get_bind().exec_driver_sql
    run(re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_new", new))
    run(f"INSERT INTO {table}_new SELECT * FROM {table}")
    run(f"DROP TABLE {table}")
    run(f"ALTER TABLE {table}_new RENAME TO {table}")
    _restore(kept)


def _restore(kept: list[tuple[str, str, str]]) -> None:
    for kind, name, sql in kept:
        there = op.get_bind().execute(
            text("SELECT 1 FROM sqlite_master WHERE type=:kind AND name=:name"), {"kind": kind, "name": name}
        )
        if there.first() is None:
            op.execute(text(sql))


def _extras(table: str) -> list[tuple[str, str, str]]:
    found = op.get_bind().execute(
        text(
            "SELECT type, name, sql FROM sqlite_master "
            "WHERE tbl_name=:table AND type IN ('trigger', 'index') AND sql IS NOT NULL"
        ),
        {"table": table},
    )
    return [(row.type, row.name, row.sql) for row in found]
