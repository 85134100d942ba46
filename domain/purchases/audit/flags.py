"""Red flags over the purchases somebody may see, and the warning while a purchase is being made."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Row, Select, select

from domain import clock, journal, region
from domain.catalogue.models import Listing
from domain.db import db
from domain.people.models import Office, Vendor
from domain.people.rules import Actor
from domain.purchases import queries
from domain.purchases.audit import rules
from domain.purchases.audit.rules import Bought, Flag, FlagKind, Split
from domain.purchases.lanes import EXECUTORS
from domain.purchases.models import Purchase, PurchaseLine
from domain.purchases.states import State
from domain.region.rules import ObjectGroup
from domain.sentences import say

LOOK_BACK = timedelta(days=365)
GONE = (State.DRAFT, State.RETURNED, State.CANCELLED, State.DECLINED, State.EXPIRED)


def found(actor: Actor) -> list[Flag]:
    """Every flag of the last year, newest first."""
    rows = _rows(actor)
    named = {row.id: row for row in rows}
    flags = [
        *_splits(rows), *_duties(rows), *_late(rows), *_prices(actor, named),
    ]  # fmt: skip
    return sorted(flags, key=lambda flag: (flag.on, flag.code), reverse=True)


def split_of(purchase: Purchase) -> Split | None:
    """Whether this purchase, with its neighbours, looks split; asked while it is prepared and approved."""
    if purchase.budget_line_id is None or not purchase.total:
        return None
    day = clock.local(purchase.submitted_at or clock.now()).date()
    since = clock.start_of(day - timedelta(days=_days()))
    near = select(Purchase.id, Purchase.submitted_at, Purchase.total).where(
        Purchase.office_code == purchase.office_code, Purchase.vendor_id == purchase.vendor_id,
        Purchase.budget_line_id == purchase.budget_line_id, Purchase.id != purchase.id,
        Purchase.state.not_in(GONE), Purchase.submitted_at >= since,
    )  # fmt: skip
    others = [
        Bought(f"P{row.id:04}", (), clock.local(row.submitted_at).date(), row.total)
        for row in db.session.execute(near)
    ]
    own = Bought(purchase.code, (), day, purchase.total)
    found = rules.splits([*[each for each in others if each.on <= day], own], limits(), _days())
    return next((each for each in found if each.code == purchase.code), None)


def note_split(actor: Actor, purchase: Purchase) -> None:
    """Log that a submitted purchase looks split; it goes on all the same. Inside a write block."""
    split = split_of(purchase)
    if split:
        journal.record(
            actor, "purchase.split_suspected", purchase.code, others=list(split.others), total=split.total,
            limit=split.limit,
        )  # fmt: skip


def limits() -> list[int]:
    """Rupiah above which other rules begin today: taxes, forms and lanes of the region."""
    pack, today = region.current(), clock.today()
    rates = pack.rates_on(today)
    steps = {int(rates[code].value) for code in ("pph22_limit",) if code in rates}
    brackets = [*pack.lanes_on(today), *(form for form in pack.forms if form.holds_on(today))]
    steps |= {
        rule.up_to for rule in brackets if rule.up_to and rule.object_group is ObjectGroup.GOODS_SERVICES
    }
    return sorted(steps)


def _days() -> int:
    return int(region.current().thresholds_on(clock.today())["split_days"].value)


def _rows(actor: Actor) -> list[Row]:
    seen = queries.visible_to(actor).with_only_columns(Purchase.id)
    columns = (
        Purchase.id, Purchase.office_code, Purchase.vendor_id, Purchase.budget_line_id, Purchase.total,
        Purchase.submitted_at, Purchase.handed_over_at, Purchase.paid_at, Purchase.negotiator_id,
        Purchase.signer_id, Purchase.kpa_decree, Purchase.executor, Purchase.executed_as, Purchase.executor_reason,
        Office.name.label("office"), Vendor.legal_name.label("vendor"),
    )  # fmt: skip
    asked: Select = (
        select(*columns)
        .join(Office, Office.code == Purchase.office_code)
        .join(Vendor, Vendor.id == Purchase.vendor_id)
        .where(
            Purchase.id.in_(seen), Purchase.state.not_in(GONE),
            Purchase.submitted_at >= clock.now() - LOOK_BACK,
        )
        .order_by(Purchase.id)
    )  # fmt: skip
    return list(db.session.execute(asked))


def _splits(rows: list[Row]) -> Iterable[Flag]:
    named = {f"P{row.id:04}": row for row in rows}
    bought = [
        Bought(f"P{row.id:04}", (row.office_code, row.vendor_id, row.budget_line_id), _day(row), row.total)
        for row in rows
    ]
    for split in rules.splits(bought, limits(), _days()):
        yield _flag(FlagKind.SPLIT, named[split.code], split.words, split.total)


def _duties(rows: list[Row]) -> Iterable[Flag]:
    for row in rows:
        if row.signer_id is not None and row.signer_id == row.negotiator_id:
            words = say(
                "Yang mengajukan juga menyetujui, dengan SK KPA {kpa_decree}.", kpa_decree=row.kpa_decree
            )
            yield _flag(FlagKind.DUTIES, row, words)
        if row.executed_as is not None and row.executed_as is not row.executor:
            words = say(
                "Dijalankan {hat}, menurut aturan {executor}. Alasannya: {reason}",
                hat=EXECUTORS[row.executed_as],
                executor=EXECUTORS[row.executor],
                reason=row.executor_reason,
            )
            yield _flag(FlagKind.DUTIES, row, words)


def _late(rows: list[Row]) -> Iterable[Flag]:
    due, today = region.current().purchasing.payment_due_days, clock.today()
    for row in rows:
        if row.handed_over_at is None:
            continue
        paid = clock.local(row.paid_at).date() if row.paid_at else None
        late = rules.days_late(clock.local(row.handed_over_at).date(), paid, today, due)
        if late:
            said = "dibayar" if paid else say("belum dibayar")
            yield _flag(
                FlagKind.LATE,
                row,
                say(
                    "{said} {late} hari lewat dari {due} hari sejak BAST.",
                    said=said.capitalize(),
                    late=late,
                    due=due,
                ),
            )


def _prices(actor: Actor, named: dict[int, Row]) -> Iterable[Flag]:
    """Each line against others of the same shelf, unit and first word of the name, bought in the year."""
    asked = (
        select(PurchaseLine.purchase_id, PurchaseLine.name, PurchaseLine.unit, PurchaseLine.price,
               Listing.category_code, PurchaseLine.listing_id)
        .join(Listing, Listing.id == PurchaseLine.listing_id)
        .where(PurchaseLine.purchase_id.in_(named))
    )  # fmt: skip
    lines = list(db.session.execute(asked)) if named else []
    prices: dict[tuple, dict[int, int]] = {}
    for line in lines:  # one price a listing, so that a much-bought one is not its own usual
        prices.setdefault(_alike(line), {})[line.listing_id] = line.price
    for line in lines:
        known = prices[_alike(line)]
        usual = rules.unusual(line.price, [price for each, price in known.items() if each != line.listing_id])
        if usual is not None:
            words = say(
                "{name} {price} per {unit}, biasanya {usual}.",
                name=line.name,
                price=rules.rupiah(line.price),
                unit=line.unit,
                usual=rules.rupiah(usual),
            )
            yield _flag(FlagKind.PRICE, named[line.purchase_id], words)


def _alike(line: Row) -> tuple:
    return line.category_code, line.unit, line.name.split()[0].casefold()


def _flag(kind: FlagKind, row: Row, words: str, amount: int | None = None) -> Flag:
    return Flag(kind, f"P{row.id:04}", _day(row), row.office, row.vendor, amount or row.total, words)


def _day(row: Row) -> date:
    return clock.local(row.submitted_at).date()
