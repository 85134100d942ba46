"""Listings and the shelves they stand on; names and pictures of the shelves are in the region pack."""

from datetime import datetime

from sqlalchemy import DDL, BigInteger, CheckConstraint, ForeignKey, Index, String, Text, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.catalogue.pictured import Pictured
from domain.catalogue.rules import NAME_LENGTH, UNIT_LENGTH, ListingState
from domain.catalogue.search_ddl import STATEMENTS
from domain.db import MediaKey, Model, UtcDateTime, append_only, state
from domain.kinds import FulfilmentKind, ObjectKind
from domain.people.models import Vendor
from domain.words import LONGEST_WORD


class Category(Model):
    """A shelf of an etalase. Retired ones stay, for the listings that stand on them."""

    __tablename__ = "category"
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    etalase: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(80))
    retired: Mapped[bool] = mapped_column(default=False)


SOLD_OUT = "stock < minimum_order"


class Listing(Pictured, Model):
    """Something a vendor sells, as it is today. What an order saw is in its versions.

    `price` is whole rupiah without PPN for one `unit`; quantities are in units. `search_text` is
    written by the action and followed by the index of each database (domain.catalogue.search_ddl).
    `photo_key` leads to the photo in the media folder, `thumb_key` to its small one for lists;
    `photo_bytes` is the size of the former.
    """

    __tablename__ = "listing"
    __table_args__ = (
        CheckConstraint("price >= 1", name="price"),
        CheckConstraint("stock >= 0", name="stock"),
        CheckConstraint("sold >= 0", name="sold"),
        CheckConstraint("minimum_order >= 1", name="minimum_order"),
        CheckConstraint("lead_days >= 0", name="lead_days"),
        CheckConstraint("tkdn BETWEEN 0 AND 100", name="tkdn"),
        Index("ix_listing_state_id", "state", "id"),
        Index("ix_listing_etalase_state_id", "etalase", "state", "id"),
        Index(
            "ix_listing_sold_out",
            "etalase",
            "state",
            "id",
            sqlite_where=text(SOLD_OUT),
            postgresql_where=text(SOLD_OUT),
        ),
        Index("ix_listing_category_code_state_id", "category_code", "state", "id"),
        Index("ix_listing_vendor_id_state_id", "vendor_id", "state", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"))
    category_code: Mapped[str] = mapped_column(ForeignKey("category.code"))
    etalase: Mapped[str] = mapped_column(String(40))
    kind: Mapped[FulfilmentKind] = mapped_column(state(FulfilmentKind, "kind"))
    object_kind: Mapped[ObjectKind] = mapped_column(state(ObjectKind, "object_kind"))
    state: Mapped[ListingState] = mapped_column(state(ListingState, "state"), default=ListingState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    unit: Mapped[str] = mapped_column(String(UNIT_LENGTH))
    price: Mapped[int] = mapped_column(BigInteger)
    minimum_order: Mapped[int] = mapped_column(default=1)
    lead_days: Mapped[int] = mapped_column(default=0)
    stock: Mapped[int] = mapped_column(default=0)
    sold: Mapped[int] = mapped_column(default=0)
    photo_key: Mapped[str | None] = mapped_column(MediaKey, index=True)
    thumb_key: Mapped[str | None] = mapped_column(MediaKey, index=True)
    photo_bytes: Mapped[int] = mapped_column(default=0)
    is_domestic: Mapped[bool] = mapped_column(default=True)
    tkdn: Mapped[int | None]
    search_text: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    return_reason: Mapped[str] = mapped_column(String(400), default="")
    vendor: Mapped[Vendor] = relationship()

    @property
    def code(self) -> str:
        return str(self.id)


class ListingVersion(Model):
    """What a listing said, from one change to the next. Added to, never changed.

    `sha256` is over the canonical JSON of the offered fields, so that an order can prove what it saw.
    """

    __tablename__ = "listing_version"
    __table_args__ = (CheckConstraint("n >= 1", name="n"),)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    description: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(UNIT_LENGTH))
    price: Mapped[int] = mapped_column(BigInteger)
    minimum_order: Mapped[int]
    lead_days: Mapped[int]
    category_code: Mapped[str] = mapped_column(ForeignKey("category.code"))
    object_kind: Mapped[ObjectKind] = mapped_column(state(ObjectKind, "object_kind"))
    photo_key: Mapped[str | None] = mapped_column(MediaKey)
    is_domestic: Mapped[bool]
    tkdn: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(String(64))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class ListingWord(Model):
    """A word some listing's name or shelf uses: what a mistyped search may have meant. Only added to."""

    __tablename__ = "listing_word"
    __table_args__ = (Index("ix_listing_word_initial_length", "initial", "length"),)
    word: Mapped[str] = mapped_column(String(LONGEST_WORD), primary_key=True)
    initial: Mapped[str] = mapped_column(String(1))
    length: Mapped[int]


append_only(ListingVersion.__table__)  # type: ignore[arg-type]
for dialect, statements in STATEMENTS.items():
    for statement in statements:
        event.listen(Listing.__table__, "after_create", DDL(statement).execute_if(dialect=dialect))
