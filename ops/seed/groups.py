"""Demo farmers out of a table, as a PPL brings one: groups of every village, a few claimed already."""

from domain import region
from domain.imports import Outcome
from domain.people import queries as people
from domain.people.groups import importing
from domain.people.groups.rules import COLUMNS
from domain.people.rules import Actor, Role
from domain.writing import write

NAMES = ("Sri Mulyo", "Tani Makmur", "Ngudi Luhur", "Sumber Rejeki", "Margo Tani")
VILLAGES = 6
NEW = ("Pak Darmo (contoh)", "Bu Lastri (contoh)", "Pak Kusno (contoh)", "Bu Yayuk (contoh)")
FILE = "contoh".ljust(64, "0")


def seed_groups() -> int:
    """Take in one table for each of the first villages; returns how many farmers are new. In an app context."""
    crops = [crop.name for crop in region.current().commodities_by_rank()]
    headings = [names[0] for names in COLUMNS.values()]
    new = 0
    for at, village in enumerate(list(region.current().villages.values())[:VILLAGES]):
        officer = next(iter(people.wearing(Role.OFFICER, village.code)), None)
        if officer is None:
            continue
        group, other = NAMES[at % len(NAMES)], NAMES[(at + 2) % len(NAMES)]
        known = [
            (who.name, village.name, who.phone, group, crops[at % len(crops)])
            for who, _scope in people.wearers(Role.FARMER)
            if who.village_code == village.code
        ]
        fresh = [
            (name, village.name, "", group if n else other, f"{crops[n]}, {crops[n + 1]}")
            for n, name in enumerate(NEW)
        ]
        actor = Actor(officer.id, Role.OFFICER, village.code)
        with write():
            report = importing.carry_out(actor, [headings, *known, *fresh], file_sha256=FILE)
        new += report.count(Outcome.CREATED)
    return new
