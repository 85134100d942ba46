"""An answer as a page shows it: steps with their verb first, the spray apart, the dates that matter."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from domain import clock
from domain.complaints.advice import (
    CERTAINTY_WORDS,
    PROTECTION_WORDS,
    Category,
    Certainty,
    Chemical,
    DoseUnit,
    no_entry_before,
    no_harvest_before,
    per_tank,
    spray_of,
)
from domain.complaints.advice_json import from_json
from domain.complaints.drawing import Drawing
from domain.complaints.models import ComplaintAnswer
from domain.complaints.wording import called
from domain.people.rules import Role
from domain.sentences import say
from domain.voices import Voice

TANK_LITRES = 16
_UNITS = {DoseUnit.GRAM_PER_LITRE: "gram", DoseUnit.ML_PER_LITRE: "mililiter"}
_GEAR = {"mask": "masker", "gloves": "tangan", "boots": "sepatu"}


class Spray(NamedTuple):
    """A chemical step in the words of the card. `facts` are name and value, in reading order."""

    text: str
    reason: str
    wait_days: int
    reentry_hours: int
    facts: tuple[tuple[str, str], ...]
    gear: tuple[tuple[str, str], ...]


class SprayTold(NamedTuple):
    """What was told of spraying: how often of how many allowed, when last, and what follows from it.

    `by` names who wrote the last one down for the farmer, empty when the farmer did; `tellers` are all who told, by id.
    `until` is the first safe day to harvest; `enter_at` None once the plot may be entered.
    """

    times: int
    most: int
    last_on: date
    today: bool
    until: date
    enter_at: datetime | None
    by: str = ""
    tellers: frozenset[int] = frozenset()

    @property
    def waits(self) -> bool:
        return self.until > clock.today()


@dataclass(frozen=True)
class AnswerView:
    """Everything the answer card says. `harvest_after` is the first safe day to harvest when spraying begins on
    the day of the answer, None without a spray; `sprayed` is only for who may know what this farmer did.
    """

    title: str
    certainty: str
    author: str
    author_role: str
    answered_at: datetime
    steps: tuple[tuple[str, str], ...]
    spray: Spray | None
    next_season: tuple[tuple[str, str], ...]
    call_when: str
    follow_up_on: date
    harvest_after: date | None
    attempt: int
    approver: str = ""
    voice: Voice | None = None
    drawing: Drawing | None = None
    sprayed: SprayTold | None = None


def answer_view(row: ComplaintAnswer, place: str, experts: str, *, own: bool = False) -> AnswerView:
    """`own`: for its farmer or the desk, who may know what was done about it."""
    advice = from_json(row.advice)
    chemical = spray_of(advice)
    sprayed = next((step for step in advice.steps if step.chemical), None)
    by_expert = row.author_hat is Role.EXPERT
    return AnswerView(
        title=row.problem.name if row.problem else say("Saran sementara"),
        certainty="" if advice.certainty is Certainty.UNKNOWN else CERTAINTY_WORDS[advice.certainty],
        author=called(row.author.name),
        author_role=experts if by_expert else say("PPL {place}", place=place),
        answered_at=row.answered_at,
        steps=tuple(
            _verb_first(step.text) for step in advice.steps if step.category is not Category.CHEMICAL
        ),
        spray=spray_view(sprayed.text, sprayed.chemical) if sprayed and sprayed.chemical else None,
        next_season=tuple(_verb_first(line) for line in advice.next_season),
        call_when=advice.call_when,
        follow_up_on=row.follow_up_on,
        harvest_after=no_harvest_before(clock.local(row.answered_at).date(), chemical) if chemical else None,
        attempt=row.attempt,
        approver=called(row.proposal.decider.name) if row.proposal and row.proposal.decider else "",
        voice=row.voice.voice if row.voice else None,
        drawing=Drawing(row.drawing.position, row.drawing.circles) if row.drawing else None,
        sprayed=spray_told(row) if own else None,
    )


def spray_told(row: ComplaintAnswer) -> SprayTold | None:
    """What the farmer told of spraying after this answer, None before."""
    chemical = spray_of(from_json(row.advice))
    if chemical is None or not row.sprays or row.harvest_after is None:
        return None
    last = row.sprays[-1]
    moment = no_entry_before(last.sprayed_at, chemical)
    return SprayTold(
        times=len(row.sprays),
        most=chemical.most_sprays or 1,
        last_on=last.sprayed_on,
        today=last.sprayed_on == clock.today(),
        until=row.harvest_after,
        enter_at=moment if moment > clock.now() else None,
        by="" if last.told_by == row.complaint.farmer_id else called(last.teller.name),
        tellers=frozenset(each.told_by for each in row.sprays),
    )


def _verb_first(text: str) -> tuple[str, str]:
    """The first sentence stands bold, the rest follows."""
    head, stop, rest = text.strip().partition(". ")
    return (f"{head}.", rest) if stop else (head, "")


def spray_view(text: str, chemical: Chemical) -> Spray:
    unit = _UNITS[chemical.unit or DoseUnit.GRAM_PER_LITRE]
    return Spray(
        text=text,
        reason=chemical.threshold or "",
        wait_days=chemical.harvest_wait_days or 0,
        reentry_hours=chemical.reentry_hours or 0,
        facts=(
            (say("Bahan aktif"), chemical.ingredient or ""),
            (say("Golongan"), chemical.mode_group or ""),
            (
                say("Takaran"),
                say("{dose} {unit} per liter", dose=decimal(chemical.dose or Decimal()), unit=unit),
            ),
            (
                say("1 tangki ({litres} l)", litres=TANK_LITRES),
                f"{decimal(per_tank(chemical, TANK_LITRES))} {unit}",
            ),
            (
                say("Paling banyak"),
                say(
                    "{most_sprays} kali, jarak {spray_gap_days} hari",
                    most_sprays=chemical.most_sprays,
                    spray_gap_days=chemical.spray_gap_days,
                ),
            ),
        ),
        gear=tuple(
            (_GEAR[kind], words) for kind, words in PROTECTION_WORDS.items() if kind in chemical.protection
        ),
    )


def decimal(amount: Decimal) -> str:
    """2.50 is written '2,5'."""
    text = f"{amount:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
