"""Ask for offers, answer, take one, close. None commits; each locks the request first, so nobody takes two offers."""

from collections.abc import Sequence
from datetime import date

from domain import clock, journal
from domain.budgets import queries as budgets
from domain.catalogue import queries as catalogue
from domain.catalogue.models import Listing
from domain.catalogue.packages import queries as packages
from domain.catalogue.packages import rules as package_rules
from domain.catalogue.packages.rules import Milestone
from domain.catalogue.rental.rules import DAY
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.kinds import FulfilmentKind
from domain.money import line_amount
from domain.moves import destination, find
from domain.people.models import Office
from domain.people.rules import PUBLIC, VENDOR_HATS, Actor
from domain.people.vendors.rules import check_sells
from domain.purchases import executing
from domain.purchases.models import Purchase
from domain.purchases.quotes import queries, rules
from domain.purchases.quotes.becoming import purchase_from
from domain.purchases.quotes.models import Quote, QuoteAnswer
from domain.purchases.quotes.rules import Asked, OfferLine
from domain.purchases.quotes.states import ANSWER_MOVES, QUOTE_MOVES, AnswerState


def ask(
    actor: Actor, *, packages: Sequence[int], day: date, people: int, place: str, wishes: str, answer_by: date,
    budget_line_id: int | None = None,
) -> Quote:  # fmt: skip
    """Ask the vendors of one to three packages for an offer until the end of a day. Raises NotVisible, RuleBroken."""
    listings = [_package(each) for each in packages]
    vendors = [each.vendor_id for each in listings]
    rules.check_ask(vendors, day=day, answer_by=answer_by, today=clock.today(), wishes=wishes)
    _lock_office(actor)
    rules.check_open(queries.count_open(actor))
    if budget_line_id is not None:
        budgets.get(actor, budget_line_id)
    until = clock.start_of(answer_by + DAY)
    quote = Quote(
        office_code=actor.scope, asker_id=actor.person_id, day=day, people=people, place=place.strip(),
        wishes=wishes.strip(), budget_line_id=budget_line_id, answer_until=until, due_at=until,
    )  # fmt: skip
    quote.answers = [
        _asked(each, position, day=day, people=people, answer_by=answer_by)
        for position, each in enumerate(listings, start=1)
    ]
    db.session.add(quote)
    db.session.flush()
    for each in quote.answers:
        journal.record(actor, "quote.asked", quote.subject, vendor=each.vendor_id, listing=each.listing_id)
    return quote


def _package(listing_id: int) -> Listing:
    listing = catalogue.get(PUBLIC, listing_id)
    if listing.kind is not FulfilmentKind.ORGANISER:
        raise NotVisible(str(listing_id))
    check_sells(listing.vendor.status)
    return listing


def _lock_office(actor: Actor) -> None:
    """Counting an office's requests, one at a time."""
    db.session.get(Office, actor.scope, with_for_update={"key_share": True})


def _asked(listing: Listing, position: int, *, day: date, people: int, answer_by: date) -> QuoteAnswer:
    package = packages.package_of(listing.id, listing.version)
    said = Asked(listing.name, listing.lead_days, package)
    rules.check_package(said, day=day, people=people, answer_by=answer_by)
    return QuoteAnswer(
        vendor_id=listing.vendor_id, position=position, listing_id=listing.id, listing_version=listing.version,
        listed=line_amount(people if package.per_person else 1, listing.price),
    )  # fmt: skip


def answer(
    actor: Actor, number: int, *, version: int, lines: Sequence[OfferLine], milestones: Sequence[Milestone],
    valid_until: date | None, note: str = "",
) -> QuoteAnswer:  # fmt: skip
    """The vendor's offer, once and for all. Raises RuleBroken, Stale."""
    mine = _begin(actor, number, "answer", version)
    check_sells(mine.vendor.status)
    if not mine.quote.in_time:
        raise Stale("Batas waktu menjawab sudah lewat.")
    base = rules.check_offer(lines, listed=mine.listed)
    package_rules.check_milestones(milestones)
    rules.check_valid_until(valid_until, answer_by=mine.quote.answer_by, day=mine.quote.day)
    mine.lines = [[each.name.strip(), each.quantity, each.price] for each in lines]
    mine.milestones = [list(each) for each in milestones]
    mine.base, mine.valid_until, mine.note = base, valid_until, note.strip()
    _said(actor, mine, "answer")
    journal.record(actor, "quote.answered", mine.quote.subject, vendor=mine.vendor_id, base=base)
    return mine


