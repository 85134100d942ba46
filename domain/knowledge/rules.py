"""Who writes, checks and shows what in the library. Pure."""

from enum import StrEnum

from domain.errors import RuleBroken, Stale
from domain.people.rules import HANDLERS, Role
from domain.sentences import say


class EntryKind(StrEnum):
    """What stands in the library."""

    PROBLEM = "problem"
    NEWS = "news"
    ARTICLE = "article"
    GUIDE = "guide"
    VIDEO = "video"
    BOOK = "book"
    CASE = "case"


KIND_WORDS = {
    EntryKind.PROBLEM: say("Hama dan penyakit"),
    EntryKind.NEWS: say("Berita"),
    EntryKind.ARTICLE: say("Artikel"),
    EntryKind.GUIDE: say("Panduan"),
    EntryKind.VIDEO: say("Video"),
    EntryKind.BOOK: say("Buku"),
    EntryKind.CASE: say("Contoh kasus"),
}


class Origin(StrEnum):
    """Where a version of an entry came from: the region pack, or an expert's desk."""

    PACK = "pack"
    DESK = "desk"


APPROVERS = frozenset({Role.EXPERT})
WITHDRAWERS = frozenset({Role.EXPERT, Role.COORDINATOR})


def check_may_approve(hat: Role) -> None:
    """Raises RuleBroken for hats that do not vouch for what farmers read about pests."""
    if hat not in APPROVERS:
        raise RuleBroken("Yang menyetujui isi ini tim ahli (POPT).")


def check_may_withdraw(hat: Role) -> None:
    if hat not in WITHDRAWERS:
        raise RuleBroken("Yang menarik isi ini tim ahli atau koordinator.")


def check_may_prepare(hat: Role) -> None:
    """Raises RuleBroken for hats that do not write for the library."""
    if hat not in HANDLERS:
        raise RuleBroken("Yang menulis di pustaka: penyuluh, tim ahli, koordinator.")


def check_newest(seen: int, newest: int) -> None:
    """Raises Stale when somebody wrote another version since the screen was drawn."""
    if seen != newest:
        raise Stale("Isinya sudah diubah orang lain. Muat ulang halaman ini, lalu periksa lagi.")
