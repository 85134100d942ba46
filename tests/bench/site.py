"""The real application on a database of its own, with somebody to sign in and a shelf to fill."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Engine, text

from app import create_app
from config import ROOT, Settings
from domain.db import db
from domain.people import queries, secrets
from domain.people.rules import Role
from domain.writing import write
from ops import bulk, region
from ops.seed.people import make
from tests.support.postgres import Server

DOOR = re.compile(r'action="(/coba/masuk/\d+)"')


class Shelf(NamedTuple):
    """An application on a shelf that no longer grows."""

    app: Flask
    engine: Engine
    rows: int = 0


class Site:
    """`app` with its `engine`; `cookie` belongs to an official who may buy."""

    def __init__(self, name: str, app: Flask, url: str, copy: Callable[[str], Shelf]):
        self.name, self.app, self.url, self.rows = name, app, url, 0
        self.copy = copy
        with app.app_context():
            upgrade(ROOT / "migrations")
            region.load()
            self.engine: Engine = db.engine
            office = queries.offices()[0].code
            with write():
                make(
                    Random(1), iter((1,)), Role.REQUESTER, secrets.hash_secret("tidak-dipakai"), scope=office
                )
        self.cookie = self._enter()

    def kept_as_it_is(self) -> Shelf:
        """A copy of the shelf of this size that stays, so that sizes are measured in turns."""
        with self.app.app_context():
            self.engine.dispose()
        return self.copy(f"rows_{self.rows}")._replace(rows=self.rows)

    def _enter(self) -> str:
        client = self.app.test_client()
        door = DOOR.findall(client.get("/coba/").text)[0]
        client.post(door, data={"x": "1"})
        cookie = client.get_cookie("lumbung")
        assert cookie is not None, "nobody could sign in"
        return f"lumbung={cookie.value}"

    def grow(self, to: int) -> None:
        """Fill the shelf up to so many listings, and let the database look at what it has."""
        with self.app.app_context():
            bulk.fill(to - self.rows, lambda _told: None, seed=to)
            db.session.remove()
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                connection.rollback()
                if self.engine.dialect.name == "sqlite":
                    raw.execute("PRAGMA query_only=0")
                    raw.execute("ANALYZE")
                    raw.execute("PRAGMA query_only=1")
                else:
                    raw.read_only = False
                    connection.execute(text("VACUUM ANALYZE"))
        self.rows = to


@contextmanager
def sites(databases: list[str]) -> Iterator[Iterator[Site]]:
    """One after the other: which database the house writes to is a fact of the process."""
    with TemporaryDirectory(prefix="lumbung-bench-") as folder:
        yield _opened(databases, Path(folder))


def _opened(databases: list[str], folder: Path) -> Iterator[Site]:
    for name in databases:
        data = folder / name
        data.mkdir()
        if name == "sqlite":
            file = data / "lumbung.sqlite"

            def copied(size: str, file: Path = file, data: Path = data) -> Shelf:
                with closing(sqlite3.connect(file)) as whole, closing(sqlite3.connect(data / size)) as copy:
                    whole.backup(copy)
                    copy.execute("PRAGMA journal_mode=WAL")
                return _shelf(data, f"sqlite:///{data / size}")

            yield Site(name, _app(data, f"sqlite:///{file}"), f"sqlite:///{file}", copied)
        else:
            with Server() as server:
                url = server.create("bench")

                def templated(size: str, server: Server = server, data: Path = data) -> Shelf:
                    return _shelf(data, server.create(size, "bench"))

                site = Site(name, _app(data, url), url, templated)
                yield site
                site.engine.dispose()


def _shelf(data: Path, url: str) -> Shelf:
    app = _app(data, url)
    with app.app_context():
        return Shelf(app, db.engine)


def _app(data: Path, url: str) -> Flask:
    return create_app(
        Settings.from_environment(
            {"LUMBUNG_MODE": "demo", "LUMBUNG_DATA": str(data), "LUMBUNG_DATABASE_URL": url}
        )
    )
