"""The bottom bar of each hat: at most five doors, each with an icon and one word."""

from functools import cache
from typing import NamedTuple

from flask import request, url_for

from domain.people.rules import OFFICE_HATS, Actor, Right, Role
from domain.sentences import say


class Door(NamedTuple):
    endpoint: str
    icon: str
    label: str


class NavItem(NamedTuple):
    """One link of the bar as the template draws it."""

    href: str
    icon: str
    label: str
    current: bool
    count: int | None = None


HOME = Door("pages.home", "home", say("Beranda"))
CATALOGUE = Door("catalogue.index", "search", say("Produk"))
ACCOUNT = Door("account.show", "user", say("Akun"))
ORDERS = Door("purchases.index", "doc", say("Pesanan"))
INFO = Door("library.index", "book", say("Info"))
PEOPLE = Door("admin.people", "crew", say("Orang"))
AID = Door("inputs.index", "leaf", say("Bantuan"))
BOARD = Door("coordinator.index", "chart", say("Papan"))
WATCH = Door("outbreaks.index", "eye", say("Waspada"))
_HANDLING = [
    Door("inbox.index", "case", say("Keluhan")),
    Door("inbox.answered", "check", say("Dijawab")),
    Door("library.index", "book", say("Pustaka")),
    Door("admin.people", "crew", say("Petani")),
    ACCOUNT,
]
_BUYING = [
    Door("catalogue.index", "search", say("Cari")),
    Door("checkout.basket", "basket", say("Keranjang")),
    ORDERS,
    Door("budgets.index", "money", say("Anggaran")),
    ACCOUNT,
]
_SELLING = [
    HOME,
    ORDERS,
    Door("vendor.listings", "basket", say("Barang")),
    Door("purchases.money", "money", say("Uang")),
    ACCOUNT,
]
NEEDS = {
    _SELLING[1]: (Right.ORDERS, Right.MONEY),
    _SELLING[2]: (Right.LISTINGS,),
    _SELLING[3]: (Right.MONEY,),
}
_PAPERWORK = [HOME, ORDERS, CATALOGUE, ACCOUNT]
BARS: dict[Role, list[Door]] = {
    Role.PUBLIC: [HOME, CATALOGUE, INFO, Door("account.sign_in", "user", say("Masuk"))],
    Role.FARMER: [
        HOME,
        Door("complaints.new", "report", say("Lapor")),
        Door("complaints.index", "case", say("Keluhan")),
        INFO,
        ACCOUNT,
    ],
    Role.OFFICER: [*_HANDLING[:3], AID, ACCOUNT],
    Role.EXPERT: [*_HANDLING[:3], WATCH, ACCOUNT],
    Role.COORDINATOR: [_HANDLING[0], BOARD, WATCH, AID, ACCOUNT],
    Role.VENDOR_OWNER: _SELLING,
    Role.VENDOR_STAFF: _SELLING,
    **dict.fromkeys(OFFICE_HATS, _PAPERWORK),
    Role.TREASURER: [
        HOME,
        Door("treasury.index", "money", say("Bayar")),
        ORDERS,
        Door("treasury.book", "book", say("Buku")),
        ACCOUNT,
    ],
    Role.REQUESTER: _BUYING,
    Role.PROCURER: _BUYING,
    Role.SELECTION_GROUP: _BUYING,
    Role.ADMIN: [HOME, Door("verification.index", "shop", say("Usaha")), PEOPLE, ORDERS, ACCOUNT],
    Role.AUDITOR: [
        HOME,
        Door("audit.index", "eye", say("Periksa")),
        ORDERS,
        Door("budgets.index", "money", say("Anggaran")),
        ACCOUNT,
    ],
}


def fixed_url(endpoint: str) -> str:
    """The address of a route that takes nothing, as every page names them: worked out once."""
    return _address(endpoint, request.script_root)


@cache
def _address(endpoint: str, _root: str) -> str:
    return url_for(endpoint)


def bar(actor: Actor, signed_in: bool, counts: dict[str, int] | None = None) -> list[NavItem]:
    """The bar of this hat; somebody signed in without a hat keeps the public one and the account.

    A vendor's staff sees the doors its owner gave.
    """
    doors = [door for door in BARS[actor.hat] if _is_given(door, actor)]
    if actor.hat is Role.PUBLIC and signed_in:
        doors = [HOME, CATALOGUE, INFO, ACCOUNT]
    return [
        NavItem(
            fixed_url(door.endpoint), door.icon, door.label, _is_here(door), (counts or {}).get(door.endpoint)
        )
        for door in doors
    ]


def _is_given(door: Door, actor: Actor) -> bool:
    return actor.hat is not Role.VENDOR_STAFF or door not in NEEDS or actor.sells(*NEEDS[door])


def _is_here(door: Door) -> bool:
    return request.endpoint == door.endpoint
