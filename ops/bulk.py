"""A shelf as full as it is meant to become one day: for measuring, never for people.

Goods are put together from the words of the demo shelves, so that a search meets common words and rare
ones as it would in life.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from sqlalchemy import select

from domain.catalogue.filling import put_on_sale
from domain.catalogue.rules import Offer
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.people.models import Vendor
from domain.people.rules import SYSTEM, VendorStatus
from domain.region.rows import Category
from domain.writing import write
from ops.seed.catalogue import goods_of, seed_vendors, shelves_of

BATCH = 2_000
KINDS = (
    "asli manis gurih pedas renyah segar organik kering basah besar kecil sedang merah hijau kuning putih "
    "hitam kampung pilihan istimewa hemat borongan rumahan panggang goreng rebus kukus beku bubuk cair"
).split()
PACKS = "bungkus kotak toples botol karung ikat kantong keranjang peti kaleng mangkuk lusin kodi dus".split()
ORIGINS = "lereng lembah bukit sungai telaga kebun ladang pekarangan dapur sanggar bengkel gudang".split()


def fill(count: int, say: Callable[[str], None], seed: int = 1) -> int:
    """Publish `count` listings more, spread over the verified vendors. Returns how many."""
    rng = Random(seed)
    if not _vendors():
        seed_vendors(rng)
    shelves = shelves_of(FulfilmentKind.PRODUCT)
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        with write():
            vendor = db.session.get_one(Vendor, rng.choice(_vendors()))
            put_on_sale(SYSTEM, vendor, [_offer(rng, rng.choice(shelves)) for _ in range(size)])
        if (start + size) % 100_000 < size:
            say(f"• {start + size:,} listings")
    return count


def _vendors() -> list[int]:
    found = select(Vendor.id).where(Vendor.status == VendorStatus.VERIFIED).order_by(Vendor.id)
    return list(db.session.scalars(found))


def _offer(rng: Random, shelf: Category) -> Offer:
    offer = goods_of(rng, shelf)
    name = (
        f"{offer.name} {rng.choice(KINDS)} {rng.choice(PACKS)} {rng.choice(ORIGINS)} {rng.randrange(1, 999)}"
    )
    return replace(offer, name=name, description=f"{name}. Barang uji, bukan untuk dijual.")
