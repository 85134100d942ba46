"""Requests for quotation: what may be asked and answered, and when one offer may be taken. Pure.

An offer never costs more than the shelf asks (the limit of every negotiation); whole rupiah, before tax.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from domain.catalogue.packages.rules import Package
from domain.errors import RuleBroken, Stale
from domain.money import QUANTITY_LIMIT, line_amount, rupiah
from domain.purchases.quotes.states import AnswerState
from domain.sentences import say

MOST_VENDORS = 3
MOST_LINES = 8
MOST_OPEN = 20  # of one office
WISHES_LENGTH = 1_000
LINE_LENGTH = 80
REASON_LENGTH = 400
NOTE_LENGTH = 200
FIXED = say("Harga pesanan ini dari penawaran yang dipilih, jadi tidak ditawar atau diubah lagi.")
FAR = timedelta(days=60)  # how long after the deadline an offer may be good


class Asked(NamedTuple):
    """A package somebody is asked about: its words, its lead days and what its version says."""

    name: str
    lead_days: int
    package: Package


class OfferLine(NamedTuple):
    """One line of an offer: rupiah for one, before tax."""

    name: str
    quantity: int
    price: int

    @property
    def amount(self) -> int:
        return self.quantity * self.price


def check_ask(vendors: Sequence[int], *, day: date, answer_by: date, today: date, wishes: str) -> None:
    """One to three vendors, an event this fiscal year, and time to answer before it. Raises RuleBroken."""
    if not vendors:
        raise RuleBroken("Pilih paling sedikit satu paket.", field="packages")
    if len(vendors) > MOST_VENDORS:
        raise RuleBroken(
            "Paling banyak {most_vendors} penyedia.", most_vendors=MOST_VENDORS, field="packages"
        )
    if len(set(vendors)) != len(vendors):
        raise RuleBroken("Pilih satu paket saja dari setiap penyedia.", field="packages")
    if day <= today:
        raise RuleBroken("Tanggal acara harus sesudah hari ini.", field="day")
    if day.year != today.year:
        raise RuleBroken("Acaranya harus di tahun anggaran ini.", field="day")
    if not today <= answer_by < day:
        raise RuleBroken("Batas jawab: mulai hari ini, sebelum hari acara.", field="answer_by")
    if not wishes.strip():
        raise RuleBroken("Tulis yang Anda inginkan, satu dua kalimat.", field="wishes")


def check_package(asked: Asked, *, day: date, people: int, answer_by: date) -> None:
    """The package suits the crowd, and there is time to order it once answers are in. Raises RuleBroken."""
    package = asked.package
    if not package.people_from <= people <= package.people_to:
        raise RuleBroken(
            "{name} untuk {people_from} sampai {people_to} orang.",
            name=asked.name,
            people_from=package.people_from,
            people_to=package.people_to,
            field="people",
        )
    if (day - answer_by).days < asked.lead_days:
        latest = day - timedelta(days=asked.lead_days)
        raise RuleBroken(
            "{name} dipesan paling lambat {lead_days} hari sebelum acara: batas jawab paling lambat {latest:%d-%m-%Y}.",
            name=asked.name,
            lead_days=asked.lead_days,
            latest=latest,
            field="answer_by",
        )


def check_open(count: int) -> None:
    """`count` are the office's open requests. Raises RuleBroken."""
    if count >= MOST_OPEN:
        raise RuleBroken(
            "Kantor Anda punya {count} permintaan yang belum selesai. Selesaikan dulu.", count=count
        )


def total_of(lines: Sequence[OfferLine]) -> int:
    """Rupiah of all lines together."""
    return sum(line.amount for line in lines)


def check_offer(lines: Sequence[OfferLine], *, listed: int) -> int:
    """What the lines cost together: at least one rupiah, at most what the shelf asks. Raises RuleBroken."""
    if not lines:
        raise RuleBroken("Isi paling sedikit satu baris.", field="name-0")
    if len(lines) > MOST_LINES:
        raise RuleBroken("Paling banyak {most_lines} baris.", most_lines=MOST_LINES)
    for n, line in enumerate(lines):
        if not line.name.strip():
            raise RuleBroken("Tulis untuk apa.", field=f"name-{n}")
        if not 1 <= line.quantity <= QUANTITY_LIMIT:
            raise RuleBroken("Tulis jumlahnya.", field=f"quantity-{n}")
        line_amount(line.quantity, line.price)
    total = total_of(lines)
    if total < 1:
        raise RuleBroken("Jumlahnya paling sedikit Rp1.", field="price-0")
    if total > listed:
        raise RuleBroken(
            "Jumlahnya {total}. Paling tinggi harga etalase, {listed}.",
            total=rupiah(total),
            listed=rupiah(listed),
            field="price-0",
        )
    return total


def check_valid_until(until: date | None, *, answer_by: date, day: date) -> None:
    """An offer is good at least until everybody has answered, at most until the event. Raises RuleBroken."""
    if until is None:
        raise RuleBroken("Pilih sampai kapan harga ini berlaku.", field="valid_until")
    if not answer_by < until <= min(day, answer_by + FAR):
        raise RuleBroken(
            "Berlakunya harus lewat batas jawab, paling lama sampai hari acara.", field="valid_until"
        )


def check_take(states: Collection[AnswerState], *, in_time: bool) -> None:
    """Nobody is passed over while there is time to answer. `in_time`: the deadline is still to come."""
    if in_time and AnswerState.ASKED in states:
        raise RuleBroken(
            "Masih ada yang belum menjawab. Pilih sesudah semua menjawab, atau batas waktunya lewat."
        )


def check_good(until: date, today: date) -> None:
    """The offer's last day has not passed. Raises Stale."""
    if until < today:
        raise Stale("Penawaran ini sudah lewat masa berlakunya. Minta penawaran baru.")


def check_cheapest(base: int, others: Collection[int], reason: str) -> None:
    """Whoever takes another than the cheapest says why. Raises RuleBroken."""
    if others and base > min(others) and not reason.strip():
        raise RuleBroken("Bukan yang termurah. Tulis alasan memilihnya.", field="reason")
