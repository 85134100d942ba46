"""Shelves of the region's etalase: where a listing may stand, and what that says about it. Pure."""

from typing import NamedTuple

from domain import region
from domain.errors import RuleBroken
from domain.kinds import FulfilmentKind
from domain.region.rows import Category, Etalase
from domain.sentences import say


class Group(NamedTuple):
    """Shelves under one heading, as a list of choices shows them."""

    name: str
    shelves: tuple[Category, ...]


OTHER_KIND = {
    FulfilmentKind.PRODUCT: say("Di sini hanya barang yang dijual, bukan sewa atau jasa."),
    FulfilmentKind.RENTAL: say("Di sini hanya yang disewakan. Pilih jenis lain."),
    FulfilmentKind.ORGANISER: say("Di sini hanya jasa. Pilih jenis lain."),
}


def shelf_for(category_code: str, kind: FulfilmentKind = FulfilmentKind.PRODUCT) -> tuple[Category, Etalase]:
    """The shelf a new listing of this kind may stand on, and its etalase. Raises RuleBroken, naming the field."""
    pack = region.current()
    shelf = pack.categories.get(category_code)
    if shelf is None or shelf not in pack.shelves(shelf.etalase):
        raise RuleBroken("Pilih jenis barang dari daftar.", field="category_code")
    etalase = pack.etalase[shelf.etalase]
    if etalase.fulfilment is not kind:
        raise RuleBroken(OTHER_KIND[kind], field="category_code")
    return shelf, etalase


def groups(etalase: str) -> list[Group]:
    """The shelves of an etalase under the names of the shelves above them; lone ones by themselves."""
    pack = region.current()
    found: dict[str, list[Category]] = {}
    for shelf in pack.shelves(etalase):
        parent = pack.categories.get(shelf.parent)
        found.setdefault(parent.name if parent else shelf.name, []).append(shelf)
    return [Group(name, tuple(shelves)) for name, shelves in found.items()]


def under(category_code: str) -> list[str]:
    """A category and the shelves below it, by code; empty when the region has no such category."""
    categories = region.current().categories
    if category_code not in categories:
        return []
    below = [shelf.code for shelf in categories.values() if shelf.parent == category_code]
    return [category_code, *below]


def name_of(category_code: str) -> str:
    """The name of a category; its code when the region no longer has it."""
    category = region.current().categories.get(category_code)
    return category.name if category else category_code


def picture_of(category_code: str) -> str:
    """The drawing that stands for a category."""
    category = region.current().categories.get(category_code)
    return category.picture if category else "barang"
