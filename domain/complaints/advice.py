"""What an answer to a farmer must hold before it may be sent. Pure.

After the Plantwise advice form: manage now, prevent next time. A chemical step is complete or it is
not sent, names no banned ingredient, and is signed by somebody who may prescribe.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from domain import region
from domain.errors import RuleBroken
from domain.sentences import joined, say
from domain.words import normalise, one_slip_apart

MOST_STEPS = 5
MOST_NEXT_SEASON = 3
STEP_LENGTH = 140
DOSE_LIMIT = 1_000
SHORTEST_MISSPELT = 6
SOUND_ALIKE = (
    ("ph", "f"), ("th", "t"), ("ch", "k"), ("ck", "k"), ("c", "k"), ("x", "ks"), ("y", "i"), ("z", "s"), ("v", "f"),
)  # fmt: skip


class Certainty(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"
    UNKNOWN = "unknown"


class Category(StrEnum):
    """The five ways of integrated pest management, mildest first."""

    CULTURAL = "cultural"
    MECHANICAL = "mechanical"
    BIOLOGICAL = "biological"
    BOTANICAL = "botanical"
    CHEMICAL = "chemical"


class DoseUnit(StrEnum):
    ML_PER_LITRE = "ml/l"
    GRAM_PER_LITRE = "g/l"


class Protection(StrEnum):
    MASK = "mask"
    GLOVES = "gloves"
    BOOTS = "boots"


CERTAINTY_WORDS = {
    Certainty.SURE: say("Pasti"),
    Certainty.LIKELY: say("Kemungkinan besar"),
    Certainty.GUESS: say("Dugaan"),
    Certainty.UNKNOWN: say("Belum tahu"),
}
CATEGORY_WORDS = {
    Category.CULTURAL: say("Cara tanam"),
    Category.MECHANICAL: say("Cabut, kumpulkan"),
    Category.BIOLOGICAL: say("Hayati"),
    Category.BOTANICAL: say("Ramuan tanaman"),
    Category.CHEMICAL: say("Obat (kimia)"),
}
PROTECTION_WORDS = {
    Protection.MASK: say("Masker"),
    Protection.GLOVES: say("Sarung tangan"),
    Protection.BOOTS: say("Sepatu"),
}


@dataclass(frozen=True, slots=True)
class Chemical:
    """The details of a spray, None where nothing was filled in.

    `dose` is as on the label, in `unit`; `threshold` is the reason: what was passed in the field.
    `harvest_wait_days` is how long not to harvest, `reentry_hours` how long not to enter.
    """

    ingredient: str | None = None
    threshold: str | None = None
    dose: Decimal | None = None
    unit: DoseUnit | None = None
    most_sprays: int | None = None
    spray_gap_days: int | None = None
    harvest_wait_days: int | None = None
    reentry_hours: int | None = None
    mode_group: str | None = None
    protection: frozenset[Protection] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    category: Category
    text: str
    chemical: Chemical | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """A structured answer. `problem` is the code of the pest or disease, None when not known.

    `call_when` says at what sign the farmer should phone at once.
    """

    certainty: Certainty
    steps: tuple[Step, ...]
    follow_up_days: int
    problem: str | None = None
    next_season: tuple[str, ...] = ()
    call_when: str = ""


_FIELDS = {
    "ingredient": say("bahan aktif"),
    "threshold": say("alasan (ambang yang terlewati)"),
    "dose": "takaran",
    "unit": say("satuan takaran"),
    "most_sprays": say("paling banyak berapa kali"),
    "spray_gap_days": say("jarak semprot"),
    "harvest_wait_days": say("hari tunggu panen"),
    "reentry_hours": say("jam sebelum masuk kebun"),
    "mode_group": say("golongan bahan aktif"),
    "protection": say("pelindung badan"),
}
_BOUNDS = {
    "most_sprays": (1, 20),
    "spray_gap_days": (1, 90),
    "harvest_wait_days": (0, 365),
    "reentry_hours": (0, 720),
}


def check_advice(advice: Advice, *, banned: Collection[str], may_prescribe: bool, is_expert: bool) -> None:
    """Raises RuleBroken, naming the field, unless the answer may go to the farmer.

    `banned` are names of active ingredients no advice may name, other spellings included.
    `may_prescribe` is true for whoever may advise a spray, see domain.people.licences.
    """
    _check_diagnosis(advice, is_expert)
    if not advice.steps:
        raise RuleBroken("Tulis paling sedikit satu langkah.", field="steps-0-text")
    if len(advice.steps) > MOST_STEPS:
        raise RuleBroken("Paling banyak {most_steps} langkah.", most_steps=MOST_STEPS, field="steps-0-text")
    for number, step in enumerate(advice.steps):
        _check_step(step, f"steps-{number}", advice.certainty, banned, may_prescribe)
    _check_next_season(advice.next_season, banned)
    _check_harmless(advice.call_when, "call_when", banned)
    if len(advice.call_when) > STEP_LENGTH:
        raise RuleBroken(
            "Terlalu panjang. Paling banyak {step_length} huruf.", step_length=STEP_LENGTH, field="call_when"
        )
    if not 1 <= advice.follow_up_days <= 60:
        raise RuleBroken("Cek lagi antara 1 sampai 60 hari.", field="follow_up_days")


def _check_diagnosis(advice: Advice, is_expert: bool) -> None:
    if advice.certainty is Certainty.UNKNOWN:
        if not is_expert:
            raise RuleBroken(
                "Belum tahu masalahnya? Teruskan ke {experts}.",
                experts=region.current().names.experts,
                field="certainty",
            )
    elif not advice.problem:
        raise RuleBroken("Pilih masalahnya, atau pilih “Belum tahu”.", field="problem")


def _check_step(
    step: Step, field: str, certainty: Certainty, banned: Collection[str], may_prescribe: bool
) -> None:
    check_line(step.text, f"{field}-text")
    _check_harmless(step.text, f"{field}-text", banned)
    if (step.category is Category.CHEMICAL) is not (step.chemical is not None):
        raise RuleBroken("Isian obat hanya untuk langkah obat (kimia).", field=f"{field}-category")
    if step.chemical is None:
        return
    if certainty is Certainty.UNKNOWN:
        raise RuleBroken("Jangan beri obat selama masalahnya belum diketahui.", field=f"{field}-category")
    if not may_prescribe:
        raise RuleBroken(
            "Obat (kimia) hanya disarankan pemegang sertifikat. Minta rekan yang memegangnya.",
            field=f"{field}-category",
        )
    check_chemical(step.chemical, field=field, banned=banned)


def check_line(text: str, field: str) -> None:
    """One thing to do, short enough to be read on the way to the field."""
    if not text.strip():
        raise RuleBroken("Tulis apa yang dikerjakan.", field=field)
    if len(text) > STEP_LENGTH:
        raise RuleBroken(
            "Terlalu panjang: {count} dari {step_length} huruf.",
            count=len(text),
            step_length=STEP_LENGTH,
            field=field,
        )


def _check_harmless(text: str, field: str, banned: Collection[str]) -> None:
    if is_banned(text, banned):
        raise RuleBroken("Ada nama bahan yang dilarang di sini. Hapus, lalu tulis cara lain.", field=field)


def _check_next_season(lines: tuple[str, ...], banned: Collection[str]) -> None:
    if len(lines) > MOST_NEXT_SEASON:
        raise RuleBroken(
            "Untuk musim depan paling banyak {most_next_season} langkah.",
            most_next_season=MOST_NEXT_SEASON,
            field="next_season-0",
        )
    for number, line in enumerate(lines):
        check_line(line, f"next_season-{number}")
        _check_harmless(line, f"next_season-{number}", banned)


def missing(chemical: Chemical) -> list[str]:
    """Names of the fields still empty, in the order of the form."""
    return [name for name in _FIELDS if getattr(chemical, name) in (None, "", frozenset())]


def check_chemical(chemical: Chemical, *, field: str, banned: Collection[str]) -> None:
    """A spray is complete, sensible, and not on the list of banned ingredients."""
    empty = missing(chemical)
    if empty:
        words = joined(", ", [_FIELDS[name] for name in empty])
        sentence = say("Belum bisa dikirim, {count} isian kurang: {words}.", count=len(empty), words=words)
        raise RuleBroken(sentence, field=f"{field}-{empty[0]}")
    if is_banned(chemical.ingredient or "", banned):
        raise RuleBroken(
            "Bahan aktif {ingredient} dilarang. Pilih cara lain.",
            ingredient=chemical.ingredient,
            field=f"{field}-ingredient",
        )
    for name, sentence in _out_of_bounds(chemical):
        raise RuleBroken(sentence, field=f"{field}-{name}")


def is_banned(text: str, banned: Collection[str]) -> bool:
    """True when a banned name stands in the text: in a mixture, torn apart, or one letter off.

    "Carbo furan" and "karbofurran" are both karbofuran, "Endosulphan" is endosulfan: letters are compared as
    they sound. A name of several words may be turned around. Names under six letters must stand as they are,
    lest harmless words be taken for them.
    """
    said = normalise(text).split()
    runs = {_as_heard("".join(said[at : at + length])) for length in (1, 2, 3) for at in range(len(said))}
    return any(_is_named(name, runs) for name in map(normalise, banned) if name)


def _as_heard(word: str) -> str:
    """The word with letters that sound alike written alike, as in English and Indonesian names of one thing."""
    if len(word) < SHORTEST_MISSPELT:
        return word
    for written, heard in SOUND_ALIKE:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)


def _is_named(name: str, runs: Collection[str]) -> bool:
    words = [_as_heard(word) for word in name.split()]
    whole = any(_is_name(run, _as_heard(name.replace(" ", ""))) for run in runs)
    return whole or (len(words) > 1 and all(any(_is_name(run, word) for run in runs) for word in words))


def _is_name(run: str, name: str) -> bool:
    return run == name or (len(name) >= SHORTEST_MISSPELT and one_slip_apart(run, name))


class LastSpray(NamedTuple):
    """The spray this farmer was last told to use on this crop, and when."""

    ingredient: str
    mode_group: str
    advised_on: date


def check_rotation(advice: Advice, last: LastSpray | None) -> None:
    """The same mode of action twice in a row breeds resistance: said once, then the author decides.

    Groups are those of IRAC, FRAC and HRAC as printed on labels. Raises RuleBroken naming the field.
    """
    spray = spray_of(advice)
    if spray and last and _group(spray.mode_group or "") == _group(last.mode_group):
        day = f"{last.advised_on.day}-{last.advised_on.month}-{last.advised_on.year}"
        raise RuleBroken(
            "Golongan {mode_group} sudah disarankan {day} ({ingredient}). Pilih golongan lain supaya tidak kebal, atau centang “tetap golongan ini”.",
            mode_group=last.mode_group,
            day=day,
            ingredient=last.ingredient,
            field="mode_group",
        )


def _group(text: str) -> str:
    return normalise(text).replace(" ", "")


def _out_of_bounds(chemical: Chemical) -> Iterator[tuple[str, str]]:
    dose = chemical.dose
    if dose is None or not dose.is_finite() or not 0 < dose <= DOSE_LIMIT:
        yield "dose", say("Takarannya lebih dari 0 dan paling banyak {dose_limit}.", dose_limit=DOSE_LIMIT)
    for name, (least, most) in _BOUNDS.items():
        if not least <= getattr(chemical, name) <= most:
            yield (
                name,
                say("Isi {name} antara {least} dan {most}.", name=_FIELDS[name], least=least, most=most),
            )


def spray_of(advice: Advice) -> Chemical | None:
    """The spray an answer contains, None when it contains none."""
    return next((step.chemical for step in advice.steps if step.chemical), None)


def no_harvest_before(first: date, chemical: Chemical) -> date:
    """The first day the harvest is safe when all sprays allowed are made, the first of them on `first`."""
    between = ((chemical.most_sprays or 1) - 1) * (chemical.spray_gap_days or 0)
    return first + timedelta(days=between + (chemical.harvest_wait_days or 0))


def no_harvest_after(last: date, chemical: Chemical) -> date:
    """The first safe day to harvest when the last spray was made on `last`."""
    return last + timedelta(days=chemical.harvest_wait_days or 0)


def no_entry_before(sprayed: datetime, chemical: Chemical) -> datetime:
    """When the plot may be entered again without protection. `sprayed` is an aware datetime."""
    return sprayed + timedelta(hours=chemical.reentry_hours or 0)


def per_tank(chemical: Chemical, litres: int) -> Decimal:
    """How much of the product goes into a tank of so many litres, in millilitres or grams."""
    return (chemical.dose or Decimal(0)) * litres
