"""A fresh database for every test that asks for one, migrated once and copied.

SQLite by default; LUMBUNG_TEST_DATABASE=postgresql runs the same tests on PostgreSQL.
"""

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import create_engine, text
from werkzeug.routing import Rule

from app import create_app
from config import Settings
from domain.db import db
from tests.support.postgres import Server

ROOT = Path(__file__).resolve().parents[2]
TEST_REGION = ROOT / "tests" / "regions" / "tiga-desa"
ON_POSTGRES = os.environ.get("LUMBUNG_TEST_DATABASE") == "postgresql"
_numbers = count(1)
_compile = Rule._compile_builder
_builders: dict[tuple, Callable] = {}


def _compiled_once(rule: Rule, append_unknown: bool = True) -> Callable:
    """Werkzeug compiles a function for every address of every app: nine tenths of making an app. Tests make
    thousands with the same addresses, so each function is compiled once a process."""
    kinds = tuple((name, type(converter)) for name, converter in rule._converters.items())
    key = (rule.rule, repr(rule.defaults), kinds, append_unknown)
    if key not in _builders:
        _builders[key] = _compile(rule, append_unknown)
    return _builders[key]


Rule._compile_builder = _compiled_once


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
    app = create_app(settings_for(tmp_path, url))
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
