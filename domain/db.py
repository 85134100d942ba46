"""The database: one session, UTC moments, checked states, and transactions that read unless told to write.

SQLite and PostgreSQL behave alike here: every transaction is read-only unless
`domain.writing.write()` opened it, and the database itself refuses the rest.
"""

from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    DDL,
    Connection,
    DateTime,
    Engine,
    Enum,
    MetaData,
    String,
    Table,
    TypeDecorator,
    event,
    select,
)
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # an acknowledged order survives a power cut
    "foreign_keys=ON",
    "busy_timeout=5000",
    "recursive_triggers=ON",  # else INSERT OR REPLACE walks past a delete trigger
    "temp_store=MEMORY",
)
POSTGRES_OPTIONS = (
    "-c lock_timeout=3s -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s "
    "-c plan_cache_mode=force_custom_plan"  # a plan that does not know which words are asked is a bad one
)

writing: ContextVar[bool] = ContextVar("writing", default=False)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC, in and out, on both databases. Raises ValueError on a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A naive datetime has no place here; use domain.clock.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class MediaKey(TypeDecorator[str]):
    """The key of a file in the media folder. A file no column of this type names is swept after a day."""

    impl = String(64)
    cache_ok = True


def state(states: type[StrEnum], name: str) -> Enum:
    """A text column that holds one of `states`, kept so by a CHECK named after `name`."""
    return Enum(
        states,
        native_enum=False,
        length=32,
        create_constraint=True,
        name=name,
        values_callable=lambda members: [member.value for member in members],
    )


def append_only(table: Table) -> None:
    """Let rows of `table` be added and read, never changed or removed, on both databases."""
    for statement, dialect in append_only_ddl(table.name):
        event.listen(table, "after_create", DDL(statement).execute_if(dialect=dialect))


def append_only_ddl(name: str) -> list[tuple[str, str]]:
    """The statements of `append_only`, each with the dialect it is for; migrations use them too."""
    refuse = f"'{name} is append-only'"
    on_sqlite = [
        (
            f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, {refuse}); END",
            "sqlite",
        )
        for verb in ("UPDATE", "DELETE")
    ]
    return [
        *on_sqlite,
        (
            f"CREATE OR REPLACE FUNCTION {name}_append_only() RETURNS trigger AS "
            f"$body$ BEGIN RAISE EXCEPTION {refuse}; END $body$ LANGUAGE plpgsql",
            "postgresql",
        ),
        (
            f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {name} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}_append_only()",
            "postgresql",
        ),
        (
            f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_append_only()",
            "postgresql",
        ),
    ]


def media_keys() -> set[str]:
    """Every key a row names, over all tables: what a slice keeps in the media folder, it names in a MediaKey."""
    columns = [
        column
        for table in db.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, MediaKey)
    ]
    found = (db.session.scalars(select(column).distinct().where(column.is_not(None))) for column in columns)
    return {key for keys in found for key in keys}


def engine_options(url: str, threads: int) -> dict[str, Any]:
    """Pool and driver settings for this database. One connection a thread on SQLite, eight on PostgreSQL."""
    if url.startswith("sqlite"):
        return {"pool_size": threads + 2, "max_overflow": 0, "connect_args": {"check_same_thread": False}}
    return {
        "pool_size": 8,
        "max_overflow": 0,
        "pool_pre_ping": True,
        "connect_args": {"options": POSTGRES_OPTIONS},
    }


def prepare(engine: Engine) -> None:
    """Make `engine` open read-only transactions, or immediate writing ones inside `write()`."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgres)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin on its own
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reads = not writing.get()
    if (
        connection.info.get("query_only") is not reads
    ):  # a connection is asked to change its ways only when it must
        connection.exec_driver_sql(f"PRAGMA query_only={int(reads)}")
        connection.info["query_only"] = reads
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _begin_postgres(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.read_only = not writing.get()
