"""A spreadsheet as long as one may be, sent, checked and written as a vendor's is: for measuring, never for people."""

import time
from collections.abc import Callable

from domain.catalogue import importing
from domain.db import db
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.spreadsheets import actions, queries
from domain.writing import write

WRONG_EVERY = 163  # about thirty in five thousand


def send(count: int, say: Callable[[str], None]) -> None:
    """Send `count` lines of goods of the first vendor with an owner, some of them wrong, and say how long it took."""
    person, scope = next(iter(people.wearers(Role.VENDOR_OWNER)))
    owner = Actor(person.id, Role.VENDOR_OWNER, scope)
    columns, line = list(importing.KIND.columns), [str(cell) for cell in importing.example()]
    name, price, mark = columns.index("nama_barang"), columns.index("harga"), time.time_ns()
    rows = []
    for n in range(count):
        cells = list(line)
        cells[name] = f"Barang lembar {mark}-{n}"
        cells[price] = "gratis" if n % WRONG_EVERY == WRONG_EVERY - 1 else cells[price]
        rows.append(cells)
    began = time.perf_counter()
    with write():
        number = actions.take_in(
            owner, importing.KIND, file_name="uji.xlsx", rows=list(enumerate([columns, *rows], start=1))
        ).id
    _told(say, "taken in", began)
    began = time.perf_counter()
    actions.work([importing.KIND])
    _told(say, "checked", began)
    with write():
        actions.decide(owner, importing.KIND, number, accept=True)
    began = time.perf_counter()
    actions.work([importing.KIND])
    _told(say, "written", began)
    counted = ", ".join(f"{count:,} {outcome}" for outcome, count in queries.counts_of(number).items())
    db.session.rollback()
    say(f"• {counted}; batches of {actions.BATCH}")


def _told(say: Callable[[str], None], what: str, began: float) -> None:
    say(f"• {what} in {time.perf_counter() - began:.1f} s")
