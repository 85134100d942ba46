"""A row of a table of farmers: what it says, and whom of those we know it means. Pure.

A phone belongs to one person. Who has none is known by name and village.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from domain import words
from domain.errors import RuleBroken
from domain.people.phones import parse_phone
from domain.sentences import say

COLUMNS = {
    "name": ("Nama", "Nama petani"),
    "village": ("Desa", "Kelurahan", "Desa/kelurahan"),
    "phone": ("HP", "Nomor HP", "No HP", "Telepon"),
    "group": ("Kelompok tani", "Kelompok", "Nama kelompok"),
    "crops": ("Tanaman", "Komoditas"),
}
NEEDED = ("name", "village")
LENGTHS = {"name": 80, "group": 80, "crops": 200}
_BETWEEN = re.compile(r"[,;/]")
MOST_CODES = 60  # on one sheet of codes


class Farmer(NamedTuple):
    """What a row says. `phone` is E.164 or empty, `group` empty for nobody's, `crops` codes."""

    name: str
    village: str
    phone: str = ""
    group: str = ""
    crops: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return words.normalise(self.name), self.village


class Known(NamedTuple):
    """A person we have. `claimed` once somebody signs in as this person; `groups` are (village, key)."""

    id: int
    name: str
    phone: str
    village: str
    claimed: bool
    farms: bool
    groups: frozenset[tuple[str, str]] = frozenset()
    crops: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        return words.normalise(self.name), self.village


class Register:
    """Who is known, by phone and by name and village."""

    def __init__(self, people: Iterable[Known]):
        self._by_phone: dict[str, Known] = {}
        self._by_key: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for person in people:
            if person.phone:
                self._by_phone[person.phone] = person
            if person.farms:
                self._by_key[person.key].append(person)

    def find(self, farmer: Farmer) -> Known | None:
        """Whom a row means; None for somebody new. Raises RuleBroken when that cannot be said."""
        owner = self._by_phone.get(farmer.phone) if farmer.phone else None
        if owner is not None:
            if not owner.farms or owner.key != farmer.key:
                raise RuleBroken("Nomor HP ini tercatat atas nama lain. Periksa, atau kosongkan nomornya.")
            return owner
        alike = self._by_key[farmer.key]
        if farmer.phone:  # somebody of that name with another number is somebody else
            alike = [person for person in alike if not person.phone]
        if len(alike) > 1:
            raise RuleBroken(
                "Ada {count} petani bernama ini di desa itu. Isi nomor HP-nya.", count=len(alike)
            )
        return alike[0] if alike else None


def read(
    cells: Mapping[str, str], villages: Mapping[str, str], crops: Mapping[str, str], own: str | None
) -> Farmer:
    """The cells of a row as a farmer. `villages` and `crops` map small-letter names and codes to codes.

    `own` is the village of a PPL, None for who sees all. Raises RuleBroken with what to do.
    """
    village = villages.get(cells["village"].casefold())
    if village is None:
        raise RuleBroken("Desa {village} tidak ada di daftar.", village=cells["village"][:40])
    if own is not None and village != own:
        raise RuleBroken("Anda hanya bisa mendaftarkan petani dari desa Anda sendiri.")
    if not words.normalise(cells["name"]):
        raise RuleBroken("Nama ditulis dengan huruf.")
    if cells["group"] and not words.normalise(cells["group"]):
        raise RuleBroken("Nama kelompok ditulis dengan huruf.")
    phone = parse_phone(cells["phone"]) if cells["phone"] else ""
    name, group = (" ".join(cells[column].split()) for column in ("name", "group"))
    return Farmer(name, village, phone, group, _crops(cells["crops"], crops))


def _crops(text: str, crops: Mapping[str, str]) -> tuple[str, ...]:
    """'Apel, kentang' as codes, each once. Raises RuleBroken."""
    said = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    unknown = next((part for part in said if part.casefold() not in crops), None)
    if unknown is not None:
        raise RuleBroken("Tanaman {unknown} tidak ada di daftar. Pisahkan dengan koma.", unknown=unknown[:40])
    return tuple(dict.fromkeys(crops[part.casefold()] for part in said))


def group_key(farmer: Farmer) -> tuple[str, str] | None:
    """The village and compared name of the group a row names."""
    return (farmer.village, words.normalise(farmer.group)) if farmer.group else None


def check_name(name: str) -> str:
    """A group's name as it is kept. Raises RuleBroken, field `name`."""
    kept = " ".join(name.split())
    if not words.normalise(kept):
        raise RuleBroken("Tulis nama kelompoknya.", field="name")
    if len(kept) > LENGTHS["group"]:
        raise RuleBroken("Namanya paling panjang {group} huruf.", group=LENGTHS["group"], field="name")
    return kept


def news(farmer: Farmer, known: Known) -> list[str]:
    """What a row adds to somebody we know, in words."""
    added = []
    if farmer.phone and not known.phone:
        added.append(say("nomor HP ditambahkan"))
    group = group_key(farmer)
    if group and group not in known.groups:
        added.append(say("masuk kelompok {group}", group=farmer.group))
    if set(farmer.crops) - known.crops:
        added.append(say("tanaman ditambahkan"))
    return added
