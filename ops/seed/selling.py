"""Demo of the selling side's smaller things: needs that offices plan, questions, comparisons, a sheet that waits."""

from random import Random

from sqlalchemy import select

from domain import clock, region
from domain.catalogue import importing as goods
from domain.catalogue.favourites import actions as favourites
from domain.catalogue.models import Listing
from domain.catalogue.questions import actions as questions
from domain.catalogue.rows import listing_rows, on_sale, row_of
from domain.catalogue.shortlists import actions as shortlists
from domain.db import db
from domain.demand import actions as demand
from domain.demand import importing as needs
from domain.kinds import FulfilmentKind
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.region.rows import Category
from domain.spreadsheets import actions as spreadsheets
from domain.writing import write
from ops.seed.catalogue import shelves_of
from ops.seed.officials import Desks
from ops.seed.people import ADMIN

FILE = "contoh".ljust(64, "0")
NEEDS_AN_OFFICE = 6
QUESTIONS = 14
ANSWERED = 10
FIRST_RUP = 61_000_000
ASKED = (
    ("Tahan berapa hari setelah diterima?", "Tiga hari di suhu ruang, seminggu di kulkas."),
    ("Bisa kirim pagi sebelum jam tujuh?", "Bisa, pesan paling lambat sehari sebelumnya."),
    ("Ada ukuran yang lebih kecil?", "Ada. Tulis di catatan pesanan, harganya sama per satuan."),
    ("Kemasannya bisa diberi logo kantor?", "Bisa untuk pesanan mulai 100, siap dalam lima hari."),
)


def seed_selling(rng: Random, desks: Desks, owners: list[Actor]) -> int:
    """All of it; returns how many needs are on the board. In an app context."""
    _watch(rng, owners)
    count = _plan(rng, desks)
    _ask(rng)
    _compare(rng, desks)
    _send_a_sheet(owners)
    return count


def _watch(rng: Random, owners: list[Actor]) -> None:
    """Every second vendor wants to hear of what it sells."""
    with write():
        for owner in owners[::2]:
            mine = select(Listing.category_code).where(Listing.vendor_id == int(owner.scope or 0)).distinct()
            for code in db.session.scalars(mine.order_by(Listing.category_code).limit(2)):
                demand.watch(owner, category=code, village="")


def _plan(rng: Random, desks: Desks) -> int:
    """Some lines of each office's plan, from this month into the next year."""
    shelves = [shelf for kind in FulfilmentKind for shelf in shelves_of(kind)]
    today, rows = clock.today(), []
    for n, office in enumerate(office for office in desks for _ in range(NEEDS_AN_OFFICE)):
        later = today.month - 1 + rng.randrange(12)
        rows.append(_line(rng, FIRST_RUP + n, office, rng.choice(shelves), later, today.year))
    headings = [names[0] for names in needs.COLUMNS.values()]
    with write():
        return len(needs.carry_out(ADMIN, [headings, *rows], file_sha256=FILE).writes)


def _line(rng: Random, rup: int, office: str, shelf: Category, months: int, year: int) -> list[str]:
    values = {
        "rup_code": str(rup), "office_code": office, "name": f"Belanja {shelf.name.lower()} (contoh)",
        "category_code": shelf.code, "quantity": f"{rng.choice((20, 50, 100, 200))} {shelf.unit}",
        "amount": str(rng.randint(4, 90) * 500_000), "month": str(months % 12 + 1),
        "fiscal_year": str(year + months // 12), "village_code": "",
    }  # fmt: skip
    return [values[name] for name in needs.COLUMNS]


def _on_sale(kind: FulfilmentKind, count: int) -> list:
    found = listing_rows().where(on_sale(), Listing.kind == kind).order_by(Listing.id.desc()).limit(count)
    return [row_of(row) for row in db.session.execute(found)]


def _ask(rng: Random) -> None:
    """Farmers ask about goods; most vendors answer."""
    askers = [who for who, _scope in people.wearers(Role.FARMER)][:QUESTIONS]
    with write():
        for n, (asker, row) in enumerate(
            zip(askers, _on_sale(FulfilmentKind.PRODUCT, QUESTIONS), strict=False)
        ):
            body, answer = ASKED[n % len(ASKED)]
            asked = questions.ask(Actor(asker.id, Role.FARMER), row.id, body=body)
            if n < ANSWERED:
                questions.answer(Actor(None, Role.VENDOR_OWNER, str(row.vendor_id)), asked.id, answer=answer)
            favourites.keep(Actor(asker.id, Role.FARMER), row.id)


def _compare(rng: Random, desks: Desks) -> None:
    """Buyers lock what they compare: one waits with names hidden, one was chosen, one had nothing suitable."""
    shelf = region.current().categories[_on_sale(FulfilmentKind.PRODUCT, 1)[0].category_code]
    found = (
        listing_rows().where(on_sale(), Listing.category_code == shelf.code).order_by(Listing.price).limit(4)
    )
    ids = [row.id for row in db.session.execute(found)]
    outcomes = (
        (None, ""),
        ("chosen", "Termurah yang siap sebelum rapat."),
        ("none_suitable", "Semua di atas pagu."),
    )
    with write():
        for (outcome, reason), desk in zip(outcomes, desks.values(), strict=False):
            buyer = desk[Role.PROCURER]
            row = shortlists.lock(
                buyer, ids=ids, purpose=f"{shelf.name} untuk rapat (contoh)", quantity=rng.choice((40, 80)),
                hides_names=outcome is None, asked={"kategori": shelf.code}, found=len(ids),
            )  # fmt: skip
            for each in ids[:2]:
                favourites.keep(buyer, each)
            if outcome:
                position = 1 if outcome == "chosen" else None
                shortlists.decide(buyer, row.id, outcome=outcome, position=position, reason=reason)


def _send_a_sheet(owners: list[Actor]) -> None:
    """One vendor sent its goods as a spreadsheet: a dearer one, a new one, a wrong one; it waits for the yes."""
    for owner in owners:
        lines = [[str(cell) for cell in line] for line in goods.exported(owner)][:3]
        if len(lines) < 2:
            continue
        columns = goods.KIND.columns
        lines[0][columns.index("harga")] = str(int(lines[0][columns.index("harga")]) + 1_000)
        new = [str(cell) for cell in goods.example()]
        wrong = [*new[:1], "Barang tanpa harga", *new[2:4], "gratis", *new[5:]]
        rows = list(enumerate([list(columns), *lines, new, wrong], start=1))
        with write():
            spreadsheets.take_in(owner, goods.KIND, file_name="barang-contoh.xlsx", rows=rows)
        spreadsheets.work([goods.KIND])
        return
