"""The demo on a port of its own, full of a city's year or with nothing but its people."""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flask import before_render_template, g
from flask_migrate import upgrade
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from domain import clock
from domain.db import db
from domain.people import queries as people
from domain.people.rules import OFFICE_HATS, VENDOR_HATS, VILLAGE_HATS, Role
from ops import assets
from ops.region import load
from ops.seed.demo import fill_if_empty
from tests.support.databases import ROOT, settings_for
from tests.support.people import make_person
from tests.support.places import make_vendor

CITY = ROOT / "regions" / "kota-batu"
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def _app(data: Path, mode: str = "demo"):
    settings = settings_for(data, f"sqlite:///{data}/lumbung.sqlite", CITY)
    return create_app(replace(settings, mode=mode))


def shared(tmp_path_factory) -> Path:
    """The seeded demo of this test run: all its processes copy the same. Filled by whoever asks first."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "city"
    fill(folder)
    return folder


def fill(data: Path) -> None:
    """Seed the whole demo into the folder, once for all processes of a test run; about half a minute."""
    data.mkdir(exist_ok=True)
    with (data.parent / f"{data.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (data / "filled").exists():
            return
        app = _app(data, "test")
        with app.app_context():
            upgrade(ROOT / "migrations")
            load()
            with clock.freeze(NOW):
                assert fill_if_empty(lambda _line: None)
            db.session.remove()
            db.engine.dispose()
        (data / "filled").touch()


def people_only(data: Path) -> None:
    """One person of each role and nothing they did."""
    data.mkdir(exist_ok=True)
    app = _app(data, "test")
    with app.app_context():
        upgrade(ROOT / "migrations")
        load()
        with clock.freeze(NOW):
            _everybody()
        db.session.remove()
        db.engine.dispose()


def _everybody() -> None:
    shop = str(make_vendor("Usaha Baru"))
    place = {role: people.offices()[0].code for role in OFFICE_HATS}
    place |= {role: people.villages()[0].code for role in VILLAGE_HATS} | dict.fromkeys(VENDOR_HATS, shop)
    for role in Role:
        if role not in (Role.PUBLIC, Role.SYSTEM):
            make_person(role, scope=place.get(role, ""))


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_what) -> None:
        """A line a request would bury what was found."""


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The demo over the data of a folder, its clock held at NOW; every answer names its template in a header."""
    assets.build()
    app = _app(data)
    before_render_template.connect(_remember, app)
    app.after_request(_name_template)

    def held(environ, start_response):
        with clock.freeze(NOW):
            return app(environ, start_response)

    server = make_server("127.0.0.1", 0, held, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


def copy(data: Path, to: Path) -> Path:
    """A copy to write in."""
    shutil.copytree(data, to)
    return to


def _remember(_app, template, **_more) -> None:
    g.setdefault("shown", template.name)


def _name_template(response):
    response.headers["Template"] = g.get("shown", "")
    return response