def decline(actor: Actor, number: int, *, version: int, reason: str) -> QuoteAnswer:
    """The vendor cannot, or takes its offer back, and says why; it stays to be seen. Raises RuleBroken, Stale."""
    mine = _begin(actor, number, "decline", version)
    if not reason.strip():
        raise RuleBroken("Tulis alasannya, satu kalimat cukup.", field="reason")
    mine.reason = reason.strip()
    _said(actor, mine, "decline")
    if not any(each.state in (AnswerState.ASKED, AnswerState.OFFERED) for each in mine.quote.answers):
        mine.quote.due_at = clock.now()  # nobody is left: the clock closes it
    journal.record(actor, "quote.declined", mine.quote.subject, vendor=mine.vendor_id)
    return mine


def _begin(actor: Actor, number: int, verb: str, version: int) -> QuoteAnswer:
    if actor.hat not in VENDOR_HATS:
        raise NotVisible(str(number))
    mine = queries.invitation(actor, number, lock=True)
    _check_version(mine.quote, version)
    find(ANSWER_MOVES, mine.state, verb, actor.hat, now_is=mine.label)
    return mine


def _check_version(quote: Quote, version: int) -> None:
    if version != quote.version:
        raise Stale("Permintaan ini baru saja berubah. Muat ulang, lalu ulangi.")


def _said(actor: Actor, mine: QuoteAnswer, verb: str) -> None:
    move_answer(actor, mine, verb)
    mine.answered_by, mine.answered_at = actor.person_id, clock.now()
    db.session.flush()


def take(actor: Actor, number: int, *, version: int, vendor_id: int, reason: str = "") -> Purchase:
    """One offer becomes a draft purchase at its price; the others are told. Raises RuleBroken, Stale."""
    quote = _lock(actor, number, version, "take")
    chosen = next((each for each in quote.answers if each.vendor_id == vendor_id), None)
    if chosen is None:
        raise NotVisible(str(vendor_id))
    find(ANSWER_MOVES, chosen.state, "take", actor.hat, now_is=chosen.label)
    assert chosen.valid_until is not None
    rules.check_good(chosen.valid_until, clock.today())
    rules.check_take([each.state for each in quote.answers], in_time=quote.in_time)
    executing.check_choice(actor, chosen.base)
    check_sells(chosen.vendor.status)
    catalogue.get(PUBLIC, chosen.listing_id)  # still on show
    standing = [each for each in quote.answers if each.state is AnswerState.OFFERED and each is not chosen]
    rules.check_cheapest(chosen.base, [each.base for each in standing], reason)
    purchase = purchase_from(actor, chosen)
    quote.purchase_id, quote.reason = purchase.id, reason.strip()
    move_answer(actor, chosen, "take")
    move_quote(actor, quote, "take")
    journal.record(
        actor, "quote.taken", quote.subject, vendor=vendor_id, purchase=purchase.code, base=chosen.base
    )
    for each in _pass_over(actor, quote):
        journal.record(actor, "quote.not_taken", quote.subject, vendor=each.vendor_id)
    return purchase


def close(actor: Actor, number: int, *, version: int, reason: str) -> Quote:
    """The office takes none of them, and says why. Raises RuleBroken, Stale."""
    quote = _lock(actor, number, version, "close")
    if not reason.strip():
        raise RuleBroken("Tulis alasannya, satu kalimat cukup.", field="reason")
    quote.reason = reason.strip()
    move_quote(actor, quote, "close")
    for each in _pass_over(actor, quote):
        journal.record(actor, "quote.closed", quote.subject, vendor=each.vendor_id)
    return quote


def _lock(actor: Actor, number: int, version: int, verb: str) -> Quote:
    quote = queries.get(actor, number, lock=True)
    _check_version(quote, version)
    find(QUOTE_MOVES, quote.state, verb, actor.hat, now_is=quote.label)
    return quote


def _pass_over(actor: Actor, quote: Quote) -> list[QuoteAnswer]:
    """Everybody else who still had a part in it; each is told."""
    left = [each for each in quote.answers if each.state in (AnswerState.ASKED, AnswerState.OFFERED)]
    for each in left:
        move_answer(actor, each, "pass_over")
    db.session.flush()
    return left


def move_answer(actor: Actor, each: QuoteAnswer, verb: str) -> None:
    """One vendor's part along its table; the request counts the change."""
    each.state = destination(find(ANSWER_MOVES, each.state, verb, actor.hat, now_is=each.label))
    each.quote.version += 1


def move_quote(actor: Actor, quote: Quote, verb: str) -> None:
    """The request to one of its ends."""
    quote.state = destination(find(QUOTE_MOVES, quote.state, verb, actor.hat, now_is=quote.label))
    quote.due_at = None
    quote.version += 1
    db.session.flush()
