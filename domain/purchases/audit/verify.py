"""Everything that can be worked out again is worked out again: sums, taxes, numbers, hashes, budgets.

Reads only. What is stored is compared with what the rules of the day give; nothing here trusts another stored
sum. One difference is named once.
"""

import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload, undefer

from domain import clock, region
from domain.budgets.models import BudgetLine
from domain.canonical import fingerprint
from domain.catalogue.rental import days as rental_days
from domain.db import db
from domain.errors import RuleBroken
from domain.journal import JournalEntry
from domain.papers import rules as paper_rules
from domain.papers import signed
from domain.papers.models import NumberSeries, Paper, PaperFile, PaperVoid
from domain.papers.rules import PaperKind, VoidReason
from domain.people.models import Vendor
from domain.purchases import handovers, offers
from domain.purchases.addenda import queries as addenda
from domain.purchases.audit import deliveries, late, prices, warranted
from domain.purchases.audit.prices import Difference
from domain.purchases.models import Purchase
from domain.purchases.money.made import MADE
from domain.purchases.states import BUDGET_HELD, State
from domain.sentences import say
from domain.tax.model import TaxResult

BATCH = 200
REOPENED = (State.DRAFT, State.RETURNED)


class Verified(NamedTuple):
    """How much was looked at, and every difference."""

    purchases: int
    papers: int
    series: int
    budget_lines: int
    differences: tuple[Difference, ...]


def verify(read: Callable[[str], bytes | None] | None = None) -> Verified:
    """Look at every purchase, paper, number series, budget line and day of a thing for rent.

    `read` gives the file of a signed copy by its hash, None when it is lost; without it files are not looked at.
    """
    counts = [
        db.session.scalar(select(func.count()).select_from(model)) or 0
        for model in (Purchase, Paper, NumberSeries, BudgetLine)
    ]
    orders = [*_purchases(), *prices.rounds_apart()]
    named = {each.subject for each in orders}
    differences = [
        *orders, *deliveries.differences(without=named), *late.differences(without=named), *_papers(), *_bills(),
        *itertools.starmap(Difference, signed.differences(read)), *_series(), *_budgets(), *_days(),
        *warranted.differences(),
    ]  # fmt: skip
    return Verified(*counts, tuple(differences))


def _purchases() -> Iterator[Difference]:
    asked = (
        select(Purchase)
        .where(Purchase.submitted_at.is_not(None), Purchase.state.not_in(REOPENED), _was_decided())
        .options(
            selectinload(Purchase.lines), selectinload(Purchase.taxes),
            selectinload(Purchase.vendor).selectinload(Vendor.tax_profiles),
        )
        .order_by(Purchase.id)
        .execution_options(yield_per=BATCH)
    )  # fmt: skip
    agreed, changed = prices.agreed_rounds(), addenda.prices_in_force()
    for purchase in db.session.scalars(asked):
        yield from _purchase(purchase)
        yield from prices.differences(purchase, agreed.get(purchase.id), changed.get(purchase.id))


def _was_decided():
    """A draft thrown away after it came back was worked out on some later day; nothing binds to it."""
    return or_(Purchase.issued_at.is_not(None), Purchase.state != State.CANCELLED)


def _purchase(purchase: Purchase) -> Iterator[Difference]:
    day = clock.local(purchase.submitted_at or purchase.created_at).date()
    try:
        result = _result(purchase, day)
    except RuleBroken as broken:
        yield Difference(
            purchase.code, say("pajak tidak bisa dihitung ulang: {message}", message=broken.message)
        )
        return
    kept = sorted((tax.code, tax.base, tax.amount, tax.collected_by.value) for tax in purchase.taxes)
    due = sorted((tax.code, tax.base, tax.amount, tax.collected_by.value) for tax in result.lines)
    if kept != due:
        yield Difference(
            purchase.code,
            say("pajak tersimpan {kept}, hitungan ulang {due}", kept=_said(kept), due=_said(due)),
        )
    if _sums(purchase) != _worked_out(result):
        yield Difference(
            purchase.code,
            say(
                "jumlah tersimpan {purchase}, hitungan ulang {result}",
                purchase=_sums(purchase),
                result=_worked_out(result),
            ),
        )


def _result(purchase: Purchase, day: date) -> TaxResult:
    """By the rules of its day; where pieces were dropped after a BAST, as those left it."""
    if any(line.dropped_late for line in purchase.lines):
        return handovers.standing(purchase, handovers.of(purchase))
    return offers.taxes_of(purchase, day)


def _sums(purchase: Purchase) -> tuple[int, int, int, int]:
    return purchase.base, purchase.total, purchase.withheld, purchase.net


def _worked_out(result: TaxResult) -> tuple[int, int, int, int]:
    return result.base, result.buyer_pays, result.withheld, result.vendor_nets


def _said(taxes: list[tuple]) -> str:
    return ", ".join(f"{code} {amount}" for code, _base, amount, _by in taxes) or say("tidak ada")


