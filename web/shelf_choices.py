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
