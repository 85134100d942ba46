"""Migrations and models say the same; there is one head; up, down and up again keep the rows."""

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect, text

from app import create_app
from domain.db import db, prepare, writing
from migrations.dialect import is_compared
from ops.region import load
from tests.support.databases import ON_POSTGRES, settings_for

ROOT = Path(__file__).resolve().parents[2]


def facts(connection) -> set[str]:
    """Everything the database enforces, one line a fact: columns, keys, checks, indexes, triggers."""
    look, found = inspect(connection), set()
    for table in look.get_table_names():
        if table == "alembic_version" or "_fts" in table:
            continue
        for column in look.get_columns(table):
            found.add(f"{table}.{column['name']} {column['type']} null={column['nullable']}")
        found.add(f"{table} pk {sorted(look.get_pk_constraint(table)['constrained_columns'])}")
        for key in look.get_foreign_keys(table):
            found.add(f"{table} fk {key['constrained_columns']} {key['referred_table']}")
        for index in look.get_indexes(table):
            found.add(f"{table} index {index['name']} {index['column_names']} {index['unique']}")
        for unique in look.get_unique_constraints(table):
            found.add(f"{table} unique {sorted(unique['column_names'])}")
        for check in look.get_check_constraints(table):
            found.add(f"{table} check {check['name']} {squeeze(check['sqltext'])}")
    return found | triggers(connection)


def triggers(connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type='trigger'"))
        return {f"trigger {row.name} {squeeze(row.sql)}" for row in rows}
    rows = connection.execute(
        text("SELECT tgname, pg_get_triggerdef(oid) d FROM pg_trigger WHERE NOT tgisinternal")
    )
    return {f"trigger {row.tgname} {squeeze(row.d)}" for row in rows}


def squeeze(sql: str) -> str:
    return re.sub(r"\s+", " ", sql)


def test_there_is_one_head_and_ids_are_file_names():
    script = ScriptDirectory(str(ROOT / "migrations"))
    assert len(script.get_heads()) == 1
    for revision in script.walk_revisions():
        assert Path(revision.path).stem == revision.revision


def test_models_and_migrations_say_the_same(app, tmp_path, request):
    with app.app_context(), db.engine.connect() as connection:
        migrated = facts(connection)
        compared = MigrationContext.configure(connection, opts={"include_name": is_compared})
        assert compare_metadata(compared, db.metadata) == []
    if ON_POSTGRES:
        url = request.getfixturevalue("postgres").create("from_models")
    else:
        url = f"sqlite:///{tmp_path}/models.sqlite"
    engine = create_engine(url)
    prepare(engine)
    token = writing.set(True)
    try:
        db.metadata.create_all(engine)
    finally:
        writing.reset(token)
    with engine.connect() as connection:
        modelled = facts(connection)
    engine.dispose()
    assert modelled - migrated == set(), "in the models, not in the migrations"
    assert migrated - modelled == set(), "in the migrations, not in the models"


def test_up_down_up_keeps_the_shape(tmp_path, request):
    if ON_POSTGRES:
        url = request.getfixturevalue("postgres").create("up_down_up")
    else:
        url = f"sqlite:///{tmp_path}/walk.sqlite"
    app = create_app(settings_for(tmp_path, url))
    with app.app_context():
        upgrade(ROOT / "migrations")
        load()
        with db.engine.connect() as connection:
            first = facts(connection)
        db.session.remove()
        downgrade(ROOT / "migrations", revision="base")
        with db.engine.connect() as connection:
            assert facts(connection) == set()
        upgrade(ROOT / "migrations")
        load()
        with db.engine.connect() as connection:
            assert facts(connection) == first
        db.session.remove()
        db.engine.dispose()
