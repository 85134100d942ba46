"""A fresh database for every test that asks for one, migrated once and copied.

SQLite by default; LUMBUNG_TEST_DATABASE=postgresql runs the same tests on PostgreSQL.
"""

import os
import shutil
from functools import cache
from itertools import count
from pathlib import Path
from unittest.mock import patch

import pytest
from flask_migrate import upgrade
from jinja2 import BytecodeCache
from sqlalchemy import Engine, create_engine, text
from werkzeug.routing import Rule

from app import create_app
from config import Settings
from domain import region
from domain.db import db
from tests.support.postgres import Server

ROOT = Path(__file__).resolve().parents[2]
TEST_REGION = ROOT / "tests" / "regions" / "tiga-desa"
ON_POSTGRES = os.environ.get("LUMBUNG_TEST_DATABASE") == "postgresql"
_numbers = count(1)
_compile = Rule.compile
_compiled: dict[tuple, Rule] = {}
_read_region = cache(region.read)


def _compile_once(rule: Rule) -> None:
    """Werkzeug compiles every address of every app. Tests make thousands of apps with the same addresses, so
    each address is compiled once a process."""
    key = (rule.rule, repr(rule.defaults), rule.merge_slashes, frozenset(rule.map.converters.items()))
    if key not in _compiled:
        _compile(rule)
        _compiled[key] = rule
        return
    first = _compiled[key]
    for name in ("_parts", "_trace", "_converters", "arguments"):
        setattr(rule, name, getattr(first, name))
    for name in ("_build", "_build_unknown"):
        setattr(rule, name, getattr(first, name).__func__.__get__(rule))


Rule.compile = _compile_once


class _CompiledTemplates(BytecodeCache):
    """Templates are parsed once a process too, not once an app: it was four tenths of the time of all tests."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_templates = _CompiledTemplates()
_first: list[Engine] = []


def _share_compiled(engine: Engine) -> None:
    """Statements are compiled once a process: every engine of these tests speaks the dialect of the first."""
    if not _first:
        _first.append(engine)
        engine.connect().close()  # only a connection tells a dialect which server it speaks to
    engine.dialect, engine._compiled_cache = _first[0].dialect, _first[0]._compiled_cache


def settings_for(data: Path, url: str, region: Path = TEST_REGION) -> Settings:
    return Settings(mode="test", secret="test-" * 8, data=data, database_url=url, region=region)


def _build(data: Path, url: str) -> None:
    """Migrate and load the test region."""
    app = create_app(settings_for(data, url))
    with app.app_context():
        upgrade(ROOT / "migrations")
        from ops.region import load

        load()
        db.engine.dispose()


@pytest.fixture(scope="session")
def postgres():
    with Server() as server:
        yield server


@pytest.fixture(scope="session")
def template(tmp_path_factory, request) -> str | Path:
    """The migrated database every other one is copied from: a file, or a database name."""
    if ON_POSTGRES:
        server = request.getfixturevalue("postgres")
        url = server.create("template_lumbung")
        _build(tmp_path_factory.mktemp("template"), url)
        return "template_lumbung"
    folder = tmp_path_factory.mktemp("template")
    _build(folder, f"sqlite:///{folder}/lumbung.sqlite")
    with create_engine(f"sqlite:///{folder}/lumbung.sqlite").connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    return folder / "lumbung.sqlite"


@pytest.fixture
def app(template, tmp_path, request):
    """An app on its own copy of the database. It holds no context open: requests open their own."""
    if ON_POSTGRES:
        server = request.getfixturevalue("postgres")
        name = f"lumbung_{os.getpid()}_{next(_numbers)}"
        url = server.create(name, template=template)
    else:
        shutil.copy(template, tmp_path / "lumbung.sqlite")
        url = f"sqlite:///{tmp_path}/lumbung.sqlite"
    with patch.object(region, "read", _read_region):
        app = create_app(settings_for(tmp_path, url))
    app.jinja_env.bytecode_cache = _templates
    with app.app_context():
        _share_compiled(db.engine)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    if ON_POSTGRES:
        server.drop(name)


@pytest.fixture
def within(app):
    """An app context for tests of actions and queries (not for requests)."""
    with app.app_context():
        yield app
        db.session.rollback()


@pytest.fixture
def rows(app):
    """How many rows of a model there are."""

    def count_rows(model) -> int:
        with app.app_context():
            return db.session.query(model).count()

    return count_rows
