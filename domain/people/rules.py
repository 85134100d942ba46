"""Hats, actors and the rules about who may wear what. Pure: no database, no request."""

from collections.abc import Collection
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from domain.errors import RuleBroken
from domain.sentences import say


class Role(StrEnum):
    """A hat. One person may wear several; the one in use is on the sign-in row."""

    PUBLIC = "public"
    SYSTEM = "system"
    FARMER = "farmer"  # petani
    OFFICER = "officer"  # PPL, penyuluh desa
    EXPERT = "expert"  # Tim CROP, POPT
    COORDINATOR = "coordinator"  # koordinator di dinas pertanian
    VENDOR_OWNER = "vendor_owner"  # pemilik usaha
    VENDOR_STAFF = "vendor_staff"  # pegawai usaha
    REQUESTER = "requester"  # PPTK, pemohon
    PROCURER = "procurer"  # Pejabat Pengadaan
    SELECTION_GROUP = "selection_group"  # Pokja Pemilihan (UKPBJ), lent to an office
    SIGNER = "signer"  # PPK, Pejabat Pembuat Komitmen
    RECEIVER = "receiver"  # penerima barang
    FINANCE_VERIFIER = "finance_verifier"  # Pejabat Penatausahaan Keuangan
    TREASURER = "treasurer"  # Bendahara
    ADMIN = "admin"  # BPBJ
    AUDITOR = "auditor"  # APIP, Inspektorat: reads only


class Right(StrEnum):
    """What somebody who works for a vendor may do there; an owner may do all of it."""

    LISTINGS = "listings"  # barang
    ORDERS = "orders"  # pesanan
    MONEY = "money"  # uang: tagihan, uang masuk


ALL_RIGHTS = frozenset(Right)


class Actor(NamedTuple):
    """Who acts, under which hat, where.

    `scope` is the code of the village, vendor or office the hat is valid for,
    or None when the hat is valid everywhere. `rights` narrow what a vendor's staff may do.
    """

    person_id: int | None
    hat: Role
    scope: str | None = None
    rights: frozenset[Right] = ALL_RIGHTS

    def sells(self, *rights: Right) -> bool:
        """Whether this hat acts for a vendor and has one of these rights there."""
        return self.hat in VENDOR_HATS and bool(self.scope) and not self.rights.isdisjoint(rights)


PUBLIC = Actor(None, Role.PUBLIC)
SYSTEM = Actor(None, Role.SYSTEM)


class VendorKind(StrEnum):
    PERSON = "perorangan"
    COMPANY = "badan"


class VendorStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    RETURNED = "returned"
    SUSPENDED = "suspended"


class CodeKind(StrEnum):
    """What a paper code opens: a new PIN, or an account somebody else made."""

    NEW_PIN = "new_pin"
    CLAIM = "claim"


VILLAGE_HATS = frozenset({Role.OFFICER})
OFFICE_HATS = frozenset(
    {
        Role.REQUESTER, Role.PROCURER, Role.SELECTION_GROUP, Role.SIGNER, Role.RECEIVER, Role.FINANCE_VERIFIER,
        Role.TREASURER,
    }
)  # fmt: skip
BUYING_HATS = frozenset({Role.REQUESTER, Role.PROCURER, Role.SELECTION_GROUP})
VENDOR_HATS = frozenset({Role.VENDOR_OWNER, Role.VENDOR_STAFF})
PIN_HATS = frozenset({Role.FARMER}) | VENDOR_HATS
HANDLERS = frozenset({Role.OFFICER, Role.EXPERT, Role.COORDINATOR})
FARMING_HATS = HANDLERS | {Role.FARMER}
APPOINTED = {
    Role.ADMIN: frozenset(Role) - {Role.PUBLIC, Role.SYSTEM},
    Role.COORDINATOR: frozenset({Role.OFFICER, Role.EXPERT, Role.COORDINATOR}),
    Role.VENDOR_OWNER: frozenset({Role.VENDOR_STAFF}),
}
ROLE_WORDS = {
    Role.PUBLIC: say("Warga"),
    Role.SYSTEM: say("Sistem"),
    Role.FARMER: say("Petani"),
    Role.OFFICER: say("Penyuluh (PPL)"),
    Role.EXPERT: say("Tim ahli (POPT)"),
    Role.COORDINATOR: say("Koordinator pertanian"),
    Role.VENDOR_OWNER: say("Pemilik usaha"),
    Role.VENDOR_STAFF: say("Pegawai usaha"),
    Role.REQUESTER: "Pemohon (PPTK)",
    Role.PROCURER: say("Pejabat Pengadaan"),
    Role.SELECTION_GROUP: say("Pokja Pemilihan"),
    Role.SIGNER: say("Pejabat Pembuat Komitmen (PPK)"),
    Role.RECEIVER: say("Penerima barang"),
    Role.FINANCE_VERIFIER: say("Pejabat Penatausahaan Keuangan"),
    Role.TREASURER: say("Bendahara"),
    Role.ADMIN: say("Admin pengadaan"),
    Role.AUDITOR: say("Pengawas (APIP)"),
}
RIGHT_WORDS = {
    Right.LISTINGS: say("Barang dan stok"),
    Right.ORDERS: say("Pesanan dan pengiriman"),
    Right.MONEY: say("Tagihan dan uang masuk"),
}
PIN_LENGTH = 6
SHORTEST_PASSWORD = 10
COMMON_PASSWORDS = frozenset(
    """
    password12 passwordku 1234567890 0987654321 qwertyuiop indonesia1 admin12345 petani12345
    bismillah123 rahasia123 lumbung123 sayangku123
    """.split()
)


