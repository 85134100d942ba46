"""Demo requests for quotation: one waits, one may be decided, one became a draft order, one nobody could answer."""

from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from domain import clock
from domain.catalogue.models import Listing
from domain.catalogue.packages.queries import package_of
from domain.catalogue.rental.rules import DAY
from domain.catalogue.rules import ListingState
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.purchases.quotes import actions, due
from domain.purchases.quotes.models import Quote
from domain.purchases.quotes.rules import MOST_VENDORS, OfferLine
from domain.writing import write
from ops.seed.officials import Desks

PEOPLE = 30
AGO = timedelta(days=8)
WISHES = (
    "Pelatihan sehari untuk pegawai, makan siang satu kali, satu pemateri. (contoh)",
    "Rapat koordinasi setengah hari dengan kunjungan lapangan. (contoh)",
    "Outbound satu hari, peserta dijemput di kantor. (contoh)",
    "Sosialisasi di balai desa, perlu layar dan pengeras suara. (contoh)",
)


def seed_quotes(rng: Random, desks: Desks) -> int:
    """Four requests of one office, as far as each goes; returns how many. In an app context."""
    buyer = next(iter(desks.values()))[Role.PROCURER]
    owners = {
        int(scope): Actor(person.id, Role.VENDOR_OWNER, scope)
        for person, scope in people.wearers(Role.VENDOR_OWNER)
    }
    packages = _packages()
    if len(packages) < MOST_VENDORS:
        return 0
    with clock.freeze(clock.now() - AGO):
        decided, taken, left = (_ask(buyer, words, packages, days=4) for words in WISHES[1:])
    with clock.freeze(clock.now() - AGO + DAY):
        for quote in (decided, taken):
            _answer(rng, quote, owners)
        _decline(left, owners)
    with clock.freeze(clock.now() - DAY):
        due.run_due()
        _take_cheapest(buyer, taken)
    with clock.freeze(clock.now() - timedelta(hours=5)):
        waiting = _ask(buyer, WISHES[0], packages, days=3)
        _answer(rng, waiting, owners, only=1)
    return len(WISHES)


def _packages() -> list[int]:
    """One package of each organiser, the newest first, that a crowd of thirty may have at short notice."""
    found = db.session.execute(
        select(Listing.id, Listing.vendor_id, Listing.version)
        .where(Listing.kind == FulfilmentKind.ORGANISER, Listing.state == ListingState.PUBLISHED)
        .order_by(Listing.id.desc())
    )
    by_vendor: dict[int, int] = {}
    for row in found:
        package = package_of(row.id, row.version)
        if package.people_from <= PEOPLE <= package.people_to:
            by_vendor.setdefault(row.vendor_id, row.id)
    return list(by_vendor.values())[:MOST_VENDORS]


def _ask(buyer: Actor, wishes: str, packages: list[int], *, days: int) -> int:
    today = clock.today()
    day = min(today + timedelta(days=30), date(today.year, 12, 31))
    with write():
        return actions.ask(
            buyer, packages=packages, day=max(day, today + timedelta(days=days + 1)), people=PEOPLE,
            place="Aula kantor (contoh)", wishes=wishes, answer_by=today + timedelta(days=days),
        ).id  # fmt: skip


def _answer(rng: Random, number: int, owners: dict[int, Actor], only: int = MOST_VENDORS) -> None:
    quote = _quote(number)
    for each in list(quote.answers)[:only]:
        meal = 30 * rng.randint(25, 40) * 1_000
        rest = each.listed * rng.randint(80, 97) // 100_000 * 1_000 - meal
        package = package_of(each.listing_id, each.listing_version)
        lines = [
            OfferLine("Pelaksanaan acara", 1, max(rest, 1_000)),
            OfferLine("Makan siang", PEOPLE, meal // 30),
        ]
        with write():
            actions.answer(
                owners[each.vendor_id], number, version=_quote(number).version,
                lines=lines if rest > 0 else lines[:1], milestones=package.milestones,
                valid_until=min(quote.day, clock.today() + timedelta(days=21)), note="",
            )  # fmt: skip


def _decline(number: int, owners: dict[int, Actor]) -> None:
    for each in list(_quote(number).answers):
        with write():
            actions.decline(
                owners[each.vendor_id], number, version=_quote(number).version,
                reason="Tanggal itu sudah ada acara lain. (contoh)",
            )  # fmt: skip


def _take_cheapest(buyer: Actor, number: int) -> None:
    quote = _quote(number)
    best = min((each for each in quote.answers if each.base), key=lambda each: each.base)
    with write():
        actions.take(buyer, number, version=quote.version, vendor_id=best.vendor_id)


def _quote(number: int) -> Quote:
    db.session.rollback()
    return db.session.get_one(Quote, number)
