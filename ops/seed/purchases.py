"""Demo purchases of the last ten months, told by the same actions as real ones; see README of the region."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import select

from domain import clock, region
from domain.catalogue.models import Listing
from domain.catalogue.rules import ListingState
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.purchases import actions
from domain.region.rules import LaneCode, ObjectGroup
from domain.tax.model import PaymentWay
from domain.writing import let_go, write
from ops.sealing import seal_papers
from ops.seed.officials import Desks, seed_budgets, seed_officials, seed_tax_standing
from ops.seed.paths import Path, negotiated_paths, parts_paths, paths, rare_paths
from ops.seed.stories import Order, Turning
from ops.seed.timeline import Event, moments, play, year_start
from services.documents import Documents

__all__ = ["purchase_events", "seed_budgets", "seed_officials", "seed_purchases", "seed_tax_standing"]

COUNT = 150
SEALED = 20
TYPICAL = (2, 3, 5, 6, 8, 8, 10, 12, 15, 20, 30, 45, 60, 80)  # millions of rupiah
MILLION = 1_000_000
HOLIDAYS = 6  # days a lapse waits beyond the working days of an offer
HAGGLED = 2 * MILLION  # so that the first vendor keeps something on the shelf
MOST_LINES = 3
PPN_ROOM = 1.12
WAYS = (PaymentWay.LS,) * 8 + (PaymentWay.UP, PaymentWay.UP, PaymentWay.GU, PaymentWay.KKPD)
DECIDED = frozenset(
    {"draft", "submit", "offer", "counter", "agree_office", "agree_vendor", "approve", "reissue"}
)
PLACES = ("Ruang rapat", "Gudang kantor", "Aula", "Bagian umum")


@dataclass(frozen=True)
class Offered:
    """A listing as the plan sees it: whole rupiah for one unit, and what may still be ordered of it."""

    id: int
    price: int
    least: int
    left: int


def seed_purchases(
    rng: Random,
    desks: Desks,
    *,
    count: int = COUNT,
    times: int = 1,
    documents: Documents | None = None,
    others: Sequence[Event] = (),
) -> int:
    """Tell `count` purchases and `others` in order of time, fill a basket, seal the newest papers; returns how many sealed.

    Needs published listings. In an app context, outside a write block.
    """
    play([*purchase_events(rng, desks, count=count, times=times), *others])
    _fill_a_basket(rng, desks)
    let_go()
    return seal_papers(documents, limit=SEALED, newest_first=True)


def purchase_events(rng: Random, desks: Desks, *, count: int = COUNT, times: int = 1) -> list[Event]:
    """The events of `count` purchases, to be played alone or between those of other stories.

    With `times`, so many of each that is haggled over, in parts or quarrelled about, and the rarer turns too.
    """
    seed_tax_standing(rng)
    buying = region.current().purchasing
    ways = paths(rng, count, acceptance_days=buying.acceptance_days, confirm_days=buying.vendor_confirm_days)
    for n in range(times):
        ways += negotiated_paths(Random(count + 2 * n), lapse_days=buying.offer_working_days + HOLIDAYS)
        ways += parts_paths(Random(count + 2 * n + 1))
        ways += rare_paths(Random(count + n), buying, holidays=HOLIDAYS) if times > 1 else []
    told = [(path, _moments(path)) for path in ways]
    years = sorted({clock.local(at[0]).year for _, at in told} | {clock.fiscal_year()})
    plan = _Plan(rng, desks, seed_budgets(rng, list(desks), years, times=times))
    return [event for path, at in told for event in Turning(plan.order(path, at[0])).events(path, at)]


def _moments(path: Path) -> list[datetime]:
    """The moments of a path; a purchase is drafted, submitted and approved within one fiscal year."""
    found = moments(clock.now(), path.age, path.gaps)
    decided = [at for step, at in zip(path.steps, found, strict=True) if step in DECIDED]
    first = year_start(decided[-1])
    if "reissue" in path.steps and found[0] < first:  # its deadlines cannot be squeezed into the new year
        back = decided[-1] - first + timedelta(hours=1)
        return [at - back for at in found]
    return [max(at, first) for at in found]


class _Plan:
    """Who buys what of whom, so that neither stock nor budget runs short on the way."""

    def __init__(self, rng: Random, desks: Desks, budgets: dict[tuple[str, int], list]):
        self.rng, self.desks = rng, {code: dict(desk) for code, desk in desks.items()}
        self.room = {key: dict(lines) for key, lines in budgets.items()}
        self.shelves = _shelves()
        self.vendors = sorted(self.shelves)
        scopes = [(person.id, scope) for person, scope in people.wearers(Role.VENDOR_OWNER)]
        self.told: Counter[tuple[str, ...]] = Counter()
        self.owners = {int(scope): Actor(person, Role.VENDOR_OWNER, scope) for person, scope in scopes}

    def order(self, path: Path, starts: datetime) -> Order:
        """The next order, out of what is left. Raises RuntimeError when the shelves are empty.

        Offices take turns in each kind of story, the first one first and with the first vendor: whoever
        tries the demo as one of their people finds something of every kind.
        """
        rng, day = self.rng, clock.local(starts).date()
        turn = self.told[path.steps]
        self.told[path.steps] += 1
        office = list(self.desks)[turn % len(self.desks)]
        worth = HAGGLED if "offer" in path.steps else rng.choice(TYPICAL) * MILLION
        vendor, wanted, worth = self._goods(worth, self.vendors[:1] if turn == 0 else [])
        return Order(
            desk=self.desks[office],
            vendor=self.owners[vendor],
            wanted=wanted,
            budget_line_id=self._budget(office, day.year, round(worth * PPN_ROOM)),
            payment_way=rng.choice(WAYS),
            place=f"{rng.choice(PLACES)} (contoh)",
            external_number=self._external_number(round(worth * PPN_ROOM), day),
            hps=self._hps(round(worth * PPN_ROOM), day),
        )

    def _goods(self, worth: int, rather: list[int]) -> tuple[int, dict[int, int], int]:
        """A vendor (one of `rather` while they can), up to three things for about `worth` rupiah, and their cost."""
        for vendor in (*rather, *(self.rng.choice(self.vendors) for _ in range(100))):
            able = [offered for offered in self.shelves[vendor].values() if offered.left >= offered.least]
            chosen = self.rng.sample(able, min(len(able), self.rng.randint(1, MOST_LINES)))
            wanted = {each.id: _quantity(each, worth // len(chosen)) for each in chosen}
            cost = sum(each.price * wanted[each.id] for each in chosen)
            if chosen and cost >= MILLION // 5:
                for each in chosen:
                    left = each.left - wanted[each.id]
                    self.shelves[vendor][each.id] = Offered(each.id, each.price, each.least, left)
                return vendor, wanted, cost
        raise RuntimeError("too little on the shelves for so many demo purchases")

    def _budget(self, office: str, year: int, amount: int) -> int:
        """The budget line with most room left."""
        room = self.room[office, year]
        line = max(room, key=lambda each: room[each])
        room[line] -= amount
        return line

    def _hps(self, worth: int, day: date) -> int | None:
        """An estimate somewhat above what it costs, where the rule of the day asks for one."""
        lane = region.current().lane_for(LaneCode.B, ObjectGroup.GOODS_SERVICES, worth, day)
        return worth if lane and lane.needs_hps else None

    def _external_number(self, worth: int, day: date) -> str:
        lane = region.current().lane_for(LaneCode.B, ObjectGroup.GOODS_SERVICES, worth, day)
        return (
            f"SPSE-{self.rng.randint(10_000_000, 99_999_999)}" if lane and lane.needs_external_number else ""
        )


def _quantity(offered: Offered, worth: int) -> int:
    """Whole tens where there are many, never more than half of what is left (or the least)."""
    many = max(offered.least, min(worth // offered.price, offered.left // 2))
    return max(offered.least, many - many % 10) if many > 20 else many


def _shelves() -> dict[int, dict[int, Offered]]:
    """What is on show and in stock, by vendor and listing."""
    found = select(Listing).where(
        Listing.state == ListingState.PUBLISHED,
        Listing.kind == FulfilmentKind.PRODUCT,
        Listing.stock >= Listing.minimum_order,
    )
    shelves: dict[int, dict[int, Offered]] = {}
    for row in db.session.scalars(found.order_by(Listing.id)):
        offered = Offered(row.id, row.price, row.minimum_order, row.stock)
        shelves.setdefault(row.vendor_id, {})[row.id] = offered
    return shelves


def _fill_a_basket(rng: Random, desks: Desks) -> None:
    """Things of two vendors wait in the first buyer's basket."""
    buyer = next(iter(desks.values()))[Role.PROCURER]
    shelves = _shelves()
    with write():
        for vendor in rng.sample(sorted(shelves), min(2, len(shelves))):
            for offered in rng.sample(list(shelves[vendor].values()), min(2, len(shelves[vendor]))):
                quantity = max(offered.least, min(offered.left, 10))
                actions.add_to_basket(buyer, listing_id=offered.id, quantity=quantity)
