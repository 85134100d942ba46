"""Loading a region pack into the tables other rows point at. Adds and renames; retires, never removes."""

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import delete, select

from domain import journal, region
from domain.catalogue.models import Category
from domain.db import Model, db
from domain.inputs.models import Depot, Input
from domain.knowledge import actions as knowledge
from domain.knowledge.models import Commodity, Problem
from domain.people.models import Office, Village, VillageNeighbour
from domain.people.rules import SYSTEM
from domain.region.rules import Rule
from domain.rulebook import RuleRow
from domain.writing import write


class RuleInUse(Exception):
    """A rule that something was decided by was changed in the pack. The message names file and line."""


def load() -> Counter[str]:
    """Bring the tables in line with the region in use; counts what was added, changed, retired.

    Raises RuleInUse before anything is written.
    """
    pack, done = region.current(), Counter[str]()
    with write():
        for model, rows in (
            (Village, [_village(row) for row in pack.villages.values()]),
            (Office, [_office(row) for row in pack.offices.values()]),
            (Commodity, [_named(row) for row in pack.commodities.values()]),
            (Problem, [_named(row) | {"latin": row.latin} for row in pack.problems.values()]),
            (Input, [_named(row) | {"unit": row.unit} for row in pack.inputs.values()]),
            (Depot, [_named(row) for row in pack.depots.values()]),
            (Category, [_named(row) | {"etalase": row.etalase} for row in pack.categories.values()]),
        ):
            done.update(_bring_in_line(model, rows))
        _load_neighbours(pack)
        done.update(knowledge.load_problems())
        done.update(knowledge.load_ready())
        done.update(_load_rules([*pack.lanes, *pack.forms, *pack.thresholds, *pack.rates, *pack.choices]))
        if done:
            journal.record(SYSTEM, "region.loaded", f"region:{pack.code}", **done)
    return done


def _named(row: Any) -> dict[str, Any]:
    return {"code": row.code, "name": row.name, "retired": False}


def _village(row: Any) -> dict[str, Any]:
    return _named(row) | {"kind": str(row.kind), "district": row.district}


def _office(row: Any) -> dict[str, Any]:
    return _named(row) | {"kind": row.kind, "address": row.address, "npwp": row.npwp}


def _bring_in_line(model: type[Model], rows: list[dict[str, Any]]) -> Counter[str]:
    done = Counter[str]()
    known = {row.code: row for row in db.session.scalars(select(model))}  # type: ignore[attr-defined]
    for values in rows:
        row = known.pop(values["code"], None)
        if row is None:
            db.session.add(model(**values))
            done["added"] += 1
        elif _differs(row, values):
            for name, value in values.items():
                setattr(row, name, value)
            done["changed"] += 1
    for row in known.values():
        if not row.retired:
            row.retired = True
            done["retired"] += 1
    db.session.flush()
    return done


def _differs(row: Any, values: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def _load_neighbours(pack: region.RegionPack) -> None:
    db.session.execute(delete(VillageNeighbour))
    for pair in pack.adjacency:
        for here, there in ((pair.village, pair.neighbour), (pair.neighbour, pair.village)):
            db.session.add(VillageNeighbour(village_code=here, neighbour_code=there))
    db.session.flush()


def _load_rules(rules: Iterable[Rule]) -> Counter[str]:
    done = Counter[str]()
    known = {row.id: row for row in db.session.scalars(select(RuleRow))}
    given = {rule.id: rule for rule in rules}
    _refuse_changed(known, given)
    for rule_id, rule in given.items():
        row = known.get(rule_id)
        if row is None:
            db.session.add(
                RuleRow(id=rule_id, file=rule.FILE, code=rule.code, says=rule.said, **_dates(rule))
            )
            done["rules"] += 1
        else:
            row.valid_to, row.source, row.sure = rule.valid_to, rule.source, str(rule.sure)
    for rule_id in known.keys() - given.keys():
        db.session.delete(known[rule_id])
    db.session.flush()
    return done


def _refuse_changed(known: dict[str, RuleRow], given: dict[str, Rule]) -> None:
    for row in known.values():
        if row.used and row.id not in given:
            raise RuleInUse(
                f"{_where(row, given.values())}: aturan {row.code} mulai {row.valid_from} sudah dipakai dan "
                "tidak boleh diubah. Kembalikan barisnya, lalu tambah baris baru dengan tanggal mulai sendiri."
            )


def _where(row: RuleRow, given: Iterable[Rule]) -> str:
    """File and line of the line that looks most like the rule that vanished; the file when none does."""
    alike = [rule for rule in given if (rule.FILE, rule.code) == (row.file, row.code)]
    alike.sort(key=lambda rule: SequenceMatcher(None, rule.said, row.says).ratio())
    return f"{alike[-1].at.file} baris {alike[-1].at.line}" if alike else row.file


def _dates(rule: Rule) -> dict[str, Any]:
    return {
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "source": rule.source,
        "sure": str(rule.sure),
    }
