"""Which complaints may be merged, linked, split, and until when merging can be undone. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta

from domain.complaints.states import OPEN, Status
from domain.errors import RuleBroken

UNMERGE_DAYS = 7


def check_may_merge(code: str, into: str, target: Status) -> None:
    """A complaint is merged into another one that is still open."""
    if code == into:
        raise RuleBroken("Keluhan tidak bisa digabung dengan dirinya sendiri.", field="into")
    if target not in OPEN:
        raise RuleBroken("Keluhan tujuan sudah ditutup. Pilih yang masih terbuka.", field="into")


def check_may_link(code: str, other: str, linked: Collection[str]) -> None:
    """Two different cases are linked once."""
    if code == other:
        raise RuleBroken("Keluhan tidak bisa dikaitkan dengan dirinya sendiri.", field="into")
    if other in linked:
        raise RuleBroken("Sudah dikaitkan dengan {other}.", other=other, field="into")


def check_may_split(body: str, wanted: Collection[int], photos: Collection[int]) -> None:
    """The second problem is said in words; only photos the case has go along."""
    if not body.strip():
        raise RuleBroken("Tulis masalah keduanya, satu kalimat cukup.", field="body")
    if not set(wanted) <= set(photos):
        raise RuleBroken("Pilih foto dari daftar.", field="photos")


def check_carries_none(others: int) -> None:
    """A case that others were merged into stays where they are found."""
    if others:
        raise RuleBroken(
            "Keluhan lain sudah digabung ke sini. Gabungkan keluhan yang satunya ke sini.", field="into"
        )


def check_may_unmerge(merged_at: datetime, now: datetime) -> None:
    """Merging can be undone for a week."""
    if now - merged_at > timedelta(days=UNMERGE_DAYS):
        raise RuleBroken(
            "Sudah digabung lebih dari {unmerge_days} hari, jadi tidak bisa dipisah lagi.",
            unmerge_days=UNMERGE_DAYS,
        )
