"""What migrations need beyond plain Alembic: append-only tables, and rebuilding a SQLite table whole."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy import Column, ForeignKeyConstraint, text

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
    """Let a column of `domain.db.state` hold exactly these; rows, other CHECKs, indexes and triggers stay."""
    name, listed = f"ck_{table}_{column}", ", ".join(f"'{state}'" for state in states)
    check = f"{column} IN ({listed})"
    if not on_sqlite():
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, check)
        return
    remake(table, lambda old: _replaced(old, name, check))


def replace_check(table: str, name: str, condition: str) -> None:
    """Give a named CHECK another condition; nothing else of the table changes."""
    full = f"ck_{table}_{name}"
    if on_sqlite():
        remake(table, lambda old: _replaced(old, full, condition))
        return
    op.drop_constraint(op.f(full), table, type_="check")
    op.create_check_constraint(op.f(full), table, condition)


def add_check(table: str, name: str, condition: str) -> None:
    """One more named CHECK; nothing else of the table changes."""
    full = f"ck_{table}_{name}"
    if on_sqlite():
        told = f", CONSTRAINT {full} CHECK ({condition}))"
        remake(table, lambda old: old[: old.rindex(")")].rstrip() + told)
        return
    op.create_check_constraint(op.f(full), table, condition)


def drop_check(table: str, name: str) -> None:
    """Take a named CHECK away (it may hold one level of parentheses)."""
    full = f"ck_{table}_{name}"
    if on_sqlite():
        cut = rf",\s*CONSTRAINT {full} CHECK \((?:[^()]|\([^()]*\))*\)"
        remake(table, lambda old: re.sub(cut, "", old, count=1))
        return
    op.drop_constraint(op.f(full), table, type_="check")


def add_columns(
    table: str, columns: Sequence[Column], foreign_keys: Sequence[ForeignKeyConstraint] = ()
) -> None:
    """Add columns, and foreign keys of theirs; a column that may not be empty is filled with its `server_default`.

    The default is for the rows that are there: the table keeps none.
    """
    if on_sqlite():
        fill = {each.name: _default(each) for each in columns if each.server_default is not None}
        remake(table, lambda old: _widened(old, columns, foreign_keys), fill)
        return
    for column in columns:
        op.add_column(table, column)
        if column.server_default is not None:
            op.alter_column(table, column.name, server_default=None)
    for each in foreign_keys:
        elements = [element.target_fullname.split(".") for element in each.elements]
        op.create_foreign_key(
            each.name, table, elements[0][0], list(each.column_keys), [part[1] for part in elements]
        )


def drop_columns(table: str, columns: Sequence[str], foreign_keys: Sequence[str] = ()) -> None:
    """Take columns and foreign keys of theirs away again."""
    if on_sqlite():
        remake(table, lambda old: _narrowed(old, columns, foreign_keys))
        return
    for name in foreign_keys:
        op.drop_constraint(name, table, type_="foreignkey")
    for name in columns:
        op.drop_column(table, name)


def remake(table: str, change: Callable[[str], str], fill: Mapping[str, str] | None = None) -> None:
    """Make a SQLite table anew from its own DDL, changed; rows, indexes and triggers stay.

    SQLite cannot alter a constraint, and a batch loses the CHECKs. `fill` maps new columns to SQL values.
    """
    kept, run = _extras(table), op.get_bind().exec_driver_sql
    look = text("SELECT sql FROM sqlite_master WHERE type='table' AND name=:table")
    new = change(op.get_bind().execute(look, {"table": table}).scalar_one())
    run(re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_new", new))
    before, after = (
        [row[1] for row in run(f"PRAGMA table_info({name})")] for name in (table, f"{table}_new")
    )
    values = {name: name for name in after if name in before} | dict(fill or {})
    run(f"INSERT INTO {table}_new ({', '.join(values)}) SELECT {', '.join(values.values())} FROM {table}")
    run(f"DROP TABLE {table}")
    run(f"ALTER TABLE {table}_new RENAME TO {table}")
    _restore(kept)


def _replaced(old: str, name: str, check: str) -> str:
    """The DDL with another condition in a named CHECK (its old one may hold one level of parentheses)."""
    new, found = re.subn(
        rf"CONSTRAINT {name} CHECK \((?:[^()]|\([^()]*\))*\)", f"CONSTRAINT {name} CHECK ({check})", old
    )
    if found != 1:
        raise RuntimeError(f"there is no CHECK {name} to replace")
    return new


def _widened(old: str, columns: Sequence[Column], foreign_keys: Sequence[ForeignKeyConstraint]) -> str:
    """The DDL with columns behind the other ones, in front of the constraints, and keys at its end."""
    at = old.index("CONSTRAINT")
    told = "".join(f"{_column(column)}, " for column in columns)
    keys = "".join(f", {_foreign_key(each)}" for each in foreign_keys)
    return old[:at] + told + old[at : old.rindex(")")] + keys + ")"


def _narrowed(old: str, columns: Sequence[str], foreign_keys: Sequence[str]) -> str:
    """The DDL without these columns and keys. Raises RuntimeError when one is not there."""
    cuts = [rf"\b{name} [A-Z][^,]*,\s*" for name in columns]
    cuts += [rf",\s*CONSTRAINT {name} FOREIGN KEY\([^)]*\) REFERENCES \w+ \([^)]*\)" for name in foreign_keys]
    for cut in cuts:
        old, found = re.subn(cut, "", old, count=1)
        if found != 1:
            raise RuntimeError(f"{cut} is not there to take away")
    return old


def _column(column: Column) -> str:
    kind = column.type.compile(op.get_bind().dialect)
    return f"{column.name} {kind}" + ("" if column.nullable else " NOT NULL")


def _default(column: Column) -> str:
    return str(column.server_default.arg)  # type: ignore[union-attr]


def _foreign_key(key: ForeignKeyConstraint) -> str:
    table = key.elements[0].target_fullname.split(".")[0]
    targets = ", ".join(element.target_fullname.split(".")[1] for element in key.elements)
    return f"CONSTRAINT {key.name} FOREIGN KEY({', '.join(key.column_keys)}) REFERENCES {table} ({targets})"


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
