"""The vendor's verbs: offer a package, change it. None commits."""

from dataclasses import asdict, replace
from typing import Any

from domain.catalogue import actions as listings
from domain.catalogue import queries as catalogue
from domain.catalogue.models import Listing
from domain.catalogue.packages import queries, rules
from domain.catalogue.packages.models import PLAIN, PackageTerms
from domain.catalogue.packages.rules import Package
from domain.catalogue.rules import Offer
from domain.db import db
from domain.errors import NotVisible
from domain.kinds import FulfilmentKind
from domain.people.rules import Actor
from domain.pictures import Picture


def draft_package(
    actor: Actor, *, offer: Offer, package: Package, picture: Picture | None = None, send: bool = False
) -> Listing:
    """A package; the offer's price is for the whole of it, or for one person. Raises RuleBroken."""
    rules.check_package(package)
    listing = listings.draft_listing(
        actor, offer=_counted(offer, package), picture=picture, send=send,
        kind=FulfilmentKind.ORGANISER, says=_said(package),
    )  # fmt: skip
    _keep(listing, package)
    return listing


def change_package(
    actor: Actor,
    code: str | int,
    *,
    seen: int,
    offer: Offer,
    package: Package,
    picture: Picture | None = None,
    send: bool = False,
) -> Listing:
    """Say something new about a package; orders keep the version they saw."""
    rules.check_package(package)
    before = managed(actor, code)
    offer = _counted(offer, package)
    listing = listings.change_listing(
        actor, code, seen=seen, offer=offer, picture=picture, send=send,
        says=_said(package), says_more=package != queries.package_of(before.id, before.version),
    )  # fmt: skip
    if listing.version != seen:
        listing.stock = offer.stock
        _keep(listing, package)
    return listing


def managed(actor: Actor, code: str | int) -> Listing:
    """A package that `actor` may change. Raises NotVisible."""
    listing = catalogue.managed(actor, code)
    if listing.kind is not FulfilmentKind.ORGANISER:
        raise NotVisible(str(code))
    return listing


def _counted(offer: Offer, package: Package) -> Offer:
    """A package is never out of stock: what can be ordered at once is its people, or one."""
    least, most = (package.people_from, package.people_to) if package.per_person else (1, 1)
    return replace(offer, minimum_order=least, stock=most)


def _said(package: Package) -> dict[str, Any]:
    said = asdict(package)
    return said | {
        "milestones": [list(each) for each in package.milestones],
        "cancel_fees": [list(each) for each in package.cancel_fees],
    }


def _keep(listing: Listing, package: Package) -> None:
    said = _said(package)
    db.session.add(
        PackageTerms(
            listing_id=listing.id,
            n=listing.version,
            milestones=said["milestones"],
            cancel_fees=said["cancel_fees"],
            **{name: said[name] for name in PLAIN},
        )
    )
    db.session.flush()
