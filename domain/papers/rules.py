"""Numbered papers: their kinds, their numbers, and the code by which anybody may check one. Pure."""

import secrets
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import RuleBroken
from domain.people.rules import VENDOR_HATS, Role
from domain.sentences import say


class PaperKind(StrEnum):
    """Kinds of papers, by the names public law gives them. Each has a series of its own."""

    PERMINTAAN = "permintaan"
    REFERENSI_HARGA = "referensi_harga"
    SURAT_PESANAN = "surat_pesanan"
    SPK = "spk"
    ADDENDUM = "addendum"
    BA_NEGOSIASI = "ba_negosiasi"
    SURAT_JALAN = "surat_jalan"
    TANDA_TERIMA = "tanda_terima"
    BA_PEMERIKSAAN = "ba_pemeriksaan"
    BAST = "bast"
    INVOICE = "invoice"
    KUITANSI = "kuitansi"
    BA_PEMBAYARAN = "ba_pembayaran"


ORDERS = frozenset({PaperKind.SURAT_PESANAN, PaperKind.SPK})  # either binds both sides
INTERNAL = frozenset(
    {PaperKind.PERMINTAAN, PaperKind.REFERENSI_HARGA}
)  # of the office, before it asks a vendor


FROM_VENDOR = frozenset({PaperKind.SURAT_JALAN, PaperKind.INVOICE, PaperKind.KUITANSI})


def may_sign(kind: PaperKind, hat: Role) -> bool:
    """Whether this hat brings the signed copy: the vendor of their own papers, the office's PPK of all others."""
    return hat in VENDOR_HATS if kind in FROM_VENDOR else hat is Role.SIGNER


def may_bring_tax_invoice(kind: PaperKind, hat: Role) -> bool:
    """Whether this hat brings the PDF of the faktur pajak: the vendor who made it, or the treasurer, beside a bill."""
    return kind is PaperKind.INVOICE and (hat in VENDOR_HATS or hat is Role.TREASURER)


def check_may_bring_tax_invoice(kind: PaperKind, hat: Role, *, is_void: bool) -> None:
    """Raises RuleBroken where a faktur pajak is not theirs to bring, or the bill is in force no longer."""
    if not may_bring_tax_invoice(kind, hat):
        raise RuleBroken("Faktur pajak disimpan penjual atau bendahara, di surat Tagihan.")
    if is_void:
        raise RuleBroken("Tagihan ini tidak berlaku lagi. Simpan faktur di tagihan yang baru.")


def check_may_sign(kind: PaperKind, hat: Role, *, is_void: bool) -> None:
    """Raises RuleBroken where a signed copy of this paper is not theirs to bring, or it is in force no longer."""
    if not may_sign(kind, hat):
        raise RuleBroken("Salinan bertanda tangan disimpan oleh yang menandatangani surat ini.")
    if is_void:
        raise RuleBroken("Surat ini tidak berlaku lagi, jadi salinannya tidak disimpan.")


class VoidReason(StrEnum):
    """Why a numbered paper is in force no longer. Its number stays and is never given again."""

    CANCELLED = "cancelled"
    DECLINED = "declined"
    EXPIRED = "expired"
    REPLACED = "replaced"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"  # by the office, before it was issued
    REJECTED = "rejected"  # by the PPK


VOID_WORDS = {
    VoidReason.CANCELLED: say("Dibatalkan, tidak berlaku lagi"),
    VoidReason.DECLINED: say("Ditolak penjual, tidak berlaku lagi"),
    VoidReason.EXPIRED: say("Kedaluwarsa, tidak berlaku lagi"),
    VoidReason.REPLACED: say("Diganti surat yang lebih baru"),
    VoidReason.RETURNED: say("Dikembalikan ke penjual, tidak berlaku lagi"),
    VoidReason.WITHDRAWN: say("Ditarik kantor, tidak berlaku lagi"),
    VoidReason.REJECTED: say("Ditolak PPK, tidak berlaku lagi"),
}
TITLES = {
    PaperKind.PERMINTAAN: "Permintaan Barang/Jasa",
    PaperKind.REFERENSI_HARGA: "Referensi Harga",
    PaperKind.SURAT_PESANAN: "Surat Pesanan",
    PaperKind.SPK: "Surat Perintah Kerja",
    PaperKind.ADDENDUM: "Addendum",
    PaperKind.BA_NEGOSIASI: "Berita Acara Negosiasi",
    PaperKind.SURAT_JALAN: "Surat Jalan",
    PaperKind.TANDA_TERIMA: "Tanda Terima",
    PaperKind.BA_PEMERIKSAAN: "Berita Acara Pemeriksaan",
    PaperKind.BAST: "Berita Acara Serah Terima",
    PaperKind.INVOICE: "Tagihan",
    PaperKind.KUITANSI: "Kuitansi",
    PaperKind.BA_PEMBAYARAN: "Berita Acara Pembayaran",
}

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that could be read as another: no I L O 0 1
CODE_LENGTH = 8
_LOOKALIKES = str.maketrans("", "", " -–—.·")


def number(pattern: str, *, seq: int, owner: str, on: date) -> str:
    """The number as printed: `{seq:04}/SP/{owner}/{month}/{year}` gives `0117/SP/DINKES/XI/2026`.

    The pattern is the region's, checked when the region is loaded. `seq` counts within (kind, owner,
    fiscal year); `{month}` is Roman.
    """
    return pattern.format(seq=seq, owner=owner, month=_ROMAN[on.month - 1], year=on.year)


def check_date(on: date, previous: date | None) -> None:
    """A number is never dated before the one in front of it. Raises RuleBroken."""
    if previous is not None and on < previous:
        raise RuleBroken("Tanggalnya lebih awal dari surat sebelumnya. Periksa tanggal di komputer ini.")


def new_code(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A verification code to print, `7K2M-9QXR`: eight letters out of 31, hard to misread or to guess."""
    letters = "".join(choose(CODE_LETTERS) for _ in range(CODE_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def read_code(typed: str) -> str:
    """The code as stored, from what somebody typed off a paper. Raises RuleBroken when it cannot be one."""
    letters = typed.upper().translate(_LOOKALIKES)
    if len(letters) != CODE_LENGTH or any(letter not in CODE_LETTERS for letter in letters):
        raise RuleBroken("Kodenya 8 huruf dan angka, misalnya 7K2M-9QXR. Lihat lagi di surat.", field="code")
    return f"{letters[:4]}-{letters[4:]}"


# ---- sealing again after a failure

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=6)


def wait_after(attempts: int) -> timedelta:
    """How long a paper that failed `attempts` times to become a PDF waits: doubling, 2 minutes to 6 hours."""
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
