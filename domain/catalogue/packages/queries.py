"""Reads of packages."""

from domain.catalogue.packages.models import PackageTerms
from domain.catalogue.packages.rules import Package
from domain.db import db
from domain.errors import NotVisible


def package_of(listing_id: int, n: int) -> Package:
    """What the n-th version of an organiser's listing said. Raises NotVisible."""
    found = db.session.get(PackageTerms, (listing_id, n))
    if found is None:
        raise NotVisible(f"{listing_id}/{n}")
    return found.package
