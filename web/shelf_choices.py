"""Shelves of an etalase as the choices of a select, under their headings."""

from wtforms.fields.choices import SelectChoice

from domain import region
from domain.catalogue import shelves
from domain.kinds import FulfilmentKind


def shelf_choices(etalase: str) -> list[SelectChoice]:
    """One choice a shelf, by code, grouped as the region groups them."""
    return [
        SelectChoice(shelf.code, shelf.name, optgroup=group.name)
        for group in shelves.groups(etalase)
        for shelf in group.shelves
    ]


def shelves_of_kind(kind: FulfilmentKind) -> list[SelectChoice]:
    """The shelves of every etalase that is carried out this way."""
    etalase = region.current().etalase
    codes = (code for code, each in etalase.items() if each.fulfilment is kind)
    return [choice for code in codes for choice in shelf_choices(code)]


def units_of_kind(kind: FulfilmentKind, chosen: str | None) -> list[SelectChoice]:
    """The units its categories are priced in, and the one `chosen` before: thirty others only hide these."""
    pack = region.current()
    usual = {each.unit for each in pack.categories.values() if pack.etalase[each.etalase].fulfilment is kind}
    return [SelectChoice(u.code, u.name) for u in pack.units.values() if u.code in usual | {chosen}]
