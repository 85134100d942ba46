"""Packages of organisers in tests, made by the same actions as real ones."""

from dataclasses import replace

from domain.catalogue import actions as catalogue
from domain.catalogue.packages import actions
from domain.catalogue.packages.rules import CancelFee, Milestone, Package
from domain.catalogue.rules import Offer
from domain.people.rules import Actor, Role
from domain.writing import write
from tests.support.rentals import shelf_of

ADMIN = Actor(None, Role.ADMIN)
PACKAGE = Package(
    people_from=20,
    people_to=60,
    hours=6,
    inclusions="Pemandu, perahu, makan siang.",
    milestones=(
        Milestone("Persiapan", "Daftar peserta dan susunan acara", 30, -7),
        Milestone("Pelaksanaan", "Acara selesai, foto", 40, 0),
        Milestone("Laporan", "Laporan kegiatan", 30, 7),
    ),
    crew=8,
    venue="Tepi sungai",
    reschedule_days=7,
    cancel_fees=(CancelFee(7, 25), CancelFee(2, 75)),
)
OUTING = Offer(
    name="Outbound sehari",
    description="Permainan kelompok dan arung sungai.",
    unit="kegiatan",
    price=40_000_000,
    stock=1,
)


def organise(owner: Actor, package: Package = PACKAGE, **change) -> int:
    """A package on show; returns its id. Inside an app context."""
    offer = replace(OUTING, category_code=shelf_of("service"), **change)
    with write():
        listing = actions.draft_package(owner, offer=offer, package=package, send=True)
        catalogue.move_listing(ADMIN, listing.code, "publish")
        return listing.id
