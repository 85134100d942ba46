"""Demo sellers and what they sell: plainly marked, the same every time, told by the same actions."""

from collections.abc import Sequence
from itertools import product
from random import Random

from sqlalchemy import select

from domain import region
from domain.catalogue import actions, shelves
from domain.catalogue.models import Listing
from domain.catalogue.rules import ListingState, Offer
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.people import queries, secrets
from domain.people.models import Vendor
from domain.people.rules import Actor, Role, VendorKind, VendorStatus
from domain.region.rows import Category
from domain.writing import write
from ops.seed.people import ADMIN, DEMO_PIN, make

VENDORS = 60
LISTINGS = 420
WAITING = 12
DRAFTS = 8
FIRST_NUMBER = 100_000  # phones apart from those of ops.seed.people
BATCH = 60
TRADES = "Dapur Berkah Sumber Mekar Tani Karya Griya Warung Rumah Kebun".split()
OWNERS = "Sari Makmur Lestari Rejeki Jaya Mulya Asri Wangi Barokah Rahayu Sejahtera Abadi".split()
SIZES = ("", "kecil", "sedang", "besar", "pilihan", "isi 12", "isi 24", "hemat", "istimewa")

# by the drawing of a shelf: what stands on it, and the price of one unit in whole rupiah, from and to
GOODS: dict[str, tuple[tuple[str, ...], int, int]] = {
    "snack": (("Kotak kudapan tiga macam", "Lemper ayam", "Risoles sayur", "Kue lumpur", "Pastel"), 8, 25),
    "nasi-kotak": (("Nasi kotak ayam bakar", "Nasi kuning lengkap", "Nasi liwet", "Nasi rawon"), 20, 45),
    "sari": (("Sari apel", "Sari jambu", "Wedang jahe", "Kopi bubuk", "Teh bunga"), 6, 30),
    "keripik": (("Keripik apel", "Keripik nangka", "Keripik tempe", "Dodol apel", "Jenang"), 10, 35),
    "apel": (("Apel manalagi", "Jeruk keprok", "Jambu kristal", "Stroberi", "Alpukat"), 12, 45),
    "wortel": (("Wortel", "Kubis", "Kentang", "Sawi putih", "Brokoli", "Tomat"), 5, 28),
    "padi": (("Beras pulen", "Beras merah", "Telur ayam kampung", "Gula aren", "Minyak kelapa"), 13, 40),
    "bibit": (("Bibit apel", "Bibit jeruk", "Bibit cabai", "Kompos matang", "Pupuk kandang"), 3, 35),
    "buket": (("Mawar potong", "Krisan potong", "Buket meja", "Papan bunga ucapan"), 15, 450),
    "batik": (("Batik cap", "Batik tulis", "Selendang tenun", "Taplak batik"), 95, 650),
    "seragam": (("Seragam batik kantor", "Kaus olahraga", "Rompi lapangan", "Seragam linmas"), 85, 280),
    "kerajinan": (("Gantungan kunci kayu", "Tas anyaman", "Plakat kayu", "Vas tanah liat"), 12, 220),
    "atk": (("Map kertas", "Kertas A4", "Buku agenda", "Paket alat tulis rapat"), 15, 75),
    "bangunan": (("Semen", "Cat tembok", "Paku dan kawat", "Genting tanah"), 18, 95),
}
PLAIN = (25, 250)


def seed_vendors(rng: Random) -> list[Actor]:
    """Verified vendors spread over the villages, each with an owner; their owners' hats. In an app context."""
    villages, pin = queries.villages(), secrets.hash_secret(DEMO_PIN)
    numbers = iter(range(FIRST_NUMBER, FIRST_NUMBER + VENDORS))
    names = rng.sample(sorted(f"{trade} {owner}" for trade, owner in product(TRADES, OWNERS)), VENDORS)
    with write():
        return [
            _open(rng, numbers, pin, f"{name} (contoh)", villages[at % len(villages)].code)
            for at, name in enumerate(names)
        ]


def _open(rng: Random, numbers, pin: str, name: str, village: str) -> Actor:
    vendor = Vendor(
        legal_name=name,
        kind=VendorKind.PERSON,
        village_code=village,
        status=VendorStatus.VERIFIED,
        about="Usaha contoh untuk mencoba aplikasi.",
    )
    db.session.add(vendor)
    db.session.flush()
    person = make(rng, numbers, Role.VENDOR_OWNER, pin, scope=str(vendor.id), village=village)
    return Actor(person.id, Role.VENDOR_OWNER, str(vendor.id))


def seed_listings(rng: Random, owners: list[Actor]) -> list[int]:
    """Listings on every shelf of things for sale; most are published. Ids of those, in an app context."""
    offered = shelves_of(FulfilmentKind.PRODUCT)
    published: list[int] = []
    for start in range(0, LISTINGS, BATCH):
        with write():
            for at in range(start, min(start + BATCH, LISTINGS)):
                listing = actions.draft_listing(
                    rng.choice(owners), offer=goods_of(rng, offered[at % len(offered)]), send=at >= DRAFTS
                )
                if at >= DRAFTS + WAITING:
                    published.append(actions.move_listing(ADMIN, listing.id, "publish").id)
    return published


def restock(owners: Sequence[Actor], times: int) -> None:
    """Whoever sells counts `times` as much of everything again, so that it lasts a busy year. In an app context."""
    owner_of = {int(owner.scope or 0): owner for owner in owners}
    found = select(Listing.id, Listing.vendor_id, Listing.stock).where(
        Listing.kind == FulfilmentKind.PRODUCT, Listing.state == ListingState.PUBLISHED, Listing.stock > 0
    )
    with write():
        for row in db.session.execute(found.order_by(Listing.id)).all():
            actions.step_stock(owner_of[row.vendor_id], row.id, by=row.stock * times)


def shelves_of(kind: FulfilmentKind) -> list[Category]:
    """Shelves whose things are delivered this way, in the order of the region."""
    return [
        shelf
        for code, etalase in region.current().etalase.items()
        if etalase.fulfilment is kind
        for group in shelves.groups(code)
        for shelf in group.shelves
    ]


def goods_of(rng: Random, shelf: Category) -> Offer:
    """Something that could stand on this shelf."""
    names, low, high = GOODS.get(shelf.picture, ((shelf.name,), *PLAIN))
    name = f"{rng.choice(names)} {rng.choice(SIZES)}".strip()
    return Offer(
        name=name,
        description=f"{name}, dijual per {shelf.unit}. Barang contoh untuk mencoba aplikasi.",
        unit=shelf.unit,
        price=rng.randint(low * 2, high * 2) * 500,
        stock=rng.choice((0, 4, 8, 40, 120, 250, 600, 2_400)),
        minimum_order=rng.choice((1, 1, 1, 5, 10, 20)),
        category_code=shelf.code,
        lead_days=rng.choice((0, 0, 1, 2, 3)),
    )
