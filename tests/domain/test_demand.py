"""Planned needs: what a table says, whom a need concerns, and that each is told once."""

import pytest

from domain import clock
from domain.demand import actions, importing, queries, rules
from domain.demand.rules import Watch
from domain.errors import NotVisible, RuleBroken, Stale
from domain.imports import Outcome
from domain.people.rules import Actor, Role
from domain.writing import write
from tests.support.listings import ADMIN, seller
from tests.support.people import make_person

HEADINGS = [names[0] for names in importing.COLUMNS.values()]
ANY = Watch(1, "makanan", "")
HERE = Watch(2, "kudapan", "V1")


@pytest.mark.parametrize(
    ("category", "village", "told"),
    [("kudapan", "V1", {1, 2}), ("kudapan", None, {1, 2}), ("kudapan", "V2", {1}), ("tenda", "V1", set()),
     (None, "V1", set())],
)  # fmt: skip
def test_a_need_concerns_who_watches_its_category_there(category, village, told):
    above = ["makanan"] if category == "kudapan" else []
    assert rules.concerned(category, village, above=above, watches=[ANY, HERE]) == told


@pytest.mark.parametrize(("text", "month"), [("3", 3), ("03", 3), ("Maret", 3), ("mar", 3), ("DESEMBER", 12)])
def test_months_are_read_as_people_write_them(text, month):
    assert rules.month_of(text) == month


@pytest.mark.parametrize("text", ["", "0", "13", "ju", "j", "2026-03"])
def test_other_months_are_refused(text):
    with pytest.raises(RuleBroken, match="bulannya"):
        rules.month_of(text)


def row(rup="41234567", office="DISTAN", name="Snack rapat", kind="kudapan", amount="6.000.000", month="Desember",
        year="", village=""):  # fmt: skip
    return [rup, office, name, kind, "200 dus", amount, month, year, village]


def test_a_table_is_told_line_by_line_and_written_once(within):
    year = str(clock.fiscal_year() + 1)
    table = [
        HEADINGS,
        row(year=year),
        row(year=year),
        row("1"),
        row("41234568", kind="roket"),
        row("41234569", "X"),
    ]
    lines = importing.preview(ADMIN, table).lines
    assert [line.outcome for line in lines] == [Outcome.CREATED, *[Outcome.ERROR] * 4]
    assert [line.message.split()[0] for line in lines[1:]] == ["Kode", "Kode", "Jenis", "Kantor"]
    with write():
        importing.carry_out(ADMIN, table, file_sha256="a" * 64)
    again = importing.preview(ADMIN, [HEADINGS, row(year=year), row("41234570", year=year)])
    assert [line.outcome for line in again.lines] == [Outcome.UNCHANGED, Outcome.CREATED]
    changed = importing.preview(ADMIN, [HEADINGS, row(year=year, amount="7.000.000")]).lines[0]
    assert (changed.outcome, changed.message) == (Outcome.CHANGED, "pagu Rp6.000.000 menjadi Rp7.000.000")
    assert [need.name for need in queries.page_of()[0]] == ["Snack rapat"]


def test_an_office_fills_in_only_its_own(within):
    buyer = make_person(Role.PROCURER, scope="DISTAN").actor
    lines = importing.preview(buyer, [HEADINGS, row(office=""), row("41234568", office="DINKES")]).lines
    assert [line.outcome for line in lines] == [Outcome.CREATED, Outcome.ERROR]
    with pytest.raises(NotVisible):
        importing.preview(make_person(Role.FARMER).actor, [HEADINGS, row()])


def test_watchers_are_told_once_and_mark_it_seen(within):
    year, owner, other = str(clock.fiscal_year() + 1), seller(), seller()
    with write():
        actions.watch(owner, category="kudapan", village="")
        actions.watch(owner, category="kudapan", village="")
    for amount in ("6.000.000", "7.000.000"):
        with write():
            importing.carry_out(ADMIN, [HEADINGS, row(year=year, amount=amount)], file_sha256="a" * 64)
    assert (queries.count_unseen(owner), queries.count_unseen(other)) == (1, 0)
    assert len(queries.watches_of(owner)) == 1
    with write():
        actions.mark_seen(owner)
        actions.unwatch(owner, category="kudapan", village="")
    assert (queries.count_unseen(owner), queries.watches_of(owner)) == (0, [])
    number = queries.page_of()[0][0].id
    with pytest.raises(NotVisible), write():
        actions.close(Actor(None, Role.PROCURER, "DINKES"), number)
    with write():
        actions.close(ADMIN, number)
    assert queries.page_of() == ([], "")
    with pytest.raises(Stale), write():
        actions.close(ADMIN, number)
