"""What a vendor must tell, who moves it to which state, and what a change after verification needs. Pure."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from domain import moves
from domain.errors import RuleBroken, Stale
from domain.moves import Move
from domain.people.rules import Role, VendorKind, VendorStatus
from domain.region.rows import Need
from domain.sentences import joined, say

REASON_LENGTH = 400
OPEN_DRAFTS = 3  # businesses one person may have begun and not sent


class Page(StrEnum):
    """A page of the registration: one group of questions."""

    IDENTITY = "identity"
    CONTACT = "contact"
    OWNER = "owner"
    LICENCE = "licence"
    TAX = "tax"
    ACCOUNT = "account"


class SizeClass(StrEnum):
    """Size of a business as PP 7/2021 names it."""

    MICRO = "mikro"
    SMALL = "kecil"
    MEDIUM = "menengah"
    LARGE = "besar"


class DocumentState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class ChangeState(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


LABELS = {
    VendorStatus.DRAFT: say("Belum dikirim"),
    VendorStatus.SUBMITTED: say("Sedang diperiksa"),
    VendorStatus.VERIFIED: say("Terverifikasi"),
    VendorStatus.RETURNED: say("Perlu diperbaiki"),
    VendorStatus.SUSPENDED: say("Dihentikan sementara"),
}
PAGE_NAMES = {
    Page.IDENTITY: say("Usaha"),
    Page.CONTACT: say("Alamat"),
    Page.OWNER: say("Pemilik"),
    Page.LICENCE: say("Izin usaha"),
    Page.TAX: say("Pajak"),
    Page.ACCOUNT: say("Rekening"),
}
SLUGS = {
    Page.IDENTITY: "usaha",
    Page.CONTACT: "alamat",
    Page.OWNER: "pemilik",
    Page.LICENCE: "izin",
    Page.TAX: "pajak",
    Page.ACCOUNT: "rekening",
}
PAGES = {slug: page for page, slug in SLUGS.items()}
CHECKLIST = {
    "name": say("Nama usaha sama dengan di NIB"),
    "tax": say("NPWP cocok dengan kartu"),
    "account": say("Rekening atas nama usaha atau pemilik"),
    "place": say("Alamat di wilayah ini"),
    "papers": say("Dokumen terbaca dan masih berlaku"),
}
NEEDS_REASON = frozenset({"return", "suspend", "reinstate"})
OPEN = frozenset({VendorStatus.DRAFT, VendorStatus.RETURNED})
_OWNER = frozenset({Role.VENDOR_OWNER})
_ADMIN = frozenset({Role.ADMIN})


def _move(verb, slug, words, by, source: set[VendorStatus], target: VendorStatus) -> Move[VendorStatus]:
    return Move(verb, by, frozenset(source), (target,), slug, words)


MOVES: tuple[Move[VendorStatus], ...] = (
    _move("submit", "kirim", say("Kirim untuk diperiksa"), _OWNER,
          {VendorStatus.DRAFT, VendorStatus.RETURNED}, VendorStatus.SUBMITTED),
    _move("recall", "tarik", say("Tarik kembali untuk diubah"), _OWNER, {VendorStatus.SUBMITTED}, VendorStatus.DRAFT),
    _move("verify", "terima", say("Nyatakan terverifikasi"), _ADMIN, {VendorStatus.SUBMITTED}, VendorStatus.VERIFIED),
    _move("return", "kembalikan", say("Minta perbaikan"), _ADMIN, {VendorStatus.SUBMITTED}, VendorStatus.RETURNED),
    _move("suspend", "hentikan", say("Hentikan sementara"), _ADMIN, {VendorStatus.VERIFIED}, VendorStatus.SUSPENDED),
    _move("reinstate", "pulihkan", say("Pulihkan"), _ADMIN, {VendorStatus.SUSPENDED}, VendorStatus.VERIFIED),
)  # fmt: skip
WORDS = {
    "submit": say("Dikirim untuk diperiksa"),
    "recall": say("Ditarik kembali oleh pemilik"),
    "verify": say("Dinyatakan terverifikasi"),
    "return": say("Diminta perbaikan"),
    "suspend": say("Dihentikan sementara"),
    "reinstate": say("Dipulihkan"),
}


STOPPED = say("Penjual ini dihentikan sementara. Pilih penjual lain, atau tunggu sampai dipulihkan.")


def check_sells(status: VendorStatus) -> None:
    """Nothing new is ordered of a vendor that is not verified; what runs goes on. Raises Stale."""
    if status is not VendorStatus.VERIFIED:
        raise Stale(STOPPED)


def moves_for(status: VendorStatus, hat: Role) -> list[Move[VendorStatus]]:
    """The buttons of a vendor in this state for this hat."""
    return moves.offered(MOVES, status, hat)


def after(status: VendorStatus, verb: str, hat: Role) -> VendorStatus:
    """The state after `verb`. Raises Stale when the screen was old, RuleBroken when it never may."""
    return moves.destination(moves.find(MOVES, status, verb, hat, now_is=LABELS[status]))


class Told(NamedTuple):
    """What is known of a vendor, as far as completeness asks. `documents` are codes that stand."""

    kind: VendorKind
    address: str
    phone: str
    owner_name: str
    nib: str
    npwp: str
    is_pkp: bool
    has_certificate: bool
    bank_account: str
    documents: frozenset[str]


class Missing(NamedTuple):
    """Something that is still asked for; `page` None means a document, whose code is `document`."""

    words: str
    page: Page | None
    document: str = ""


def missing(told: Told, documents: Iterable[tuple[str, str, Need]]) -> list[Missing]:
    """What must still be told before sending. `documents`: code, name and need of each the region knows."""
    asked = (
        (told.address, say("Alamat usaha"), Page.CONTACT),
        (told.phone, say("Nomor HP usaha"), Page.CONTACT),
        (told.owner_name, say("Nama pemilik"), Page.OWNER),
        (told.nib, say("NIB"), Page.LICENCE),
        (told.npwp, "NPWP", Page.TAX),
        (told.bank_account, say("Rekening"), Page.ACCOUNT),
    )
    found = [Missing(words, page) for value, words, page in asked if not value]
    for code, name, need in documents:
        if is_needed(need, told) and code not in told.documents:
            found.append(Missing(name, None, code))
    return found


def is_needed(need: Need, told: Told) -> bool:
    """Whether a document of this need is asked of this vendor."""
    return {
        Need.ALWAYS: True,
        Need.PERSON: told.kind is VendorKind.PERSON,
        Need.COMPANY: told.kind is VendorKind.COMPANY,
        Need.PKP: told.is_pkp,
        Need.CERTIFICATE: told.has_certificate,
        Need.OPTIONAL: False,
    }[need]


def check_complete(lacking: Collection[Missing]) -> None:
    """Raises RuleBroken, naming what is still missing."""
    if lacking:
        raise RuleBroken(say("Masih kurang: ") + joined(", ", [each.words for each in lacking]) + ".")


def check_checklist(ticked: Collection[str]) -> None:
    """Verified is only what was looked at point by point. Raises RuleBroken."""
    left = [words for code, words in CHECKLIST.items() if code not in ticked]
    if left:
        raise RuleBroken(say("Belum dicentang: ") + joined("; ", left) + ".", field="checked")


def check_reason(verb: str, reason: str) -> None:
    """Who sends a vendor back, stops it or lets it go on says why. Raises RuleBroken."""
    if verb in NEEDS_REASON and not reason.strip():
        raise RuleBroken("Tulis alasannya. Penjual membacanya.", field="reason")
    if len(reason) > REASON_LENGTH:
        raise RuleBroken(
            "Alasan paling banyak {reason_length} huruf.", reason_length=REASON_LENGTH, field="reason"
        )


def check_may_open(drafts: int) -> None:
    """Raises RuleBroken when somebody has begun too many businesses."""
    if drafts >= OPEN_DRAFTS:
        raise RuleBroken(
            "Anda masih punya {drafts} pendaftaran yang belum dikirim. Selesaikan satu dulu.", drafts=drafts
        )


def goes_at_once(status: VendorStatus, page: Page) -> bool:
    """Whether what is told on a page counts at once, or waits for an admin's yes.

    Raises RuleBroken while the vendor is being looked at: what is checked must not move.
    """
    if status is VendorStatus.SUBMITTED:
        raise RuleBroken("Datanya sedang diperiksa. Tarik kembali dulu kalau mau mengubah.")
    return status in OPEN or page is Page.CONTACT


def check_other_eyes(asked_by: int | None, decided_by: int | None) -> None:
    """One asks, another decides: a changed account is where money is stolen. Raises RuleBroken."""
    if decided_by is None or asked_by == decided_by:
        raise RuleBroken("Perubahan harus disetujui orang lain, bukan yang memintanya.")


def check_not_own(decided_by: int | None, owners: Collection[int]) -> None:
    """Nobody verifies the own business. Raises RuleBroken."""
    if decided_by in owners:
        raise RuleBroken("Ini usaha Anda sendiri. Minta admin lain memeriksanya.")
