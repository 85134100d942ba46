"""Farmers out of a table: compared with who is there, and only then written.

A new farmer has no PIN; a paper code opens the account. Nothing about somebody known is ever overwritten:
a row adds a phone to who has none, a group and crops.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select, update

from domain import imports, journal, region
from domain.db import db
from domain.errors import RuleBroken
from domain.imports import Line, Outcome, Report
from domain.people import actions, secrets
from domain.people.groups import rules
from domain.people.groups.models import FarmerGroup, GroupMember
from domain.people.groups.rules import COLUMNS, LENGTHS, NEEDED, Farmer, Known, Register
from domain.people.models import Hat, Person, Village
from domain.people.parcels import rules as parcels
from domain.people.parcels.models import Parcel
from domain.people.queries import in_force
from domain.people.rules import Actor, Role
from domain.sentences import say

EXAMPLE = ("Pak Contoh", "Nama desa", "0812 3456 7890", "Tani Makmur", "apel, kentang")
MOST_ROWS = 1_000  # one village has some hundred farmers
CHUNK = 500


def preview(actor: Actor, rows: Sequence[Sequence[str]]) -> Report:
    """What the table would do; nothing is written. Raises RuleBroken for a table without its columns."""
    cells = imports.by_heading(rows, COLUMNS, NEEDED)
    if len(cells) > MOST_ROWS:
        raise RuleBroken(
            "Paling banyak {most_rows} petani dalam satu berkas. Bagi menjadi beberapa.",
            most_rows=MOST_ROWS,
            field="file",
        )
    own = actor.scope if actor.hat is Role.OFFICER else None
    meant = (_codes(region.current().villages.values()), _codes(region.current().commodities.values()), own)
    read = [_read(number, row, *meant) for number, row in cells]
    register = Register(_known([farmer for _n, farmer, _l in read if farmer]))
    seen: dict[tuple[tuple[str, str], str], int] = {}
    return Report(
        tuple(line or _compared(number, farmer, register, seen) for number, farmer, line in read)  # type: ignore[arg-type]
    )


def carry_out(actor: Actor, rows: Sequence[Sequence[str]], *, file_sha256: str) -> Report:
    """Write the rows that are new or add something, in one go; wrong ones are left out. Inside a write block."""
    _lock_villages()
    report = preview(actor, rows)
    report.check_writes()
    members = _register(actor, [line.fields["farmer"] for line in report.writes if line.target is None])
    for line in report.writes:
        if line.target is not None:
            members.append((line.target, line.fields["farmer"]))
            _add_phone(actor, *members[-1])
    _join(actor, members)
    _plant(actor, members)
    journal.record(
        actor, "farmers.imported", f"file:{file_sha256[:16]}", sha256=file_sha256, **report.counted
    )
    return report


def _read(number: int, cells: dict[str, str], villages: dict, crops: dict, own: str | None):
    """A row's number with its farmer, or with the line that says what is wrong."""
    try:
        imports.check_cells(cells, COLUMNS, NEEDED, LENGTHS)
        return number, rules.read(cells, villages, crops, own), None
    except RuleBroken as broken:
        return number, None, Line(number, Outcome.ERROR, cells["name"] or say("tanpa nama"), broken.message)


def _compared(number: int, farmer: Farmer, register: Register, seen: dict) -> Line:
    title, fields = f"{farmer.name} · {region.current().villages[farmer.village].name}", {"farmer": farmer}
    try:
        _check_once(number, farmer, seen)
        known = register.find(farmer)
    except RuleBroken as broken:
        return Line(number, Outcome.ERROR, title, broken.message)
    if known is None:
        said = say("masuk kelompok {group}", group=farmer.group) if farmer.group else say("tanpa kelompok")
        return Line(number, Outcome.CREATED, title, said, fields)
    added = rules.news(farmer, known)
    outcome = Outcome.CHANGED if added else Outcome.UNCHANGED
    return Line(number, outcome, title, ", ".join(added), fields, known.id)


def _check_once(number: int, farmer: Farmer, seen: dict) -> None:
    """A person stands in a file once: by phone, or by name and village where there is none."""
    mine = [("phone", farmer.phone)] if farmer.phone else []
    for key in [*mine, (farmer.key, farmer.phone)]:
        if key in seen:
            raise RuleBroken(
                "Sama dengan baris {key}. Satu petani satu baris, satu nomor HP satu orang.", key=seen[key]
            )
        seen[key] = number


def _known(farmers: Iterable[Farmer]) -> list[Known]:
    """Everybody of the villages named, and whoever has one of the numbers."""
    villages = {farmer.village for farmer in farmers}
    phones = sorted({farmer.phone for farmer in farmers if farmer.phone})
    people = _people(Person.village_code.in_(villages))
    for at in range(0, len(phones), CHUNK):
        people |= _people(Person.phone.in_(phones[at : at + CHUNK]))
    groups, crops = _groups_by_person(villages), _crops_by_person(villages)
    return [
        Known(*row, groups=frozenset(groups.get(row[0], ())), crops=frozenset(crops.get(row[0], ())))
        for row in people.values()
    ]


