"""Demo packages of organisers and what became of some: ordered, reported milestone by milestone, paid term by term."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from domain import clock
from domain.catalogue import actions as listings
from domain.catalogue.models import Listing
from domain.catalogue.packages import actions as packages
from domain.catalogue.packages.rules import CancelFee, Milestone, Package
from domain.catalogue.rules import ListingState, Offer
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.people import queries as people
from domain.people.models import Vendor
from domain.people.rules import Actor, Role, VendorKind
from domain.purchases import actions, milestones, terms
from domain.purchases.money import actions as money
from domain.region.rows import Category
from domain.tax.model import PaymentWay
from domain.writing import write
from ops.seed.catalogue import shelves_of
from ops.seed.officials import Desks
from ops.seed.paths import organiser_paths
from ops.seed.people import ADMIN
from ops.seed.rentals import BudgetLines
from ops.seed.stories import ROADS, Order, Story, named
from ops.seed.timeline import Event, moments, year_start

PACKAGES = 12
ORGANISERS = 5
AHEAD = timedelta(days=14)  # from the draft to the event
PEOPLE = 30
STAGES = (
    Milestone("Persiapan", "Daftar peserta dan susunan acara", 30, -7),
    Milestone("Pelaksanaan", "Acara selesai, foto", 40, 0),
    Milestone("Laporan", "Laporan kegiatan", 30, 7),
)


def seed_packages(rng: Random, owners: Sequence[Actor], *, count: int = PACKAGES) -> None:
    """Packages of a few companies on the shelves of services, all on show. In an app context."""
    shelves = shelves_of(FulfilmentKind.ORGANISER)
    chosen = rng.sample(list(owners), min(ORGANISERS, len(owners)))
    with write():
        for owner in chosen:
            db.session.get_one(Vendor, int(owner.scope or 0)).kind = VendorKind.COMPANY
        for number in range(count):
            shelf = shelves[number % len(shelves)]
            listing = packages.draft_package(
                rng.choice(chosen), offer=_offer(rng, shelf), package=_package(rng, shelf), send=True
            )
            listings.move_listing(ADMIN, listing.id, "publish")


def _offer(rng: Random, shelf: Category) -> Offer:
    each = shelf.unit == "orang"
    return Offer(
        name=f"Paket {shelf.name.lower()}",
        description=f"{shelf.name} dari persiapan sampai laporan. Paket contoh untuk mencoba aplikasi.",
        unit=shelf.unit,
        price=rng.randint(3, 9) * 50_000 if each else rng.randint(4, 30) * 500_000,
        stock=1,
        category_code=shelf.code,
    )


def _package(rng: Random, shelf: Category) -> Package:
    return Package(
        people_from=20, people_to=rng.choice((40, 60, 100)), hours=rng.choice((4, 6, 8)),
        inclusions="Pemandu, alat, makan siang, dan air minum.", milestones=STAGES,
        per_person=shelf.unit == "orang", venue="Sesuai permintaan", crew=rng.randint(4, 12),
        rundown="08.00 pembukaan\n09.00 kegiatan\n12.00 makan siang\n14.00 penutupan",
        reschedule_days=7, cancel_fees=(CancelFee(7, 25), CancelFee(2, 75)),
    )  # fmt: skip


def organiser_events(rng: Random, desks: Desks, *, times: int = 1) -> list[Event]:
    """The events of `times` purchases for each ending of a package, to be played between those of other stories."""
    offered = _offered()
    owners = {
        int(scope): Actor(person.id, Role.VENDOR_OWNER, scope)
        for person, scope in people.wearers(Role.VENDOR_OWNER)
    }
    ways = [path for _ in range(times) for path in organiser_paths(rng, rare=times > 1)]
    told = [(path, moments(clock.now(), path.age, path.gaps)) for path in ways]
    events: list[Event] = []
    lines = BudgetLines("Jasa penyelenggara acara (contoh)", "5.1.02.02.01.0026", "59999002")
    for (path, found), (listing, vendor) in zip(told, rng.sample(offered, len(told)), strict=True):
        at = [max(moment, year_start(found[min(2, len(found) - 1)])) for moment in found]
        office = rng.choice(sorted(desks))
        order = Order(
            desk=dict(desks[office]), vendor=owners[vendor], wanted={listing: PEOPLE},
            budget_line_id=lines.of(office, clock.local(at[0]).year),
            payment_way=PaymentWay.LS, place="Balai pertemuan (contoh)", external_number="",
        )  # fmt: skip
        events += _Organised(order).events(path, at)
    return events


def _offered() -> list[tuple[int, int]]:
    """(listing, vendor) of every package."""
    found = select(Listing.id, Listing.vendor_id).where(
        Listing.kind == FulfilmentKind.ORGANISER, Listing.state == ListingState.PUBLISHED
    )
    return [(row.id, row.vendor_id) for row in db.session.execute(found.order_by(Listing.id))]


class _Organised(Story):
    """A purchase of a package: each milestone is reported, accepted, handed over, billed and paid."""

    def draft(self) -> None:
        day = min(clock.today() + AHEAD, date(clock.fiscal_year(), 12, 31))
        buyer, order = self.order.desk[Role.PROCURER], self.order
        for listing_id, people_count in order.wanted.items():
            actions.book_event(buyer, listing_id=listing_id, day=day, people=people_count)
        drafts = actions.draft_purchases(buyer)
        self.code = next(each.code for each in drafts if each.kind is FulfilmentKind.ORGANISER)
        self.fill(deliver_by=day)

    def report(self) -> None:
        planned = [each for each in milestones.of(self._row()) if each.stage is milestones.Stage.PLANNED]
        words = f"{planned[0].deliverable}: sudah selesai (contoh)"
        self._do(actions.report, Role.VENDOR_OWNER, through=planned[0].position, words=words)

    def approve_stage(self) -> None:
        self._do(actions.approve_stage, Role.RECEIVER)

    def return_stage(self) -> None:
        self._do(actions.return_stage, Role.RECEIVER, reason="Daftar hadirnya belum ada.")

    def move_event(self) -> None:
        """Five days later, where the year still has them."""
        row = self._row()
        day = row.lines[0].start_day + timedelta(days=5)
        if day.year == clock.fiscal_year():
            self._do(actions.move_event, Role.SIGNER, day=day, reason="Balai dipakai acara lain.")

    def pay(self) -> None:
        row = self._row()
        term = terms.running(row)
        assert term is not None
        proof = f"SP2D-{self.code[1:]}.{term.n}/{clock.fiscal_year()} (contoh)"
        self._do(
            money.pay,
            Role.TREASURER,
            channel=ROADS[row.payment_way],
            amount=term.net,
            proof_number=proof,
            paid_on=clock.today(),
            **named(row.payment_way, f"{self.code[1:]}.{term.n}", clock.today()),
        )
