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
from domain.purchases import actions, queries, terms
from domain.purchases.actions.delivering import Arrived
from domain.purchases.claims import Outcome
from domain.purchases.money import actions as money
from domain.purchases.money.rules import Channel
from domain.region.rules import LaneCode, ObjectGroup
from domain.tax.model import CollectedBy, PaymentWay
from domain.writing import let_go, write
from ops.sealing import seal_papers
from ops.seed.officials import Desks, seed_budgets, seed_officials, seed_tax_standing
from ops.seed.paths import Path, negotiated_paths, parts_paths, paths
from ops.seed.timeline import Event, moments, play, year_start
from services.documents import Documents

__all__ = ["purchase_events", "seed_budgets", "seed_officials", "seed_purchases", "seed_tax_standing"]

COUNT = 150
SEALED = 20
TYPICAL = (2, 3, 5, 6, 8, 8, 10, 12, 15, 20, 30, 45, 60, 80)  # millions of rupiah
MILLION = 1_000_000
HOLIDAYS = 6  # days a lapse waits beyond the working days of an offer
HAGGLED = 2 * MILLION  # so that the first vendor keeps something on the shelf
ASKED, ANSWERED = 92, 96  # percent of the listed price
MOST_LINES = 3
PPN_ROOM = 1.12
WAYS = (PaymentWay.LS,) * 8 + (PaymentWay.UP, PaymentWay.UP, PaymentWay.GU, PaymentWay.KKPD)
ROADS = {
    PaymentWay.LS: Channel.SP2D,
    PaymentWay.UP: Channel.CMS,
    PaymentWay.GU: Channel.TRANSFER,
    PaymentWay.TU: Channel.TRANSFER,
    PaymentWay.KKPD: Channel.CARD,
}
DECIDED = frozenset({"draft", "submit", "offer", "counter", "agree_office", "agree_vendor", "approve"})
MARKS = (
    (5, "Cepat dan rapi."),
    (4, ""),
    (5, ""),
    (3, "Barangnya baik, datang agak siang."),
    (4, "Sesuai pesanan."),
)
PLACES = ("Ruang rapat", "Gudang kantor", "Aula", "Bagian umum")
REASONS = {
    "send_back": "Jumlahnya terlalu banyak untuk satu kali rapat. Kurangi dulu.",
    "reject": "Kegiatannya ditunda, belum perlu dibeli.",
    "decline_offer": "Dengan harga itu kami tidak balik modal.",
    "refuse": "Bahan bakunya sedang kosong.",
    "cancel": "Kegiatan dibatalkan.",
    "contest": "Waktu diserahkan kemasannya masih utuh, ada fotonya.",
    "settle": "Foto surat jalan menunjukkan kemasan utuh waktu diserahkan.",
    "close_short": "Bahan untuk penggantinya belum ada sampai bulan depan.",
    "return_invoice": "Nama kegiatan di tagihan belum sama dengan pesanan.",
}


@dataclass(frozen=True)
class Offered:
    """A listing as the plan sees it: whole rupiah for one unit, and what may still be ordered of it."""

    id: int
    price: int
    least: int
    left: int


@dataclass(frozen=True)
class Order:
    """What one purchase buys, decided before the story starts. `wanted` is quantity by listing id."""

    desk: dict[Role, Actor]
    vendor: Actor
    wanted: dict[int, int]
    budget_line_id: int
    payment_way: PaymentWay
    place: str
    external_number: str
    hps: int | None = None


def seed_purchases(
    rng: Random,
    desks: Desks,
    *,
    count: int = COUNT,
    documents: Documents | None = None,
    others: Sequence[Event] = (),
) -> int:
    """Tell `count` purchases and `others` in order of time, fill a basket, seal the newest papers; returns how many sealed.

    Needs published listings. In an app context, outside a write block.
    """
    play([*purchase_events(rng, desks, count=count), *others])
    _fill_a_basket(rng, desks)
    let_go()
    return seal_papers(documents, limit=SEALED, newest_first=True)


def purchase_events(rng: Random, desks: Desks, *, count: int = COUNT) -> list[Event]:
    """The events of `count` purchases, to be played alone or between those of other stories."""
    seed_tax_standing(rng)
    buying = region.current().purchasing
    ways = paths(rng, count, acceptance_days=buying.acceptance_days, confirm_days=buying.vendor_confirm_days)
    ways += negotiated_paths(Random(count), lapse_days=buying.offer_working_days + HOLIDAYS)
    ways += parts_paths(Random(count + 1))
    told = [(path, _moments(path)) for path in ways]
    years = sorted({clock.local(at[0]).year for _, at in told} | {clock.fiscal_year()})
    plan = _Plan(rng, desks, seed_budgets(rng, list(desks), years))
    return [event for path, at in told for event in Story(plan.order(path, at[0])).events(path, at)]