def _people(chosen) -> dict[int, tuple]:
    farms = (
        select(Hat.id)
        .where(Hat.person_id == Person.id, Hat.role == Role.FARMER, in_force())
        .correlate(Person)
        .exists()
    )
    found = select(
        Person.id, Person.name, Person.phone, Person.village_code, Person.secret_hash.is_not(None), farms
    ).where(chosen)
    return {
        row[0]: (row[0], row[1], row[2] or "", row[3] or "", *row[4:]) for row in db.session.execute(found)
    }


def _groups_by_person(villages: Iterable[str]) -> dict[int, list[tuple[str, str]]]:
    found = (
        select(GroupMember.person_id, FarmerGroup.village_code, FarmerGroup.key)
        .join(FarmerGroup, FarmerGroup.id == GroupMember.group_id)
        .where(FarmerGroup.village_code.in_(villages))
    )
    by_person: dict[int, list[tuple[str, str]]] = {}
    for person_id, village, key in db.session.execute(found):
        by_person.setdefault(person_id, []).append((village, key))
    return by_person


def _crops_by_person(villages: Iterable[str]) -> dict[int, list[str]]:
    found = (
        select(Parcel.person_id, Parcel.commodity_code)
        .join(Person, Person.id == Parcel.person_id)
        .where(Person.village_code.in_(villages))
    )
    by_person: dict[int, list[str]] = {}
    for person_id, crop in db.session.execute(found):
        by_person.setdefault(person_id, []).append(crop)
    return by_person


def _lock_villages() -> None:
    """Two tables at once wait for each other, so that nobody is registered twice."""
    db.session.execute(select(Village.code).order_by(Village.code).with_for_update(key_share=True)).all()


def _register(actor: Actor, farmers: Sequence[Farmer]) -> list[tuple[int, Farmer]]:
    """New farmers, many at once: what `actions.register` does for one."""
    people = [
        Person(
            name=farmer.name,
            phone=farmer.phone or None,
            village_code=farmer.village,
            salt=secrets.new_salt(),
            registered_by=actor.person_id,
        )
        for farmer in farmers
    ]
    db.session.add_all(people)
    db.session.flush()
    db.session.add_all(
        Hat(person_id=person.id, role=Role.FARMER, appointed_by=actor.person_id) for person in people
    )
    for person in people:
        journal.record(actor, "person.registered", actions.subject(person), village=person.village_code)
    return [(person.id, farmer) for person, farmer in zip(people, farmers, strict=True)]


def _add_phone(actor: Actor, person_id: int, farmer: Farmer) -> None:
    if not farmer.phone:
        return
    without = update(Person).where(Person.id == person_id, Person.phone.is_(None)).values(phone=farmer.phone)
    if db.session.execute(without.returning(Person.id)).first():
        journal.record(actor, "person.corrected", f"person:{person_id}", fields=["phone"])


def _join(actor: Actor, members: Sequence[tuple[int, Farmer]]) -> None:
    """Put farmers into the groups their rows name; a group nobody named before begins here."""
    wanted = {rules.group_key(farmer): farmer.group for _id, farmer in members if farmer.group}
    found = select(FarmerGroup).where(FarmerGroup.village_code.in_({village for village, _key in wanted}))
    groups = {(each.village_code, each.key): each for each in db.session.scalars(found)}
    for (village, key), name in wanted.items():
        if (village, key) not in groups:
            groups[village, key] = FarmerGroup(name=name, key=key, village_code=village)
            db.session.add(groups[village, key])
            db.session.flush()
            journal.record(actor, "group.founded", f"group:{groups[village, key].id}", village=village)
    mine = select(GroupMember.group_id, GroupMember.person_id)
    known = mine.where(GroupMember.group_id.in_([group.id for group in groups.values()]))
    present = {(group_id, person_id) for group_id, person_id in db.session.execute(known)}
    for person_id, farmer in members:
        group = groups.get(rules.group_key(farmer)) if farmer.group else None
        if group and (group.id, person_id) not in present:
            db.session.add(GroupMember(group_id=group.id, person_id=person_id, noted_by=actor.person_id))
            journal.record(actor, "group.joined", f"group:{group.id}", person=person_id)
    db.session.flush()


def _plant(actor: Actor, members: Sequence[tuple[int, Farmer]]) -> None:
    """A parcel for each crop a row names that its farmer has none of yet, as far as there is room."""
    wanted = [(person_id, crop) for person_id, farmer in members for crop in farmer.crops]
    found = select(Parcel.person_id, Parcel.commodity_code)
    have: dict[int, list[str]] = {}
    for at in range(0, len(members), CHUNK):
        some = found.where(Parcel.person_id.in_([number for number, _farmer in members[at : at + CHUNK]]))
        for person_id, crop in db.session.execute(some):
            have.setdefault(person_id, []).append(crop)
    for person_id, crop in wanted:
        mine = have.setdefault(person_id, [])
        if crop not in mine and len(mine) < parcels.MOST:
            mine.append(crop)
            db.session.add(Parcel(person_id=person_id, commodity_code=crop, noted_by=actor.person_id))
            journal.record(actor, "parcel.noted", f"person:{person_id}", commodity=crop)
    db.session.flush()


def _codes(rows: Iterable[Any]) -> dict[str, str]:
    """What a village or crop may be called in a table -> its code; a name that two share names neither."""
    by_name: dict[str, str | None] = {}
    for row in rows:
        name = row.name.casefold()
        by_name[name] = None if name in by_name else row.code
    by_code = {row.code.casefold(): row.code for row in rows}
    return by_code | {name: code for name, code in by_name.items() if code}
