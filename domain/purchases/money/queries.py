"""What a treasurer has to do and did: payments that wait, taxes to deposit, the cash book, sums by anything."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Row, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from domain import clock, region
from domain.catalogue.models import Category, Listing
from domain.db import db
from domain.errors import NotVisible
from domain.people.models import Office, Vendor
from domain.people.rules import Actor
from domain.purchases import queries
from domain.purchases.models import Purchase, PurchaseLine, PurchaseTax
from domain.purchases.money.made import MADE
from domain.purchases.money.models import PaymentChannel, PaymentWarrant, TaxDeposit, VendorQris
from domain.purchases.money.parts import parts_of
from domain.purchases.money.rules import Channel
from domain.purchases.states import State
from domain.sentences import say
from domain.tax.model import CollectedBy
from domain.tax.reasons import NAMES
from domain.tax.terms import deposit_by

PAGE = 20
BATCH = 200
Place = tuple[date, int, int, str]


class Task(NamedTuple):
    """One withheld tax to hand in: rupiah, and the last day for it. `n` is the payment of an order paid in parts."""

    code: str
    vendor: str
    tax: str
    tax_name: str
    amount: int
    paid_on: date
    due: date
    n: int = 0

    @property
    def is_late(self) -> bool:
        return self.due < clock.today()

    @property
    def place(self) -> str:
        """Its place in the list, to go on after it."""
        return f"{self.paid_on.isoformat()}.{self.code.removeprefix('P')}.{self.n}.{self.tax}"


class Paid(NamedTuple):
    """One line of the cash book. Rupiah; `taxes` is name and amount of what was withheld, a penalty too."""

    code: str
    paid_on: date
    proof: str
    vendor: str
    office: str
    way: str
    channel: str
    gross: int
    taxes: tuple[tuple[str, int], ...]
    withheld: int
    net: int
    ntpn: str
    n: int
    spp_number: str
    spp_on: date | None
    spm_number: str
    spm_on: date | None


class Sum(NamedTuple):
    """Paid purchases of one group: how many, gross, withheld and net rupiah."""

    name: str
    count: int
    gross: int
    withheld: int
    net: int


def to_pay(actor: Actor, *, after: int = 0) -> list[Purchase]:
    """Verified and not yet paid, oldest hand-over first, one more than a page."""
    return queries.page_of(actor, states=[State.VERIFIED], after=after, oldest_first=True)


def deposits_due(actor: Actor, limit: int = 50, *, code: str = "", after: str = "") -> list[Task]:
    """Withheld taxes of payments that nobody has noted as deposited, oldest payment first; of one order by `code`.

    An order paid in parts owes the share of each part from that part's payment on; a part too small to carry a
    rupiah of a tax owes none, and leaves its room to the next. `after` is the place of the last one seen.
    """
    tasks: list[Task] = []
    place = _place(after)
    while len(tasks) < limit:
        rows = list(db.session.execute(_undeposited(actor, code, place).limit(BATCH)))
        tasks += _tasks(rows)
        if len(rows) < BATCH:
            break
        place = rows[-1].paid_on, rows[-1].Purchase.id, rows[-1].n, rows[-1].code
    return tasks[:limit]


def _undeposited(actor: Actor, code: str, place: Place | None) -> Select:
    seen = queries.visible_to(actor).with_only_columns(Purchase.id)
    if code:
        seen = seen.where(Purchase.id == int(code.removeprefix("P")))
    order = MADE.c.paid_on, Purchase.id, MADE.c.n, PurchaseTax.code
    found = (
        select(Purchase, MADE.c.n, MADE.c.paid_on, PurchaseTax.code)
        .join(MADE, MADE.c.purchase_id == Purchase.id)
        .join(PurchaseTax, PurchaseTax.purchase_id == Purchase.id)
        .outerjoin(TaxDeposit, _same_tax())
        .where(
            Purchase.id.in_(seen), TaxDeposit.purchase_id.is_(None),
            PurchaseTax.collected_by == CollectedBy.TREASURER,
        )
        .options(joinedload(Purchase.vendor), selectinload(Purchase.taxes), selectinload(Purchase.lines))
        .order_by(*order)
    )  # fmt: skip
    return found.where(tuple_(*order) > place) if place else found


def _tasks(rows: Sequence[Row]) -> list[Task]:
    days = _deposit_days()
    shares = parts_of((row.Purchase, row.n) for row in rows)
    tasks = [
        Task(
            row.Purchase.code, row.Purchase.vendor.legal_name, row.code, NAMES[row.code],
            shares[row.Purchase.id, row.n].taxes.get(row.code, 0), row.paid_on,
            deposit_by(row.Purchase.payment_way, row.paid_on, days), row.n,
        )
        for row in rows
    ]  # fmt: skip
    return [each for each in tasks if each.amount]


def _place(text: str) -> Place | None:
    """Where a list went on, as `Task.place` says it; None for anything else."""
    day, _, rest = text.partition(".")
    try:
        number, n, tax = rest.split(".")
        found = date.fromisoformat(day), int(number), int(n), tax
    except ValueError:
        return None
    return found if all(0 <= each < 2**31 for each in found[1:3]) else None


def task(actor: Actor, code: str, tax: str, n: int = 0) -> Task | None:
    """One tax of one payment that is still to be handed in."""
    return next((each for each in deposits_due(actor, code=code) if (each.tax, each.n) == (tax, n)), None)


def cash_book(actor: Actor, first: date, until: date) -> list[Paid]:
    """Payments recorded with a day in [first, until), in order: the buku pembantu of a month."""
    found = (
        queries.visible_to(actor)
        .add_columns(MADE.c.n, MADE.c.paid_on, MADE.c.proof_number, MADE.c.gross, MADE.c.withheld, MADE.c.penalty, MADE.c.net)
        .join(MADE, MADE.c.purchase_id == Purchase.id)
        .where(MADE.c.paid_on >= first, MADE.c.paid_on < until)
        .options(
            joinedload(Purchase.vendor), joinedload(Purchase.office), selectinload(Purchase.taxes),
            selectinload(Purchase.lines),
        )
        .order_by(MADE.c.paid_on, Purchase.id, MADE.c.n)
    )  # fmt: skip
    rows = list(db.session.execute(found))
    ids = [row.Purchase.id for row in rows]
    shares = parts_of((row.Purchase, row.n) for row in rows)
    roads = select(PaymentChannel).where(PaymentChannel.purchase_id.in_(ids))
    channels = {(each.purchase_id, each.n): each.channel for each in db.session.scalars(roads)}
    named = select(PaymentWarrant).where(PaymentWarrant.purchase_id.in_(ids))
    warrants = {(each.purchase_id, each.n): each for each in db.session.scalars(named)}
    numbers: dict[tuple[int, int], list[str]] = {}
    for number, n, ntpn in db.session.execute(
        select(TaxDeposit.purchase_id, TaxDeposit.n, TaxDeposit.ntpn).where(TaxDeposit.purchase_id.in_(ids))
    ):
        numbers.setdefault((number, n), []).append(ntpn)
    return [
        _paid(
            made,
            shares[made.Purchase.id, made.n].taxes,
            channels.get((made.Purchase.id, made.n)),
            warrants.get((made.Purchase.id, made.n)),
            [
                *numbers.get((made.Purchase.id, made.n), []),
                *(numbers.get((made.Purchase.id, 0), []) if made.n else []),
            ],
        )
        for made in rows
    ]


def _paid(
    made: Row,
    shares: dict[str, int],
    channel: Channel | None,
    warrant: PaymentWarrant | None,
    ntpn: list[str],
) -> Paid:
    """A line of the book: of an order, or of one part of it with its share of the taxes and its penalty."""
    row: Purchase = made.Purchase
    taxes = tuple(
        (NAMES[tax.code], shares.get(tax.code, tax.amount))
        for tax in row.taxes
        if tax.collected_by is not CollectedBy.VENDOR
    )
    if made.penalty:
        taxes = (*taxes, (say("Denda keterlambatan"), made.penalty))
    return Paid(
        row.code, made.paid_on, made.proof_number, row.vendor.legal_name, row.office.name,
        row.payment_way.value.upper(), channel.value if channel else "", made.gross, taxes, made.withheld + made.penalty,
        made.net, ", ".join(dict.fromkeys(ntpn)), made.n, *_named(warrant),
    )  # fmt: skip


def _named(warrant: PaymentWarrant | None) -> tuple[str, date | None, str, date | None]:
    if warrant is None:
        return "", None, "", None
    return warrant.spp_number, warrant.spp_on, warrant.spm_number, warrant.spm_on


def unnamed(actor: Actor, code: str, n: int) -> Paid:
    """One payment whose SPP and SPM are still to be noted. Raises NotVisible."""
    purchase = queries.get(actor, code)
    days = select(MADE.c.paid_on).where(MADE.c.purchase_id == purchase.id, MADE.c.n == n)
    day = db.session.scalar(days)
    rows = cash_book(actor, day, day + timedelta(1)) if day else []
    found = next((each for each in rows if (each.code, each.n) == (purchase.code, n)), None)
    if found is None or found.spm_number:
        raise NotVisible(f"{code} {n}")
    return found


def sums_by(actor: Actor, group: str, first: date, until: date) -> list[Sum]:
    """Payments in [first, until) by "kantor", "penjual" or "etalase", largest first."""
    name, joined = _GROUPS[group]
    seen = queries.visible_to(actor).with_only_columns(Purchase.id)
    found = (
        select(
            name(), func.count(), func.sum(MADE.c.gross), func.sum(MADE.c.withheld + MADE.c.penalty), func.sum(MADE.c.net)
        )
        .select_from(Purchase)
        .join(MADE, MADE.c.purchase_id == Purchase.id)
        .where(Purchase.id.in_(seen), MADE.c.paid_on >= first, MADE.c.paid_on < until)
        .group_by(name())
    )  # fmt: skip
    sums = [Sum(label, count, gross, withheld, net) for label, count, gross, withheld, net in
            db.session.execute(joined(found))]  # fmt: skip
    return sorted(sums, key=lambda each: (-each.gross, each.name))


def _by_office(found: Select) -> Select:
    return found.join(Office, Office.code == Purchase.office_code)


def _by_vendor(found: Select) -> Select:
    return found.join(Vendor, Vendor.id == Purchase.vendor_id)


def _by_etalase(found: Select) -> Select:
    """A purchase counts for the etalase of its first line: all lines of one purchase share a vendor and a kind."""
    first = and_(PurchaseLine.purchase_id == Purchase.id, PurchaseLine.position == 1)
    found = found.join(PurchaseLine, first).join(Listing, Listing.id == PurchaseLine.listing_id)
    return found.join(Category, Category.code == Listing.category_code)


_GROUPS: dict[str, tuple[Callable, Callable[[Select], Select]]] = {
    "kantor": (lambda: Office.name, _by_office),
    "penjual": (lambda: Vendor.legal_name, _by_vendor),
    "etalase": (lambda: Category.etalase, _by_etalase),
}
GROUPS = tuple(_GROUPS)


def qris_of(vendor_id: int) -> VendorQris | None:
    return db.session.get(VendorQris, vendor_id)


def may_pay_by_qris(rupiah: int) -> bool:
    """Whether an amount may go by one QRIS payment: above nothing, up to the dated limit where there is one."""
    limit = region.current().thresholds_on(clock.today()).get("qris_limit")
    return rupiah > 0 and (limit is None or rupiah <= limit.value)


def month_of(text: str) -> tuple[date, date]:
    """`2026-11` as half-open days; this month for anything else."""
    today = clock.today()
    try:
        first = date.fromisoformat(f"{text}-01") if len(text) == 7 else today.replace(day=1)
    except ValueError:
        first = today.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def _same_tax():
    """Of the same payment; one for the whole tax covers every part."""
    same = TaxDeposit.purchase_id == PurchaseTax.purchase_id, TaxDeposit.code == PurchaseTax.code
    return and_(*same, or_(TaxDeposit.n == MADE.c.n, TaxDeposit.n == 0))


def _deposit_days() -> int:
    return int(region.current().thresholds_on(clock.today())["up_deposit_days"].value)
