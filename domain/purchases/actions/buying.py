"""The buyer's verbs: fill in a draft, submit it, take it back."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from domain import clock, journal, region
from domain.budgets import queries as budgets
from domain.budgets import rules as budget_rules
from domain.catalogue import queries as catalogue
from domain.catalogue.models import Listing
from domain.db import db
from domain.errors import RuleBroken, Stale
from domain.papers import actions as papers
from domain.papers.queries import of as papers_of
from domain.papers.rules import PaperKind, VoidReason
from domain.people.rules import Actor
from domain.people.vendors.rules import check_sells
from domain.purchases import asking_papers, executing, offers, queries, rules, snapshots
from domain.purchases.actions.basket import line_from
from domain.purchases.actions.renting import check_days
from domain.purchases.actions.steps import begin, finish, hold, let_go
from domain.purchases.audit import flags
from domain.purchases.models import Purchase
from domain.purchases.negotiation.queries import rounds_of
from domain.purchases.offers import OfferChanged
from domain.purchases.quotes import queries as quotes
from domain.purchases.quotes import rules as quote_rules
from domain.purchases.rented import COLUMNS
from domain.region.rules import LaneCode
from domain.tax.model import PaymentWay


def change_draft(
    actor: Actor,
    code: str,
    *,
    version: int | None,
    budget_line_id: int | None,
    deliver_to: str,
    deliver_by: date | None,
    payment_way: PaymentWay,
    external_number: str = "",
    note: str = "",
    lane: str | None = None,
    hps: int | None = None,
    hps_source: str = "",
    contact: str = "",
    contact_phone: str | None = "",
) -> Purchase:
    """Fill in who pays, where to and when. Amounts and taxes are worked out anew."""
    purchase = begin(actor, code, "submit", version)
    if budget_line_id is not None:
        budget_rules.check_year(budgets.get(actor, budget_line_id).fiscal_year, clock.fiscal_year())
    rules.check_deliver_by(deliver_by, clock.today())
    purchase.budget_line_id = budget_line_id
    purchase.deliver_to, purchase.deliver_by = deliver_to.strip(), deliver_by
    purchase.lane = LaneCode(lane).value if lane else purchase.lane
    purchase.hps, purchase.hps_source = hps, hps_source.strip()
    purchase.contact, purchase.contact_phone = contact.strip(), contact_phone or ""
    purchase.payment_way = payment_way
    purchase.external_number, purchase.note = external_number.strip(), note.strip()
    offers.work_out(purchase)
    purchase.version += 1
    journal.record(actor, "purchase.changed", purchase.code, total=purchase.total, budget=budget_line_id)
    return purchase


COPIED = (
    "listing_version",
    "name",
    "unit",
    "spec",
    "object_kind",
    "quantity",
    "price",
    "listed_price",
    "amount",
)


def refresh_offer(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """Take over what the shelf says now, after the buyer has seen old and new; what is gone falls out."""
    purchase = begin(actor, code, "submit", version)
    if quotes.taken_for(purchase):
        raise RuleBroken(quote_rules.FIXED)
    shelf = queries.shelf_of(purchase)
    for line in list(purchase.lines):
        listing = db.session.get_one(Listing, line.listing_id)
        quantity = min(line.quantity, shelf[line.listing_id][2])
        if quantity < listing.minimum_order:
            purchase.lines.remove(line)
            db.session.delete(line)
            continue
        fresh = line_from(
            catalogue.version(listing.id, listing.version), line.position, quantity, line.choice
        )
        for name in (*COPIED, *(COLUMNS if line.choice else ())):
            setattr(line, name, getattr(fresh, name))
    purchase.agreed_round = None
    db.session.flush()
    offers.work_out(purchase)
    purchase.version += 1
    journal.record(actor, "purchase.refreshed", purchase.code, total=purchase.total)
    return purchase


def submit(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """Ask the PPK. Budget and stock are taken now and held for the region's working days.

    Raises OfferChanged when price, description or stock moved since; nothing is taken then.
    """
    purchase = begin(actor, code, "submit", version)
    check_whole(purchase)
    purchase.negotiator_id = actor.person_id or purchase.negotiator_id
    take_all(actor, purchase)
    purchase.reserved_until = hold_days(region.current().purchasing.reservation_working_days)
    finish(
        actor, purchase, "submit", total=purchase.total, budget=purchase.budget_line_id, lane=purchase.lane,
        **({"hps": purchase.hps} if purchase.hps is not None else {}), **executing.told(purchase),
    )  # fmt: skip
    if quotes.taken_for(purchase):
        minute(actor, purchase)
    flags.note_split(actor, purchase)
    return purchase


def minute(actor: Actor, purchase: Purchase) -> None:
    """The minutes of an agreed price, once; a later submission of the same price needs no others."""
    if any(
        paper.kind is PaperKind.BA_NEGOSIASI and paper.voided is None for paper in papers_of(purchase.code)
    ):
        return
    papers.issue(
        actor, PaperKind.BA_NEGOSIASI, owner=purchase.office_code, subject=purchase.code,
        snapshot=snapshots.negotiated(purchase, rounds_of(purchase)),
    )  # fmt: skip


def check_whole(purchase: Purchase) -> None:
    """Filled in, allowed, and as the shelf says it; locks the shelf. Raises RuleBroken, OfferChanged."""
    check_sells(purchase.vendor.status)
    rules.check_ready(
        has_lines=bool(purchase.lines),
        has_budget=purchase.budget_line_id is not None,
        deliver_to=purchase.deliver_to,
    )
    assert purchase.budget_line is not None
    budget_rules.check_year(purchase.budget_line.fiscal_year, clock.fiscal_year())
    rules.check_deliver_by(purchase.deliver_by, clock.today())
    check_days(purchase)
    _lock_listings(purchase)
    if (taken := quotes.taken_for(purchase)) is not None:
        assert taken.valid_until is not None
        quote_rules.check_good(taken.valid_until, clock.today())
    elif offers.changes(purchase, queries.shelf_of(purchase)):
        raise OfferChanged("Ada yang berubah sejak Anda memilih. Lihat yang lama dan yang baru.")


def take_all(actor: Actor, purchase: Purchase) -> None:
    """Work out what it costs by the rules of today and take budget, stock and days for it."""
    purchase.signer_id = None
    offers.work_out(purchase)
    offers.follow_rules(purchase)
    executing.check(actor, purchase)
    hold(actor, purchase)
    purchase.submitted_at = clock.now()
    purchase.reason = ""
    asking_papers.issue_due(actor, purchase)


def withdraw(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """Take a submitted purchase back; budget and stock are let go."""
    purchase = begin(actor, code, "withdraw", version)
    let_go(actor, purchase)
    asking_papers.let_go(actor, purchase, VoidReason.WITHDRAWN)
    return finish(actor, purchase, "withdraw")


def discard(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """Drop a draft that is not wanted any more."""
    purchase = begin(actor, code, "discard", version)
    asking_papers.let_all_go(actor, purchase, VoidReason.CANCELLED)
    return finish(actor, purchase, "discard")


def _lock_listings(purchase: Purchase) -> None:
    """Lock the shelf rows in id order, so that what is compared is what is taken."""
    ids = sorted(line.listing_id for line in purchase.lines)
    found = select(Listing.id).where(Listing.id.in_(ids)).order_by(Listing.id)
    if len(db.session.scalars(found.with_for_update(key_share=True)).all()) != len(ids):
        raise Stale("Ada barang yang sudah tidak dijual.")


def hold_days(working_days: int) -> datetime:
    """Until when something is held: the end of that working day from now."""
    return _end_of(region.current().add_working_days(clock.today(), working_days))


def _end_of(day: date) -> datetime:
    """The last moment of a day in the region's zone."""
    zone = clock.local(clock.now()).tzinfo
    return (datetime.combine(day, time(), zone) + timedelta(days=1)).astimezone(UTC)
