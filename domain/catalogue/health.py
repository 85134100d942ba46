"""What would help a vendor's goods to sell, counted over what is theirs. Advice: nothing waits for it."""

from typing import NamedTuple

from sqlalchemy import and_, func, select

from domain.catalogue.models import Listing, ListingVersion
from domain.catalogue.rows import FEW_LEFT
from domain.catalogue.rules import ListingState
from domain.db import db
from domain.people.rules import Actor, Right
from domain.sentences import say

SHORT_STORY = 60  # letters; less says hardly more than the name


class Hint(NamedTuple):
    """A sentence about some of the vendor's goods; `group` is where they are listed."""

    icon: str
    text: str
    group: str


def hints(actor: Actor) -> tuple[Hint, ...]:
    """The hints of the actor's vendor, the most pressing first; none for others. One statement."""
    if not actor.sells(Right.LISTINGS):
        return ()
    sold = Listing.state == ListingState.PUBLISHED
    out = Listing.stock < Listing.minimum_order
    found = db.session.execute(
        select(
            func.count().filter(sold),
            func.count().filter(Listing.state == ListingState.RETURNED),
            func.count().filter(and_(sold, out)),
            func.count().filter(and_(sold, ~out, Listing.stock < FEW_LEFT)),
            func.count().filter(and_(sold, Listing.photo_key.is_(None))),
            func.count().filter(and_(sold, func.length(ListingVersion.description) < SHORT_STORY)),
        )
        .join(
            ListingVersion,
            (ListingVersion.listing_id == Listing.id) & (ListingVersion.n == Listing.version),
        )
        .where(Listing.vendor_id == int(actor.scope))
    ).one()
    return _said(*found)


def _said(shown: int, returned: int, out: int, few: int, bare: int, short: int) -> tuple[Hint, ...]:
    """The counts in words; what is nought is not said."""
    told = (
        (returned, "warn", say("barang perlu diperbaiki sebelum tayang."), "menunggu"),
        (out, "x", say("barang habis. Tambah stoknya kalau sudah ada lagi."), "tayang"),
        (few, "warn", say("barang stoknya kurang dari {few_left}.", few_left=FEW_LEFT), "tayang"),
        (bare, "camera", say("barang belum berfoto. Pembeli lebih dulu melihat yang berfoto."), "tayang"),
        (short, "edit", say("barang ceritanya pendek. Tambah isi, ukuran, atau cara pesannya."), "tayang"),
    )
    hints = [Hint(icon, f"{count} {text}", group) for count, icon, text, group in told if count]
    if not shown and not returned:
        hints.append(Hint("plus", say("Belum ada barang yang tayang."), "menunggu"))
    return tuple(hints)