def _papers() -> Iterator[Difference]:
    """What each paper says against its hash, the journal's, and its PDF against the PDF's."""
    noted = _noted_hashes()
    asked = (
        select(Paper).options(undefer(Paper.snapshot)).order_by(Paper.id).execution_options(yield_per=BATCH)
    )
    for paper in db.session.scalars(asked):
        says = json.loads(paper.snapshot)
        if fingerprint(says) != paper.snapshot_sha256:
            yield Difference(paper.number, say("isi surat tidak cocok dengan sidik jarinya"))
        elif noted.get(paper.number) != paper.snapshot_sha256:
            yield Difference(paper.number, say("sidik jari surat tidak cocok dengan jurnal"))
    files = select(Paper.number, PaperFile.pdf, PaperFile.pdf_sha256, PaperFile.size).join(PaperFile)
    for number, pdf, digest, size in db.session.execute(files.execution_options(yield_per=BATCH)):
        if hashlib.sha256(pdf).hexdigest() != digest or len(pdf) != size:
            yield Difference(number, say("PDF tidak cocok dengan sidik jarinya"))


def _bills() -> Iterator[Difference]:
    """A bill that went back is in force no longer, and no other bill says it went back."""
    due = _went_back()
    marked = set(
        db.session.scalars(select(Paper.number).join(PaperVoid).where(PaperVoid.why == VoidReason.RETURNED))
    )
    for number in sorted(due ^ marked):
        wrong = (
            say("tagihan dikembalikan tetapi masih berlaku")
            if number in due
            else say("tagihan ditandai dikembalikan tanpa catatan jurnal")
        )
        yield Difference(number, wrong)


def _went_back() -> set[str]:
    """Numbers of the bills that went back, by the order of the journal: each the last one issued before."""
    asked = select(JournalEntry.event, JournalEntry.subject, JournalEntry.facts)
    asked = asked.where(JournalEntry.event.in_(("paper.issued", "purchase.send_back")))
    last: dict[str, str] = {}
    found = set()
    for event, subject, told in db.session.execute(asked.order_by(JournalEntry.seq)):
        if event == "purchase.send_back":
            found.add(last.get(subject, subject))
        elif (facts := json.loads(told))["kind"] == PaperKind.INVOICE.value:
            last[subject] = facts["number"]
    return found


def _noted_hashes() -> dict[str, str]:
    asked = select(JournalEntry.facts).where(JournalEntry.event == "paper.issued")
    facts = (json.loads(each) for each in db.session.scalars(asked.execution_options(yield_per=BATCH)))
    return {each["number"]: each["sha256"] for each in facts}


def _series() -> Iterator[Difference]:
    """No gap, no double, no day going backwards, and the number as its series prints it."""
    issued: dict[tuple, list] = {}
    columns = Paper.kind, Paper.owner, Paper.year, Paper.seq, Paper.number, Paper.issued_on
    for kind, owner, year, seq, number, day in db.session.execute(select(*columns).order_by(Paper.seq)):
        issued.setdefault((kind, owner, year), []).append((seq, number, day))
    kept = {(row.kind, row.owner, row.year): row.last_seq for row in db.session.scalars(select(NumberSeries))}
    for key in sorted(kept.keys() | issued.keys()):
        problem = _problem(key, issued.get(key, []), kept.get(key, 0))
        if problem:
            yield Difference(f"seri {key[0].value} {key[1]} {key[2]}", problem)


def _problem(key: tuple, issued: list, last: int) -> str:
    kind, owner, _year = key
    if [seq for seq, _number, _day in issued] != list(range(1, last + 1)):
        return say("nomor tidak urut 1 sampai {last}", last=last)
    days = [day for _seq, _number, day in issued]
    if days != sorted(days):
        return say("tanggal mundur")
    pattern = region.current().numbers.of(kind)
    wrong = [
        number for seq, number, day in issued
        if number != paper_rules.number(pattern, seq=seq, owner=owner, on=day)
    ]  # fmt: skip
    return say("nomor tercetak lain: {wrong}", wrong=wrong[0]) if wrong else ""


def _budgets() -> Iterable[Difference]:
    """What running purchases hold of each line, and what was paid from it."""
    running = Purchase.state.in_(BUDGET_HELD)
    bound = _by_line(select(Purchase.budget_line_id, func.sum(Purchase.total)).where(running))
    paid = select(Purchase.budget_line_id, func.sum(MADE.c.gross)).join(
        MADE, MADE.c.purchase_id == Purchase.id
    )
    spent, terms = _by_line(paid), _by_line(paid.where(running))
    held = {line: total - terms.get(line, 0) for line, total in bound.items()}
    for line in db.session.scalars(select(BudgetLine).order_by(BudgetLine.id)):
        due = held.get(line.id, 0), spent.get(line.id, 0)
        if (line.held, line.spent) != due:
            words = say(
                "tersimpan tertahan {held} dan terbayar {spent}, hitungan ulang {due} dan {due2}",
                held=line.held,
                spent=line.spent,
                due=due[0],
                due2=due[1],
            )
            yield Difference(f"anggaran {line.id}", words)


def _days() -> Iterable[Difference]:
    """Units gone on each day of a thing for rent, against the bookings that stand."""
    for listing, day, counted, booked in rental_days.differences():
        yield Difference(
            f"sewa {listing} {day}",
            say("tersimpan {counted} unit, menurut pesanan {booked}", counted=counted, booked=booked),
        )


def _by_line(asked) -> dict[int, int]:
    return {
        line: int(total)
        for line, total in db.session.execute(asked.group_by(Purchase.budget_line_id))
        if line
    }