def needs_password(roles: set[Role]) -> bool:
    """Office, expert, coordinator and admin hats need a password; farmers and vendors a PIN."""
    return bool(roles - PIN_HATS)


def looks_like_pin(secret: str) -> bool:
    """Six digits are a PIN, everything else is a password."""
    return len(secret) == PIN_LENGTH and secret.isascii() and secret.isdigit()


def check_secret(secret: str, *, password_only: bool) -> None:
    """A new PIN or password, as the hats of its person allow. Raises RuleBroken."""
    if looks_like_pin(secret) and not password_only:
        check_pin(secret)
    else:
        check_password(secret)


def check_secret_suits(roles: set[Role], *, is_pin: bool) -> None:
    """A hat that sees others' data or spends money is never opened by six digits. Raises RuleBroken."""
    if is_pin and needs_password(roles):
        raise RuleBroken(
            "Pegawai memakai kata sandi, paling sedikit {shortest_password} huruf atau angka.",
            shortest_password=SHORTEST_PASSWORD,
            field="secret",
        )


def check_pin(pin: str) -> None:
    """Raises RuleBroken for a PIN of another length, or one that anybody guesses first."""
    if not looks_like_pin(pin):
        raise RuleBroken("PIN harus 6 angka.", field="secret")
    if _is_run(pin) or len(set(pin)) <= 2 or pin[:3] == pin[3:] or pin[:2] * 3 == pin:
        raise RuleBroken("PIN ini mudah ditebak. Pilih angka lain.", field="secret")


def check_password(password: str) -> None:
    """Raises RuleBroken for a short or well-known password."""
    if len(password) < SHORTEST_PASSWORD:
        raise RuleBroken(
            "Kata sandi paling sedikit {shortest_password} huruf atau angka.",
            shortest_password=SHORTEST_PASSWORD,
            field="secret",
        )
    if password.lower() in COMMON_PASSWORDS or len(set(password)) < 5:
        raise RuleBroken("Kata sandi ini mudah ditebak. Pilih yang lain.", field="secret")


def read_nip(typed: str) -> str:
    """The 18 digits of a civil servant's number, empty for nobody's. Raises RuleBroken."""
    digits = "".join(typed.split())
    if digits and not (digits.isascii() and digits.isdecimal() and len(digits) == 18):
        raise RuleBroken("NIP terdiri dari 18 angka.", field="nip")
    return digits


def check_may_appoint(by: Role, role: Role) -> None:
    """Raises RuleBroken when this hat does not hand out that one."""
    if role not in APPOINTED.get(by, frozenset()):
        raise RuleBroken("Peran {role} tidak bisa Anda berikan.", role=ROLE_WORDS[role], field="role")


def check_rights(rights: Collection[str]) -> frozenset[Right]:
    """The rights somebody is given, at least one. Raises RuleBroken."""
    if not rights:
        raise RuleBroken("Pilih paling sedikit satu urusan.", field="rights")
    return frozenset(Right(right) for right in rights)


def check_scope(role: Role, scope: str) -> None:
    """Raises RuleBroken when a hat that needs a place, office or vendor has none."""
    needs = {
        say("desa"): VILLAGE_HATS,
        say("kantor"): OFFICE_HATS,
        say("usaha"): VENDOR_HATS,
    }
    for word, roles in needs.items():
        if role in roles and not scope:
            raise RuleBroken("Pilih {word} untuk peran ini.", word=word, field="scope")


def _is_run(pin: str) -> bool:
    steps = {int(b) - int(a) for a, b in pairwise(pin)}
    return steps in ({1}, {-1})


def check_may_hand_out(by: Role, roles: set[Role]) -> None:
    """A paper code resets a PIN. For somebody with an office, expert or admin hat only an admin may."""
    if by is not Role.ADMIN and needs_password(roles):
        raise RuleBroken("Kode untuk pegawai hanya bisa diberikan oleh admin.")