def _moments(path: Path) -> list[datetime]:
    """The moments of a path; a purchase is drafted, submitted and approved within one fiscal year."""
    found = moments(clock.now(), path.age, path.gaps)
    decided = [at for step, at in zip(path.steps, found, strict=True) if step in DECIDED]
    first = year_start(decided[-1])
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


class Story:
    """One purchase as it is told: each method is a step, done by whoever does it in real life."""

    def __init__(self, order: Order):
        self.order, self.code = order, ""

    def events(self, path: Path, at: Sequence[datetime]) -> list[Event]:
        """The steps as events; the clock's own steps open their own write blocks."""
        return [
            Event(moment, actions.run_due, alone=True)
            if step in ("expire", "finish", "lapse")
            else Event(moment, getattr(self, step))
            for step, moment in zip(path.steps, at, strict=True)
        ]

    def _do(self, verb, role: Role, **how) -> None:
        actor = self.order.vendor if role is Role.VENDOR_OWNER else self.order.desk[role]
        verb(actor, self.code, version=None, **how)

    def draft(self) -> None:
        buyer, order = self.order.desk[Role.PROCURER], self.order
        for listing_id, quantity in order.wanted.items():
            actions.add_to_basket(buyer, listing_id=listing_id, quantity=quantity)
        self.code = actions.draft_purchases(buyer)[0].code
        self.fill(deliver_by=min(clock.today() + timedelta(days=21), date(clock.fiscal_year(), 12, 31)))

    def fill(self, *, deliver_by: date) -> None:
        """Say who pays, where to and until when."""
        order = self.order
        actions.change_draft(
            order.desk[Role.PROCURER],
            self.code,
            version=None,
            budget_line_id=order.budget_line_id,
            deliver_to=order.place,
            deliver_by=deliver_by,
            payment_way=order.payment_way,
            contact="Bagian umum (contoh)",
            contact_phone="+628120000000",
            external_number=order.external_number,
            hps=order.hps,
            hps_source="Survei tiga toko (contoh)" if order.hps else "",
        )

    def submit(self) -> None:
        self._do(actions.submit, Role.PROCURER)

    def offer(self) -> None:
        self._do(actions.offer, Role.PROCURER, prices=self._prices(ASKED), note="Kami beli banyak sekaligus.")

    def counter(self) -> None:
        self._do(actions.counter, Role.VENDOR_OWNER, prices=self._prices(ANSWERED))

    def _prices(self, percent: int) -> list[int]:
        return [line.listed_price * percent // 100 for line in self._lines()]

    def agree_office(self) -> None:
        self._do(actions.agree, Role.PROCURER)

    def agree_vendor(self) -> None:
        self._do(actions.agree, Role.VENDOR_OWNER)

    def decline_offer(self) -> None:
        self._do(actions.decline_offer, Role.VENDOR_OWNER, reason=REASONS["decline_offer"])

    def approve(self) -> None:
        self._do(actions.approve, Role.SIGNER)

    def send_back(self) -> None:
        self._do(actions.send_back, Role.SIGNER, reason=REASONS["send_back"])

    def reject(self) -> None:
        self._do(actions.reject, Role.SIGNER, reason=REASONS["reject"])

    def cancel(self) -> None:
        self._do(actions.cancel, Role.SIGNER, reason=REASONS["cancel"])

    def ask_cancel(self) -> None:
        self._do(actions.ask_cancel, Role.SIGNER, reason=REASONS["cancel"])

    def agree_cancel(self) -> None:
        self._do(actions.agree_cancel, Role.VENDOR_OWNER)

    def accept(self) -> None:
        self._do(actions.accept, Role.VENDOR_OWNER)

    def refuse(self) -> None:
        self._do(actions.refuse, Role.VENDOR_OWNER, reason=REASONS["refuse"])

    def ship(self) -> None:
        self._do(actions.ship, Role.VENDOR_OWNER, quantities=[line.count.may_ship for line in self._lines()])

    def ship_half(self) -> None:
        halves = [(line.quantity + 1) // 2 for line in self._lines()]
        self._do(actions.ship, Role.VENDOR_OWNER, quantities=halves, note="Kiriman pertama")

    def receive(self) -> None:
        self._receive(0)

    def receive_half(self) -> None:
        """One piece of the first line is not good; it comes again with the rest."""
        self._receive(1)

    def _receive(self, bad: int) -> None:
        under_way = [line.count.under_way for line in self._lines()]
        rejected = [min(bad, under_way[0])] + [0] * (len(under_way) - 1)
        arrived = [
            Arrived(count - no, no, "Kemasannya rusak di jalan." if no else "")
            for count, no in zip(under_way, rejected, strict=True)
        ]
        self._do(actions.receive, Role.RECEIVER, arrived=arrived)

    def ship_late(self) -> None:
        self.ship()

    def contest(self) -> None:
        self._do(actions.contest, Role.VENDOR_OWNER, reason=REASONS["contest"])

    def settle(self) -> None:
        admin = Actor(people.wearing(Role.ADMIN)[0].id, Role.ADMIN)
        said = {"outcome": Outcome.ACCEPTED, "reason": REASONS["settle"]}
        actions.settle(admin, self.code, version=None, **said)

    def close_short(self) -> None:
        self._do(actions.close_short, Role.VENDOR_OWNER, reason=REASONS["close_short"])

    def agree_short(self) -> None:
        self._do(actions.agree_short, Role.SIGNER)

    def hand_over(self) -> None:
        self._do(actions.hand_over, Role.SIGNER)

    def invoice(self) -> None:
        number = f"04{clock.fiscal_year() % 100:02}{self.code[1:]:0>12} (contoh)"
        with_tax = any(tax.code == "ppn" for tax in self._row().taxes)
        self._do(actions.invoice, Role.VENDOR_OWNER, tax_invoice=number if with_tax else "")

    def return_invoice(self) -> None:
        self._do(actions.return_invoice, Role.FINANCE_VERIFIER, reason=REASONS["return_invoice"])

    def verify(self) -> None:
        self._do(actions.verify, Role.FINANCE_VERIFIER)

    def pay(self) -> None:
        proof = f"SP2D-{self.code[1:]}/{clock.fiscal_year()} (contoh)"
        paid = {"amount": terms.next_net(self._row()), "proof_number": proof, "paid_on": clock.today()}
        self._do(money.pay, Role.TREASURER, channel=ROADS[self._row().payment_way], **paid)
        if (
            self._row().payment is not None and int(self.code[1:]) % 6
        ):  # every sixth waits at the treasurer's desk
            self._deposit()

    def _deposit(self) -> None:
        """The withheld taxes, handed in with the payment."""
        number = int(self.code[1:])
        for n, tax in enumerate(self._row().taxes):
            if tax.collected_by is CollectedBy.TREASURER:
                money.record_deposit(
                    self.order.desk[Role.TREASURER], self.code, tax=tax.code, billing_id=f"{number:011}{n:04}",
                    ntpn=f"CONTOH{number:08}{n:02}", bupot_number=f"BP-{number:05}-{n} (contoh)",
                    deposited_on=clock.today(),
                )  # fmt: skip

    def confirm_paid(self) -> None:
        self._do(actions.confirm_paid, Role.VENDOR_OWNER)
        if int(self.code[1:]) % 4:  # every fourth goes without a mark
            self._mark()

    def _mark(self) -> None:
        """The PPK's mark, and the vendor's answer to a low one."""
        number = int(self.code[1:])
        score, words = MARKS[number % len(MARKS)]
        self._do(actions.rate, Role.SIGNER, score=score, words=words)
        if score < 4:
            self._do(
                actions.answer_rating, Role.VENDOR_OWNER, words="Terima kasih, berikutnya kami perbaiki."
            )

    def _row(self):
        return queries.get(self.order.desk[Role.SIGNER], self.code)

    def _lines(self):
        return self._row().lines


def _fill_a_basket(rng: Random, desks: Desks) -> None:
    """Things of two vendors wait in the first buyer's basket."""
    buyer = next(iter(desks.values()))[Role.PROCURER]
    shelves = _shelves()
    with write():
        for vendor in rng.sample(sorted(shelves), min(2, len(shelves))):
            for offered in rng.sample(list(shelves[vendor].values()), min(2, len(shelves[vendor]))):
                quantity = max(offered.least, min(offered.left, 10))
                actions.add_to_basket(buyer, listing_id=offered.id, quantity=quantity)
