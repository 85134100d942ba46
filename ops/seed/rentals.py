"""Demo things for rent and what became of some: offered, closed on some days, ordered, handed out, given back."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from domain import clock
from domain.budgets import actions as budgets
from domain.catalogue import actions as listings
from domain.catalogue.models import Listing
from domain.catalogue.rental import actions as rentals
from domain.catalogue.rental.rules import Terms
from domain.catalogue.rules import ListingState, Offer
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.people import queries as people
from domain.people.rules import SYSTEM, Actor, Role
from domain.purchases import actions
from domain.purchases.checklists import Condition
from domain.region.rows import Category
from domain.tax.model import PaymentWay
from domain.writing import write
from ops.seed.catalogue import shelves_of
from ops.seed.officials import Desks
from ops.seed.paths import rental_paths
from ops.seed.people import ADMIN
from ops.seed.stories import Order, Story
from ops.seed.timeline import Event, moments, year_start

LISTINGS = 24
CEILING = 400_000_000
AHEAD = timedelta(days=8)  # from the draft to the first day in use
FLAW = "Satu ikatannya sobek, masih bisa dipakai"

# by the drawing of a shelf: what stands on it, and the price of a day in thousands of rupiah, from and to
THINGS: dict[str, tuple[tuple[str, ...], int, int]] = {
    "tenda": (("Tenda 6 x 12 m", "Tenda sarnafil 5 x 5 m", "Tenda kerucut"), 400, 2_500),
    "kursi": (("Kursi futura 100 buah", "Meja lipat 20 buah", "Kursi lipat 50 buah"), 150, 600),
    "sound": (("Pengeras suara 2.000 watt", "Pengeras suara rapat", "Mikrofon nirkabel 4 buah"), 250, 1_800),
    "panggung": (("Panggung 4 x 6 m", "Dekorasi panggung"), 800, 3_500),
    "kendaraan": (("Minibus 14 kursi", "Bus sedang 30 kursi", "Truk bak terbuka"), 450, 1_900),
    "gedung": (("Ruang rapat 40 orang", "Gedung serbaguna 300 orang"), 750, 6_000),
}
PLAIN = (300, 900)


def seed_rentals(rng: Random, owners: Sequence[Actor], *, count: int = LISTINGS) -> None:
    """Things for rent on every shelf that rents, all on show. In an app context."""
    shelves = shelves_of(FulfilmentKind.RENTAL)
    with write():
        for number in range(count):
            shelf = shelves[number % len(shelves)]
            listing = rentals.draft_rental(
                rng.choice(owners), offer=_offer(rng, shelf), terms=_terms(rng, shelf), send=True
            )
            listings.move_listing(ADMIN, listing.id, "publish")


def _offer(rng: Random, shelf: Category) -> Offer:
    names, low, high = THINGS.get(shelf.picture, ((shelf.name,), *PLAIN))
    name = rng.choice(names)
    return Offer(
        name=name,
        description=f"{name}, disewakan per hari. Barang contoh untuk mencoba aplikasi.",
        unit=shelf.unit,
        price=rng.randint(low // 50, high // 50) * 50_000,
        stock=1 if shelf.object_kind == "building_rent" else rng.choice((1, 2, 3, 6)),
        category_code=shelf.code,
    )


def _terms(rng: Random, shelf: Category) -> Terms:
    _names, low, high = THINGS.get(shelf.picture, ((), *PLAIN))
    is_room = shelf.object_kind == "building_rent"
    return Terms(
        per_hour=low // 5 * 1_000 if is_room else None,
        per_week=None if is_room else (low + high) * 2_000,
        most_days=rng.choice((7, 14, 60)),
        buffer_after=0 if is_room else rng.choice((0, 1)),
        with_operator=shelf.picture in ("kendaraan", "sound"),
        delivery_area="" if is_room else "Seluruh kota",
        delivery_fee=None if is_room else rng.choice((0, 100_000, 250_000)),
    )


def rental_events(rng: Random, desks: Desks, *, times: int = 1) -> list[Event]:
    """The events of `times` purchases for each ending of a rental, to be played between those of other stories."""
    offered = _offered()
    owners = {
        int(scope): Actor(person.id, Role.VENDOR_OWNER, scope)
        for person, scope in people.wearers(Role.VENDOR_OWNER)
    }
    ways = [path for _ in range(times) for path in rental_paths(rng)]
    told = [(path, moments(clock.now(), path.age, path.gaps)) for path in ways]
    events: list[Event] = []
    lines = BudgetLines("Sewa perlengkapan acara (contoh)", "5.1.02.02.04.0117", "59999001")
    for (path, found), (listing, vendor) in zip(told, rng.sample(offered, len(told)), strict=True):
        at = [max(moment, year_start(found[min(2, len(found) - 1)])) for moment in found]
        office = rng.choice(sorted(desks))
        year = clock.local(at[0]).year
        order = Order(
            desk=dict(desks[office]), vendor=owners[vendor], wanted={listing: 1},
            budget_line_id=lines.of(office, year), payment_way=PaymentWay.LS, place="Halaman kantor (contoh)",
            external_number="",
        )  # fmt: skip
        events += _Rental(order, rng.randint(1, 3)).events(path, at)
    return events


def _offered() -> list[tuple[int, int]]:
    """(listing, vendor) of everything for rent."""
    found = select(Listing.id, Listing.vendor_id).where(
        Listing.kind == FulfilmentKind.RENTAL, Listing.state == ListingState.PUBLISHED
    )
    return [(row.id, row.vendor_id) for row in db.session.execute(found.order_by(Listing.id))]


class BudgetLines:
    """Budget lines of their own for these orders, one an office and year, so that none of the others runs short."""

    def __init__(self, name: str, account: str, rup_code: str):
        self.name, self.account, self.rup_code = name, account, rup_code
        self._made: dict[tuple[str, int], int] = {}

    def of(self, office: str, year: int) -> int:
        """The line's id; made when it is first asked for."""
        if (office, year) not in self._made:
            with write():
                self._made[office, year] = budgets.add_budget_line(
                    SYSTEM, office_code=office, fiscal_year=year, name=self.name,
                    dpa_number=f"DPA/A.1/S/{year} (contoh)", sub_kegiatan="X.XX.01.2.06.9001",
                    rekening=self.account, rup_code=self.rup_code, ceiling=CEILING,
                ).id  # fmt: skip
        return self._made[office, year]


