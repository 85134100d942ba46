"""Packages of an organiser: for how many people, what is in them, in which milestones they are paid. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from domain.errors import RuleBroken
from domain.sentences import joined, say

PEOPLE_LIMIT = 100_000
HOURS_LIMIT = 720
TEXT_LENGTH = 1_000
NAME_LENGTH = 60
DELIVERABLE_LENGTH = 200
MOST_MILESTONES = 6
DAYS_LIMIT = 90
WHOLE = 100


class Milestone(NamedTuple):
    """A part of the work with what it delivers; due `days` after the event, before it when below zero.

    `weight` is its share of the price in percent.
    """

    name: str
    deliverable: str
    weight: int
    days: int = 0

    def due(self, event: date) -> date:
        return event + timedelta(days=self.days)


class CancelFee(NamedTuple):
    """Who cancels fewer than `days` days before the event owes `percent` of the price."""

    days: int
    percent: int


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says beside its price. With `per_person` the price is for one of the people."""

    people_from: int
    people_to: int
    hours: int
    inclusions: str
    milestones: tuple[Milestone, ...]
    per_person: bool = False
    venue: str = ""
    crew: int = 0
    rundown: str = ""
    reschedule_days: int = 0
    cancel_fees: tuple[CancelFee, ...] = ()


def check_package(package: Package) -> None:
    """Raises RuleBroken, naming the field, unless the package can be offered."""
    if not 1 <= package.people_from <= package.people_to <= PEOPLE_LIMIT:
        raise RuleBroken(
            "Jumlah orang paling banyak tidak boleh kurang dari paling sedikit.", field="people_to"
        )
    if not 1 <= package.hours <= HOURS_LIMIT:
        raise RuleBroken("Lamanya 1 sampai {hours_limit} jam.", hours_limit=HOURS_LIMIT, field="hours")
    if not package.inclusions.strip():
        raise RuleBroken("Tulis apa saja yang termasuk.", field="inclusions")
    for field in ("inclusions", "rundown", "venue"):
        if len(getattr(package, field)) > TEXT_LENGTH:
            raise RuleBroken("Paling banyak {text_length} huruf.", text_length=TEXT_LENGTH, field=field)
    if not 0 <= package.crew <= PEOPLE_LIMIT:
        raise RuleBroken("Jumlah petugas tidak masuk akal.", field="crew")
    if not 0 <= package.reschedule_days <= DAYS_LIMIT:
        raise RuleBroken("Antara 0 dan {days_limit} hari.", days_limit=DAYS_LIMIT, field="reschedule_days")
    check_milestones(package.milestones)
    check_cancel_fees(package.cancel_fees)


def check_milestones(milestones: Sequence[Milestone]) -> None:
    """Weights of one to six milestones are a hundred together, and each says what it delivers. Raises RuleBroken."""
    if not 1 <= len(milestones) <= MOST_MILESTONES:
        raise RuleBroken(
            "Isi satu sampai {most_milestones} tahap.", most_milestones=MOST_MILESTONES, field="weight-0"
        )
    for number, each in enumerate(milestones):
        if not each.name.strip() or not each.deliverable.strip():
            raise RuleBroken("Tulis apa yang diserahkan di tahap ini.", field=f"deliverable-{number}")
        if not 1 <= each.weight <= WHOLE:
            raise RuleBroken("Bobot tahap 1 sampai 100 persen.", field=f"weight-{number}")
        if abs(each.days) > DAYS_LIMIT:
            raise RuleBroken(
                "Paling jauh {days_limit} hari dari acara.", days_limit=DAYS_LIMIT, field=f"days-{number}"
            )
    total = sum(each.weight for each in milestones)
    if total != WHOLE:
        raise RuleBroken(
            "Bobot semua tahap harus 100 persen, sekarang {total}.", total=total, field="weight-0"
        )


def check_cancel_fees(fees: Sequence[CancelFee]) -> None:
    """The nearer the event, the more is owed. Raises RuleBroken."""
    for fee in fees:
        if not 1 <= fee.days <= DAYS_LIMIT or not 0 <= fee.percent <= WHOLE:
            raise RuleBroken("Isi hari 1 sampai 90 dan biaya 0 sampai 100 persen.", field="cancel_percent")
    ordered = sorted(fees)
    if any(near.percent < far.percent for near, far in pairwise(ordered)):
        raise RuleBroken("Makin dekat hari acara, biayanya tidak boleh makin kecil.", field="cancel_percent")


def check_event(day: date, people: int, package: Package, *, today: date, lead_days: int) -> None:
    """Raises RuleBroken unless the package can be asked for on this day by so many people."""
    if day < today:
        raise RuleBroken("Tanggal acara sudah lewat. Pilih hari ini atau sesudahnya.", field="day")
    if (day - today).days < lead_days:
        raise RuleBroken(
            "Pesan paling lambat {lead_days} hari sebelum acara.", lead_days=lead_days, field="day"
        )
    if (day - today).days > 366:
        raise RuleBroken("Tanggal paling jauh satu tahun dari sekarang.", field="day")
    if not package.people_from <= people <= package.people_to:
        raise RuleBroken(
            "Paket ini untuk {people_from} sampai {people_to} orang.",
            people_from=package.people_from,
            people_to=package.people_to,
            field="people",
        )


def may_move(package: Package, *, event: date, today: date, moved: bool) -> bool:
    """Whether the day of an ordered event may still be moved: once, up to so many days before it."""
    return bool(package.reschedule_days) and not moved and (event - today).days >= package.reschedule_days


def check_move(package: Package, *, event: date, to: date, today: date, moved: bool) -> None:
    """Raises RuleBroken, naming the day, unless the event may be moved there by the package's terms."""
    if moved:
        raise RuleBroken("Tanggal acara sudah pernah dipindah. Paket ini hanya membolehkan sekali.")
    if not package.reschedule_days:
        raise RuleBroken(
            "Paket ini tidak bisa pindah tanggal. Bicarakan dengan penyedia, atau minta pembatalan."
        )
    if not may_move(package, event=event, today=today, moved=moved):
        raise RuleBroken(
            "Pindah tanggal paling lambat {reschedule_days} hari sebelum acara. Sekarang sudah lewat.",
            reschedule_days=package.reschedule_days,
        )
    if to == event:
        raise RuleBroken("Itu tanggal yang sekarang. Pilih tanggal lain.", field="day")
    if (to - today).days < package.reschedule_days:
        raise RuleBroken(
            "Pilih tanggal paling dekat {reschedule_days} hari dari sekarang.",
            reschedule_days=package.reschedule_days,
            field="day",
        )
    if to.year != event.year:
        raise RuleBroken("Tanggal baru harus di tahun anggaran yang sama.", field="day")


def fee_near(fees: Iterable[CancelFee], days: int) -> CancelFee | None:
    """What is owed by who cancels `days` days before the event; None when nothing is."""
    due = [fee for fee in fees if days < fee.days and fee.percent]
    return max(due, key=lambda fee: fee.percent, default=None)


def shares(amount: int, weights: Sequence[int]) -> list[int]:
    """Whole rupiah of an amount for each weight in percent, rounded down; the last carries the difference."""
    parts = [amount * weight // WHOLE for weight in weights[:-1]]
    return [*parts, amount - sum(parts)]


def cancel_words(fees: Iterable[CancelFee]) -> str:
    """'kurang dari 7 hari: 25 %, kurang dari 2 hari: 75 %'; empty without fees."""
    ordered = sorted(fees, reverse=True)
    return joined(
        ", ",
        [say("kurang dari {days} hari: {percent} %", days=fee.days, percent=fee.percent) for fee in ordered],
    )
