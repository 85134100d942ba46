"""Twelve deliberate breaks, one at a time. Each must turn a test red for its own reason; one nobody notices is a hole.

Run by `make breaks`. Works on a copy of the tree: however a run ends, the tree itself was never touched.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LEFT_BEHIND = shutil.ignore_patterns(
    ".venv", ".data", "__pycache__", ".hypothesis", ".import_linter_cache", ".ruff_cache", "screenshots"
)


class Break(NamedTuple):
    """What is changed (in which file, from what, to what), the test that must notice, and what it must say."""

    what: str
    file: str
    old: str
    new: str
    test: str
    says: str


BREAKS = [
    Break(
        "a route forgets its audience",
        "blueprints/pages/routes.py",
        '@area.get("/healthz", allow=ANYONE)',
        '@area.get("/healthz")',
        "tests/house/test_routes.py::test_every_view_names_its_audience",
        "missing 1 required keyword-only argument: 'allow'",
    ),
    Break(
        "a route is opened wider than the ledger says",
        "blueprints/admin/routes.py",
        '@area.post("/<int:person_id>/blokir", allow=ADMIN, code=Code.FRESH)',
        '@area.post("/<int:person_id>/blokir", allow=KEEPERS, code=Code.FRESH)',
        "tests/house/test_routes.py::test_the_ledger_of_routes_is_kept",
        "routes changed",
    ),
    Break(
        "the forgery token is not compared",
        "web/csrf.py",
        "return hmac.compare_digest(shown, csrf_secret())",
        "return len(shown) == len(csrf_secret())",
        "tests/house/test_routes.py::test_a_token_of_somebody_else_is_refused",
        "took another's token",
    ),
    Break(
        "a GET may write",
        "domain/writing.py",
        "    if _reading_only.get():\n        raise",
        "    if False:\n        raise",
        "tests/house/test_routes.py::test_a_get_cannot_write",
        "DID NOT RAISE",
    ),
    Break(
        "a key is not claimed",
        "web/carry.py",
        "            once.claim(submission)\n",
        "            pass\n",
        "tests/web/test_once.py::test_forty_parallel_posts_of_one_key_make_one_row_and_forty_equal_receipts",
        "AssertionError",
    ),
    Break(
        "a hash of the journal forgets the one before",
        "domain/journal.py",
        "fields = [previous, seq,",
        "fields = [GENESIS, seq,",
        "tests/domain/test_journal.py::test_a_hash_carries_the_one_before",
        "AssertionError",
    ),
    Break(
        "a trigger is lost in a migration",
        "migrations/versions/0001_journal.py",
        '    make_append_only("journal")\n',
        "",
        "tests/house/test_schema.py",
        "trigger journal",
    ),
    Break(
        "an area fetches rows itself",
        "blueprints/pages/routes.py",
        "from domain import clock, journal\n",
        "from domain import clock, journal\nfrom domain.db import db\n",
        "tests/house/test_files.py::test_imports_point_inward",
        "Areas fetch no rows themselves BROKEN",
    ),
    Break(
        "a rule touches the database",
        "domain/complaints/rules.py",
        "from domain import moves, region\n",
        "from domain import moves, region\nfrom domain.db import db\n",
        "tests/house/test_files.py::test_imports_point_inward",
        "Rules are pure BROKEN",
    ),
    Break(
        "a part needs something it does not say",
        "templates/admin/_farmer_form.html",
        "{{ field(form.name) }}",
        "{{ field(form.name) }}{{ village_hint }}",
        "tests/house/test_templates.py::test_a_part_says_what_it_needs",
        "village_hint",
    ),
    Break(
        "the city's name is written into code",
        "web/filters.py",
        '"""How values are written on screen',
        '"""Kota Batu: how values are written on screen',
        "tests/house/test_files.py::test_nothing_of_the_city_is_in_the_code",
        "web/filters.py:1",
    ),
    Break(
        "twenty kilobytes are added to a page",
        "templates/account/sign_in.html",
        "{% block main %}",
        "{% block main %}<p>{% for n in range(9000) %}{{ n * 7919 % 104729 }}{% endfor %}</p>",
        "tests/web/test_sign_in.py::test_it_says_how_a_phone_number_looks",
        "bytes at brotli 5",
    ),
]


def noticed(broken: Break, tree: Path) -> tuple[bool, str]:
    """Make one break in the copy, run its test, mend it; whether the test fails for the right reason, and its words."""
    file = tree / broken.file
    text = file.read_text()
    if broken.old not in text:
        return False, f"{broken.file} no longer holds {broken.old!r}: mend the list of breaks"
    file.write_text(text.replace(broken.old, broken.new, 1))
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", broken.test],
            cwd=tree, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        file.write_text(text)
    red = run.returncode != 0 and broken.says in run.stdout
    return red, (run.stdout + run.stderr)[-1500:]


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    holes, started = 0, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lumbung-breaks-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT_BEHIND, symlinks=True)
        for number, broken in enumerate(BREAKS, start=1):
            red, words = noticed(broken, tree)
            print(f"{number:2} {'red ' if red else 'HOLE'} {broken.what}", flush=True)
            if not red:
                holes += 1
                print(words)
    print(f"{time.monotonic() - started:.0f} s")
    print(f"{len(BREAKS) - holes} of {len(BREAKS)} noticed")
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
