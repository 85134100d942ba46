"""A purchase told again from the journal: each step, who, the facts as written then, and the rules it followed."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import select

from domain import journal
from domain.db import db
from domain.money import rupiah
from domain.papers.rules import TITLES, PaperKind
from domain.people.models import Person
from domain.people.rules import ROLE_WORDS, Actor, Role
from domain.purchases import handovers, queries, rules
from domain.purchases.claims import OUTCOME_WORDS, Outcome
from domain.purchases.models import Purchase
from domain.purchases.states import State, label
from domain.rulebook import RuleRow
from domain.sentences import joined, say
from domain.tax.reasons import percent

MONEY = frozenset({"penalty", "hps", "base", "total", "gross", "withheld", "net", "amount", "limit"})
FACT_WORDS = {
    "total": say("Nilai"), "gross": say("Bruto"), "withheld": say("Dipotong"), "net": say("Diterima"), "amount": say("Jumlah"),
    "number": say("Nomor"), "sha256": say("Sidik jari"), "n": say("Ke"), "quantities": say("Jumlah per barang"), "lines": say("Barang"),
    "vendor": say("Penjual no."), "budget": say("Mata anggaran no."), "channel": say("Lewat"), "tax": say("Pajak"), "ntpn": say("NTPN"),
    "on": say("Tanggal"), "others": say("Bersama"), "limit": say("Batas"), "why": say("Karena"), "attempts": say("Percobaan"),
    "penalty": say("Denda"), "accepted": say("Baik"), "rejected": say("Rusak atau kurang"), "claim": say("Pembicaraan no."),
    "spp_on": say("Tanggal SPP"), "spm_on": say("Tanggal SPM"),
    "outcome": say("Putusan"), "again": say("Dipesan lagi sebagai"), "of": say("Dari pesanan"),
    "error": say("Kesalahan"), "round": say("Putaran"), "score": say("Nilai dari 5"), "prices": say("Harga per barang"), "base": say("Harga"), "hps": say("HPS"), "lane": say("Jalur"),
}  # fmt: skip
EVENT_WORDS = {
    "purchase.drafted": say("Disusun"),
    "purchase.quoted": say("Disusun dari penawaran yang dipilih"),
    "purchase.changed": say("Diisi atau diubah"),
    "purchase.refreshed": say("Harga diperbarui"),
    "purchase.repeated": say("Disusun dari pesanan dulu"),
    "purchase.split_suspected": say("Diberi tanda: mungkin dipecah"),
    "paper.sealed": say("PDF disegel"),
    "paper.not_sealed": say("PDF gagal dibuat"),
    "paper.signed_copy": say("Salinan bertanda tangan disimpan"),
    "paper.tax_invoice": say("Faktur pajak disimpan"),
    "paper.voided": say("Surat tidak berlaku lagi"),
    "payment.channel": say("Jalan uang dicatat"),
    "payment.warrant": say("SPP dan SPM dicatat"),
    "tax.deposited": say("Pajak disetor"),
}
SEALED = "paper.sealed"
HIDDEN = frozenset({"before", "after", "kind"})


class Step(NamedTuple):
    """One entry of the chain, in words; `facts` are names and values as recorded."""

    seq: int
    at: datetime
    title: str
    who: str
    facts: tuple[tuple[str, str], ...]
    state: str
    hash: str
    event: str


class RuleText(NamedTuple):
    """A rule as it stood when it was used: what it says, from where, how sure, and its half-open days."""

    id: str
    code: str
    says: str
    source: str
    sure: str
    valid_from: date
    valid_to: date | None


class Replay(NamedTuple):
    purchase: Purchase
    steps: tuple[Step, ...]
    rules: tuple[RuleText, ...]

    @property
    def taken(self) -> list[Step]:
        """What people and clocks did, without the sealing of papers."""
        return [step for step in self.steps if step.event != SEALED]

    @property
    def sealed(self) -> list[Step]:
        return [step for step in self.steps if step.event == SEALED]


def replay(actor: Actor, code: str) -> Replay:
    """Everything the journal tells of a purchase the actor may see. Raises NotVisible."""
    purchase = queries.whole(actor, code)
    entries = journal.of(purchase.code)
    ids = {entry.person_id for entry in entries if entry.person_id}
    names = dict(db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids))).all())
    return Replay(purchase, tuple(_step(entry, names) for entry in entries), rules_of(purchase, entries))


def _step(entry: journal.JournalEntry, names: dict[int, str]) -> Step:
    facts = json.loads(entry.facts)
    who = names.get(entry.person_id or 0, "")
    hat = ROLE_WORDS[Role(entry.hat)]
    state = label(State(facts["after"])) if facts.get("after") in list(State) else ""
    shown = tuple((FACT_WORDS.get(name, name), _said(name, value)) for name, value in facts.items()
                  if name not in HIDDEN and value not in (None, "", []))  # fmt: skip
    return Step(
        entry.seq,
        entry.at,
        _title(entry.event, facts),
        f"{who}, {hat}" if who else hat,
        shown,
        state,
        entry.hash,
        entry.event,
    )


def _title(event: str, facts: dict[str, Any]) -> str:
    if event == "paper.issued":
        return say("{paper} terbit", paper=TITLES[PaperKind(facts["kind"])])
    if event in EVENT_WORDS:
        return EVENT_WORDS[event]
    verb = event.removeprefix("purchase.")
    return next((move.label for move in rules.MOVES if move.verb == verb), event)


def _said(name: str, value: Any) -> str:
    if name == "outcome" and value in list(Outcome):
        return OUTCOME_WORDS[Outcome(value)]
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if name in MONEY and isinstance(value, int):
        return rupiah(value)
    return str(value)[:16] if name == "sha256" else str(value)


def rules_of(
    purchase: Purchase, entries: Sequence[journal.JournalEntry] | None = None
) -> tuple[RuleText, ...]:
    """The dated rules a purchase followed, in their own words. `entries` are its journal."""
    used = {
        purchase.lane_rule,
        purchase.form_rule,
        *(rule for tax in purchase.taxes for rule in tax.rule_ids),
        *_late(purchase, entries),
    }
    found = (
        select(RuleRow)
        .where(RuleRow.id.in_([rule for rule in used if rule]))
        .order_by(RuleRow.file, RuleRow.code)
    )
    return tuple(
        RuleText(row.id, row.code, _sentence(row), row.source, row.sure, row.valid_from, row.valid_to)
        for row in db.session.scalars(found)
    )


def _late(purchase: Purchase, entries: Sequence[journal.JournalEntry]) -> tuple[str, ...]:
    """The rule by which something was kept back for lateness, or would have been."""
    if not any("penalty" in json.loads(entry.facts) for entry in entries):
        return ()
    rule = handovers.penalty_rule(purchase)
    return rule.ids if rule else ()


def _sentence(row: RuleRow) -> str:
    """The rule's own words: its name where it has one, and its figures."""
    said = json.loads(row.says)
    if "value" in said:
        return f"{said['name']}: {_figure(Fraction(said['value']), said['unit'])}"
    name = said.get("name") or say("Jalur {get}", get=said.get("lane", ""))
    low = say("di atas {above}", above=rupiah(said["above"])) if said["above"] else ""
    high = say("sampai {up_to}", up_to=rupiah(said["up_to"])) if said.get("up_to") else ""
    bounds = joined(" ", [part for part in (low, high) if part]) or say("nilai berapa pun")
    return f"{name}: {bounds}"


def _figure(value: Fraction, unit: str) -> str:
    if unit == "share":
        return percent(value)
    return rupiah(int(value)) if unit == "rupiah" else str(value)