class _Rental(Story):
    """A purchase of days: drafted from a calendar, and looked at four times."""

    def __init__(self, order: Order, days: int):
        super().__init__(order)
        self.days = days

    def draft(self) -> None:
        first = min(clock.today() + AHEAD, date(clock.fiscal_year(), 12, 31) - timedelta(days=self.days - 1))
        first = max(first, clock.today())
        last = min(first + timedelta(days=self.days - 1), date(clock.fiscal_year(), 12, 31))
        buyer, order = self.order.desk[Role.PROCURER], self.order
        for listing_id, quantity in order.wanted.items():
            actions.rent(buyer, listing_id=listing_id, quantity=quantity, first=first, last=last)
        self.code = next(
            each.code for each in actions.draft_purchases(buyer) if each.kind is FulfilmentKind.RENTAL
        )
        self.fill(deliver_by=first)

    def hand_out(self) -> None:
        self._look(actions.hand_out, Role.VENDOR_OWNER)

    def take_over(self) -> None:
        self._look(actions.take_over, Role.RECEIVER)

    def give_back(self) -> None:
        self._look(actions.give_back, Role.RECEIVER, Condition(False, FLAW))

    def check_back(self) -> None:
        self._look(actions.check_back, Role.VENDOR_OWNER, Condition(False, FLAW))

    def _look(self, verb, role: Role, seen: Condition | None = None) -> None:
        self._do(verb, role, conditions=[seen or Condition()])
