"""Twelve deliberate breaks, one at a time. Each must turn a test red; a break nobody notices is a hole.

Run by `make breaks`. Works on a copy of the tree, so an interrupted run leaves nothing behind.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LEFT_BEHIND = shutil.ignore_patterns(".venv", ".data", "__pycache__", ".hypothesis", ".import_linter_cache")


class Break(NamedTuple):
    """What is changed (in which file, from what, to what), and the tests that must notice."""

    what: str
    file: str
    old: str
    new: str
    tests: str


BREAKS = [
    Break(
        "a route forgets its audience",
        "blueprints/pages/routes.py",
        '@area.get("/healthz", allow=ANYONE)',
        '@area.get("/healthz")',
        "tests/house/test_routes.py",
    ),
    Break(
        "a route is opened wider than the ledger says",
        "blueprints/admin/routes.py",
        '@area.post("/<int:person_id>/blokir", allow=ADMIN)',
        '@area.post("/<int:person_id>/blokir", allow=KEEPERS)',
        "tests/house/test_routes.py",
    ),
    Break(
        "the forgery token is not compared",
        "web/csrf.py",
        "return hmac.compare_digest(shown, csrf_secret())",
        "return True or hmac.compare_digest(shown, csrf_secret())",
        "tests/house/test_routes.py",
    ),
    Break(
        "a GET may write",
        "domain/writing.py",
        "    if _reading_only.get():\n        raise",
        "    if False:\n        raise",
        "tests/house/test_routes.py",
    ),
    Break(
        "a key is not claimed",
        "web/carry.py",
        "            once.claim(submission)",
        "            pass",
        "tests/web/test_once.py",
    ),
    Break(
        "a hash of the journal forgets the one before",
        "domain/journal.py",
        "fields = [previous, seq,",
        "fields = [GENESIS, seq,",
        "tests/domain/test_journal.py",
    ),
    Break(
        "a trigger is lost in a migration",
        "migrations/versions/0001_journal.py",
        '    make_append_only("journal")\n',
        "",
        "tests/house/test_schema.py",
    ),
    Break(
        "an area fetches rows itself",
        "blueprints/pages/routes.py",
        "from domain import journal\n",
        "from domain import journal\nfrom domain.db import db\n",
        "tests/house/test_files.py",
    ),
    Break(
        "a rule touches the database",
        "domain/complaints/rules.py",
        "from domain import moves\n",
        "from domain import moves\nfrom domain.db import db\n",
        "tests/house/test_files.py",
    ),
    Break(
        "a part needs something it does not say",
        "templates/admin/_farmer_form.html",
        "{{ field(form.name) }}",
        "{{ field(form.name) }}{{ village_hint }}",
        "tests/house/test_templates.py",
    ),
    Break(
        "the city's name is written into code",
        "web/filters.py",
        '"""How values are written on screen',
        '"""Kota Batu: how values are written on screen',
        "tests/house/test_files.py",
    ),
    Break(
        "twenty kilobytes are added to a page",
        "templates/account/sign_in.html",
        "{% block main %}",
        '{% block main %}<p>{{ range(9000)|join("x") }}</p>',
        "tests/web/test_sign_in.py",
    ),
]


def noticed(broken: Break) -> bool:
    """Make one break in a copy and run its tests; True when they fail."""
    with tempfile.TemporaryDirectory(prefix="lumbung-break-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=LEFT_BEHIND, symlinks=True)
        file = copy / broken.file
        text = file.read_text()
        if broken.old not in text:
            sys.exit(f"{broken.file} no longer holds {broken.old!r}: mend the list of breaks")
        file.write_text(text.replace(broken.old, broken.new, 1))
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", broken.tests],
            cwd=copy, capture_output=True, text=True, check=False,
        )  # fmt: skip
    return run.returncode == 1 or "error" in run.stdout


def main() -> int:
    holes = []
    for number, broken in enumerate(BREAKS, start=1):
        red = noticed(broken)
        print(f"{number:2} {'merah' if red else 'TIDAK TERLIHAT'}  {broken.what}", flush=True)
        if not red:
            holes.append(broken)
    print(f"{len(BREAKS)} breaks, {len(BREAKS) - len(holes)} red")
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
