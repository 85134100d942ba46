"""Listings: what may be shown for sale, who decides, and what may be put in a basket. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain import moves
from domain.errors import RuleBroken, Stale
from domain.money import QUANTITY_LIMIT, RUPIAH_LIMIT, check_quantity, rupiah
from domain.moves import Move
from domain.people.rules import Role
from domain.sentences import say

NAME_LENGTH = 120
DESCRIPTION_LENGTH = 4_000
UNIT_LENGTH = 20
REASON_LENGTH = 400
LEAD_LIMIT = 90
BASKET_LINES = 40
LOOKED_AT = ("name", "description", "unit", "category_code", "photo_key")


class ListingState(StrEnum):
    DRAFT = "draft"
    PENDING = "pending"
    PUBLISHED = "published"
    RETURNED = "returned"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


LABELS = {
    ListingState.DRAFT: say("Belum dikirim"),
    ListingState.PENDING: say("Sedang diperiksa"),
    ListingState.PUBLISHED: say("Tayang"),
    ListingState.RETURNED: say("Perlu diperbaiki"),
    ListingState.SUSPENDED: say("Dihentikan sementara"),
    ListingState.WITHDRAWN: say("Ditarik"),
}

NEEDS_REASON = frozenset({"return", "suspend"})
_VENDOR = frozenset({Role.VENDOR_OWNER, Role.VENDOR_STAFF})
_ADMIN = frozenset({Role.ADMIN})


def _move(
    verb: str, slug: str, words: str, by: frozenset[Role], source: set[ListingState], target: ListingState
) -> Move[ListingState]:
    return Move(verb, by, frozenset(source), (target,), slug, words)


MOVES: tuple[Move[ListingState], ...] = (
    _move(
        "submit", "kirim", say("Kirim untuk ditayangkan"), _VENDOR,
        {ListingState.DRAFT, ListingState.RETURNED}, ListingState.PENDING,
    ),
    _move("publish", "tayangkan", say("Tayangkan"), _ADMIN, {ListingState.PENDING}, ListingState.PUBLISHED),
    _move("return", "kembalikan", say("Minta perbaikan"), _ADMIN, {ListingState.PENDING}, ListingState.RETURNED),
    _move("suspend", "hentikan", say("Hentikan sementara"), _ADMIN, {ListingState.PUBLISHED}, ListingState.SUSPENDED),
    _move("restore", "pulihkan", say("Tayangkan lagi"), _ADMIN, {ListingState.SUSPENDED}, ListingState.PUBLISHED),
    _move(
        "withdraw", "tarik", say("Tarik dari penjualan"), _VENDOR,
        {ListingState.DRAFT, ListingState.PENDING, ListingState.PUBLISHED, ListingState.RETURNED},
        ListingState.WITHDRAWN,
    ),
    _move("revive", "jual-lagi", say("Jual lagi"), _VENDOR, {ListingState.WITHDRAWN}, ListingState.DRAFT),
)  # fmt: skip


def moves_for(state: ListingState, hat: Role) -> list[Move[ListingState]]:
    """The buttons of a listing in this state for this hat."""
    return moves.offered(MOVES, state, hat)


def after(state: ListingState, verb: str, hat: Role) -> ListingState:
    """The state after `verb`. Raises Stale when the screen was old, RuleBroken when it never may."""
    return moves.destination(moves.find(MOVES, state, verb, hat, now_is=LABELS[state]))


@dataclass(frozen=True, slots=True)
class Offer:
    """What a vendor wants to sell. Rupiah without PPN per unit; quantities in units.

    `lead_days` is how many days before delivery an order must come. `tkdn` is the certified local
    content in percent, None without a certificate; `is_domestic` says made in Indonesia (PDN).
    """

    name: str
    description: str
    unit: str
    price: int
    stock: int
    minimum_order: int = 1
    category_code: str = ""
    lead_days: int = 0
    photo_key: str | None = None
    is_domestic: bool = True
    tkdn: int | None = None


def check_offer(offer: Offer) -> None:
    """Raises RuleBroken, naming the field, unless the offer can be a listing.

    A photo, a name, a price and a unit are enough; a missing story is only hinted at, by the listing's health.
    """
    _check_text(offer.name, NAME_LENGTH, "name", say("Tulis nama barangnya."))
    _check_length(offer.description, DESCRIPTION_LENGTH, "description")
    _check_text(offer.unit, UNIT_LENGTH, "unit", say("Pilih satuannya, misalnya bungkus."))
    if not 1 <= offer.price <= RUPIAH_LIMIT:
        raise RuleBroken(
            "Harga antara Rp1 dan {rupiah_limit}.", rupiah_limit=rupiah(RUPIAH_LIMIT), field="price"
        )
    check_quantity(offer.minimum_order, field="minimum_order")
    check_stock(offer.stock)
    if not 0 <= offer.lead_days <= LEAD_LIMIT:
        raise RuleBroken(
            "Waktu menyiapkan antara 0 dan {lead_limit} hari.", lead_limit=LEAD_LIMIT, field="lead_days"
        )
    if offer.tkdn is not None and not (offer.is_domestic and 0 <= offer.tkdn <= 100):
        raise RuleBroken("TKDN antara 0 dan 100 persen, untuk barang dalam negeri.", field="tkdn")


def _check_text(text: str, longest: int, field: str, sentence: str) -> None:
    if not text.strip():
        raise RuleBroken(sentence, field=field)
    _check_length(text, longest, field)


def _check_length(text: str, longest: int, field: str) -> None:
    if len(text) > longest:
        raise RuleBroken(
            "Terlalu panjang: {count} dari {longest} huruf.", count=len(text), longest=longest, field=field
        )


def check_stock(stock: int) -> None:
    """Stock is counted, from none to the limit. Raises RuleBroken."""
    check_quantity(stock, least=0, field="stock")


def can_be_bought(state: ListingState, stock: int, minimum_order: int) -> bool:
    """Whether the button to buy is shown."""
    return state is ListingState.PUBLISHED and stock >= minimum_order


def needs_review(before: Offer, after_: Offer) -> bool:
    """Whether an edit of a published listing must be looked at again: what it is, not what it costs."""
    return any(getattr(before, part) != getattr(after_, part) for part in LOOKED_AT)


def check_vendor(is_verified: bool) -> None:
    """Only a verified vendor's listing is shown to buyers. Raises RuleBroken."""
    if not is_verified:
        raise RuleBroken("Usaha ini belum diverifikasi. Periksa usahanya dulu.")


