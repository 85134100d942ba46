"""Runs migrations in write mode, with foreign keys checked after instead of during on SQLite."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from domain.db import MediaKey, UtcDateTime, writing
from migrations.dialect import is_compared

database = current_app.extensions["migrate"].db
config = context.config


def render_item(kind, item, autogen_context):
    """Write our own column types: a moment by its name, a key of the media folder as the text it is."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "UtcDateTime()"
    return "sa.String(length=64)" if kind == "type" and isinstance(item, MediaKey) else False


def number_revision(_context, _revision, directives) -> None:
    """Revision ids are file stems: 0007_order_tax_lines."""
    script = directives[0]
    newest = context.script.get_current_head() or "0000"
    stem = (script.message or "change").replace(" ", "_").lower()
    script.rev_id = f"{int(newest[:4]) + 1:04}_{stem}"


def run() -> None:
    """Upgrade or downgrade, one transaction a migration."""
    engine = database.engine
    token = writing.set(True)
    try:
        with engine.connect() as connection:
            on_sqlite = engine.dialect.name == "sqlite"
            if on_sqlite:
                _foreign_keys(connection, "OFF")
            context.configure(
                connection=connection,
                target_metadata=database.metadata,
                render_item=render_item,
                include_name=is_compared,
                process_revision_directives=number_revision,
                transaction_per_migration=False,
            )
            with context.begin_transaction():
                context.run_migrations()
                if on_sqlite:
                    _refuse_orphans(connection)
            if on_sqlite:
                _foreign_keys(connection, "ON")
    finally:
        writing.reset(token)


def _foreign_keys(connection: Connection, switch: str) -> None:
    """The pragma only works outside a transaction, so straight to the driver."""
    connection.connection.driver_connection.execute(f"PRAGMA foreign_keys={switch}")


def _refuse_orphans(connection: Connection) -> None:
    orphans = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    if orphans:
        raise RuntimeError(f"foreign keys broken by this migration: {orphans[:5]}")


run()
