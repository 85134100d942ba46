"""Walks the wide worlds on both databases and prints what was found; exits 1 when anything did not hold.

python -m tests.pairs                  all of it, about ten minutes a database
python -m tests.pairs --only sqlite    one database
python -m tests.pairs --narrow         what `make test` walks
"""

import argparse
import sys
import time
from functools import reduce
from operator import add
from pathlib import Path
from tempfile import TemporaryDirectory

from flask_migrate import upgrade

from app import create_app
from domain.db import db
from domain.purchases.rules import MOVES
from ops.region import load
from tests.pairs.explore import Found, explore
from tests.pairs.worlds import NARROW, WIDE, Bounds
from tests.support.databases import ROOT, settings_for
from tests.support.postgres import Server


def walk(name: str, data: Path, url: str, worlds: tuple[Bounds, ...]) -> bool:
    """All worlds on one database, one line each; whether everything held."""
    app = create_app(settings_for(data, url))
    with app.app_context():
        upgrade(ROOT / "migrations")
        load()
        found = reduce(add, [_told(name, bounds) for bounds in worlds], Found())
        db.session.remove()
        db.engine.dispose()
    never = sorted({move.verb for move in MOVES} - found.verbs_done)
    print(f"{name}: {found}; langkah yang tidak terjadi: {', '.join(never) or 'tidak ada'}")
    for each in found.violations[:20]:
        print(f"  {each}")
    return not found.violations


def _told(name: str, bounds: Bounds) -> Found:
    began = time.monotonic()
    found = explore(bounds)
    print(f"{name}, {bounds.name}: {found} ({time.monotonic() - began:.0f} s)", flush=True)
    return found


def main() -> bool:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--only", choices=["sqlite", "postgresql"])
    asked.add_argument("--narrow", action="store_true")
    asked.add_argument("--world", default="", help="only worlds whose name has this")
    said = asked.parse_args()
    worlds = tuple(each for each in (NARROW if said.narrow else WIDE) if said.world in each.name)
    held = True
    with TemporaryDirectory(prefix="lumbung-pairs-") as folder:
        data = Path(folder)
        if said.only != "postgresql":
            held &= walk("sqlite", data, f"sqlite:///{data}/lumbung.sqlite", worlds)
        if said.only != "sqlite":
            with Server() as server:
                held &= walk("postgresql", data, server.create("pairs"), worlds)
    return held


if __name__ == "__main__":
    sys.exit(not main())