def check_reason(verb: str, reason: str) -> None:
    """Who sends a listing back or stops it says why. Raises RuleBroken, naming the field."""
    if verb in NEEDS_REASON and not reason.strip():
        raise RuleBroken("Tulis alasannya, supaya penjual tahu apa yang diperbaiki.", field="reason")
    if len(reason) > REASON_LENGTH:
        raise RuleBroken(
            "Alasan paling banyak {reason_length} huruf.", reason_length=REASON_LENGTH, field="reason"
        )


def check_seen(seen: int, now: int, what: str) -> None:
    """Raises Stale when a screen showed another value than the row has now."""
    if seen != now:
        raise Stale("{what} sudah berubah sejak halaman ini dibuka. Periksa lagi.", what=what)


def check_basket_line(
    *,
    state: ListingState,
    price_seen: int,
    price: int,
    quantity: int,
    minimum_order: int,
    stock: int,
    unit: str,
) -> None:
    """Raises Stale when the listing changed under the buyer's eyes, RuleBroken when the quantity does not fit."""
    if state is not ListingState.PUBLISHED:
        raise Stale("Barang ini sudah tidak dijual. Hapus dari keranjang.")
    if price != price_seen:
        raise Stale(
            "Harganya berubah dari {price_seen} menjadi {price}. Periksa lagi.",
            price_seen=rupiah(price_seen),
            price=rupiah(price),
        )
    check_quantity(quantity, least=minimum_order, most=QUANTITY_LIMIT)
    if quantity > stock:
        raise RuleBroken("Stok tinggal {stock} {unit}.", stock=stock, unit=unit, field="quantity")


def check_basket(vendors: Iterable[int]) -> None:
    """A purchase is from one vendor and holds something. `vendors` names the vendor of each line."""
    lines = list(vendors)
    if not lines:
        raise RuleBroken("Keranjang masih kosong.")
    if len(lines) > BASKET_LINES:
        raise RuleBroken("Paling banyak {basket_lines} barang dalam satu pesanan.", basket_lines=BASKET_LINES)
    if len(set(lines)) > 1:
        raise RuleBroken("Satu pesanan untuk satu penjual. Ajukan penjual lain sendiri-sendiri.")
