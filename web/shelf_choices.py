"""Shelves of an etalase as the choices of a select, under their headings."""

from wtforms.fields.choices import SelectChoice

from domain.catalogue import shelves


def shelf_choices(etalase: str) -> list[SelectChoice]:
    """One choice a shelf, by code, grouped as the region groups them."""
    return [
        SelectChoice(shelf.code, shelf.name, optgroup=group.name)
        for group in shelves.groups(etalase)
        for shelf in group.shelves
    ]
