"""The rows of the region's tables. A field is the column of that name, its type what may stand there."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.kinds import FulfilmentKind, ObjectKind, OfficeKind
from domain.region.cells import cell
from domain.region.faults import Place

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
CODE = r"[a-z0-9]+(_[a-z0-9]+)*"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of a table. `KEY` names the columns no two lines may share."""

    FILE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]] = ("code",)
    at: Place = field(compare=False, repr=False)


class VillageKind(StrEnum):
    DESA = "desa"
    KELURAHAN = "kelurahan"


@dataclass(frozen=True, kw_only=True)
class Village(Row):
    """A desa or kelurahan. `code` is the ministry's; `lat` and `lng` are the centroid, in degrees."""

    FILE = "villages.csv"
    code: str = cell(pattern=r"\d\d\.\d\d\.\d\d\.\d{4}")
    name: str
    kind: VillageKind
    district: str
    postcode: str = cell(pattern=r"\d{5}")
    lat: float = cell(least=-90, most=90)
    lng: float = cell(least=-180, most=180)


@dataclass(frozen=True, kw_only=True)
class Adjacency(Row):
    """Two villages that border each other. Each pair stands once."""

    FILE = "adjacency.csv"
    KEY = ("village", "neighbour")
    village: str = cell(refers="villages")
    neighbour: str = cell(refers="villages")


@dataclass(frozen=True, kw_only=True)
class Commodity(Row):
    """A crop people report about. `rank` 1 is the one most likely to be reported."""

    FILE = "commodities.csv"
    code: str = cell(pattern=SLUG)
    name: str
    group: str
    picture: str = cell(pattern=SLUG)
    rank: int = cell(least=1)


@dataclass(frozen=True, kw_only=True)
class PlantPart(Row):
    FILE = "plant_parts.csv"
    code: str = cell(pattern=SLUG)
    name: str
    picture: str = cell(pattern=SLUG)


@dataclass(frozen=True, kw_only=True)
class Sign(Row):
    """Something a farmer can see, on a part of the plant."""

    FILE = "signs.csv"
    code: str = cell(pattern=SLUG)
    part: str = cell(refers="plant_parts")
    name: str


class ProblemKind(StrEnum):
    PEST = "pest"
    DISEASE = "disease"


class Review(StrEnum):
    """Farmers see an entry only once an expert has approved it."""

    DRAFT = "draft"
    APPROVED = "approved"


_DOSE = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:ml|cc|l|gr?|gram|kg|mililiter|sendok|tutup)\b\s*(?:/|per\b|setiap\b)",
    re.IGNORECASE,
)


def names_dose(line: str) -> bool:
    """Whether a line says how much of something per litre, tank or area: "2 ml/l", "20 gram per tangki"."""
    return bool(_DOSE.search(line))


def by_part(signs: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Signs written "part: what is seen", as code of the part -> what is seen there, in the order written."""
    found: dict[str, tuple[str, ...]] = {}
    for sign in signs:
        part, _colon, seen = sign.partition(":")
        found[part.strip()] = (*found.get(part.strip(), ()), seen.strip())
    return found


@dataclass(frozen=True, kw_only=True)
class Problem(Row):
    """A pest or disease. Steps are in the order of integrated pest management, each at most 140 characters.

    `signs` are written "part: what is seen", the part a code of plant_parts. `chemical` names classes or
    modes of action only, `threshold` says when it may be thought of at all; no brand and no dose stands here.
    A report of a `watchlist` problem is shown to the coordinator at once. `reviewer` and `reviewed_on` say
    who approved the text outside the program; entries approved inside keep their own review.
    """

    FILE = "problems.csv"
    code: str = cell(pattern=SLUG, longest=60)
    name: str = cell(longest=80)
    latin: str = cell(longest=80)
    local_names: tuple[str, ...] = cell(longest=40, blank=True)
    kind: ProblemKind
    commodities: tuple[str, ...] = cell(refers="commodities")
    signs: tuple[str, ...] = cell(longest=140)
    prevention: tuple[str, ...] = cell(longest=140)
    mechanical: tuple[str, ...] = cell(longest=140)
    biological: tuple[str, ...] = cell(longest=140, blank=True)
    chemical: tuple[str, ...] = cell(longest=140, blank=True)
    threshold: str = cell(blank=True, longest=140)
    call_when: str = cell(longest=140)
    source: str = cell(longest=300)
    status: Review
    reviewer: str = cell(blank=True, longest=80)
    reviewed_on: date | None
    follow_up_days: int = cell(least=1, most=60)
    watchlist: bool

    @property
    def signs_by_part(self) -> dict[str, tuple[str, ...]]:
        return by_part(self.signs)

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.signs_by_part)


class WordKind(StrEnum):
    PEST = "pest"
    CROP = "crop"
    FARMING = "farming"
    PLACE = "place"
    TRADE = "trade"


@dataclass(frozen=True, kw_only=True)
class Synonym(Row):
    """What people say, in at most three words, and the standard term search should find by it."""

    FILE = "synonyms.csv"
    KEY = ("word",)
    word: str = cell(pattern=r"[^A-Z ]+( [^A-Z ]+){0,2}")
    term: str = cell(pattern=r"[^A-Z]+")
    kind: WordKind
    source: str


@dataclass(frozen=True, kw_only=True)
class Etalase(Row):
    FILE = "etalase.csv"
    code: str = cell(pattern=SLUG)
    name: str
    fulfilment: FulfilmentKind
    description: str


@dataclass(frozen=True, kw_only=True)
class Unit(Row):
    FILE = "units.csv"
    code: str = cell(pattern=SLUG)
    name: str


class Certainty(StrEnum):
    """How sure a line is: seen in the law itself, in a second source, from memory, or disputed."""

    LAW = "V"
    SECOND_SOURCE = "S"
    MEMORY = "M"
    OPEN = "?"


@dataclass(frozen=True, kw_only=True)
class AreaUnit(Row):
    """How farmers measure land; `m2` is how many square metres one of it is."""

    FILE = "area_units.csv"
    code: str = cell(pattern=SLUG)
    name: str
    m2: float = cell(least=0.01)
    source: str
    sure: Certainty


@dataclass(frozen=True, kw_only=True)
class Category(Row):
    """A shelf of an etalase. Listings stand on the shelves that have no shelf below them."""

    FILE = "categories.csv"
    etalase: str = cell(refers="etalase")
    code: str = cell(pattern=SLUG)
    name: str
    parent: str = cell(refers="categories", blank=True)
    object_kind: ObjectKind
    unit: str = cell(refers="units")
    picture: str = cell(pattern=SLUG)
    certificates: tuple[str, ...] = cell(blank=True)


@dataclass(frozen=True, kw_only=True)
class Office(Row):
    """A buyer. `npwp` is 16 digits; `demo` says that number and address are made up."""

    FILE = "offices.csv"
    code: str = cell(pattern=r"[A-Z0-9]+(-[A-Z0-9]+)*", longest=20)
    name: str
    kind: OfficeKind
    address: str
    npwp: str = cell(pattern=r"\d{16}")
    demo: bool


class Need(StrEnum):
    """Which vendors are asked for a document."""

    ALWAYS = "always"
    PERSON = "person"
    COMPANY = "company"
    PKP = "pkp"
    CERTIFICATE = "certificate"  # who pays the final income tax by a certificate
    OPTIONAL = "optional"


@dataclass(frozen=True, kw_only=True)
class VendorDocument(Row):
    """A paper a vendor shows. `expires`: its last day is printed on it and must be told."""

    FILE = "vendor_documents.csv"
    code: str = cell(pattern=CODE, longest=40)
    name: str = cell(longest=80)
    need: Need
    expires: bool
    help: str = cell(blank=True, longest=140)
    source: str
    sure: Certainty


class HolidayKind(StrEnum):
    NATIONAL = "national"
    JOINT_LEAVE = "joint_leave"


@dataclass(frozen=True, kw_only=True)
class Holiday(Row):
    FILE = "holidays.csv"
    KEY = ("date",)
    date: date
    name: str
    kind: HolidayKind
    sure: Certainty


@dataclass(frozen=True, kw_only=True)
class BannedIngredient(Row):
    """An active ingredient no advice may name. `aliases` are other spellings of it."""

    FILE = "banned_ingredients.csv"
    code: str = cell(pattern=SLUG)
    name: str
    aliases: tuple[str, ...] = cell(blank=True)
    note: str
    sure: Certainty


@dataclass(frozen=True, kw_only=True)
class Market(Row):
    """A place prices are noted at: a market, or the farm gate."""

    FILE = "markets.csv"
    code: str = cell(pattern=SLUG, longest=40)
    name: str = cell(longest=80)
    source: str


@dataclass(frozen=True, kw_only=True)
class Risk(Row):
    """Weather that favours a problem: hours ahead within these degrees Celsius and per cent humidity.

    With `max_rain_mm` the whole forecast may bring no more rain than that. `hours_some` make a moderate
    risk, `hours_high` a high one; empty bounds do not count.
    """

    FILE = "risks.csv"
    code: str = cell(pattern=SLUG)
    problem: str = cell(refers="problems")
    title: str = cell(longest=60)
    min_celsius: float | None
    max_celsius: float | None
    min_humidity: float | None = cell(least=0, most=100)
    max_humidity: float | None = cell(least=0, most=100)
    max_rain_mm: float | None
    hours_some: int = cell(least=3, most=72)
    hours_high: int = cell(least=3, most=72)
    advice: str = cell(longest=140)
    source: str
    sure: Certainty


class ReasonKind(StrEnum):
    """The screen that asks for the reason."""

    HAND_UP = "hand_up"
    COMPLAINT_DECLINE = "complaint_decline"
    VENDOR_DECLINE = "vendor_decline"
    PURCHASE_RETURN = "purchase_return"
    RECEIPT_REJECT = "receipt_reject"


@dataclass(frozen=True, kw_only=True)
class Reason(Row):
    """A ready reason. `advice` is the next step shown to whoever is refused; `needs_note` wants words too."""

    FILE = "reasons.csv"
    code: str = cell(pattern=CODE)
    kind: ReasonKind
    text: str = cell(longest=140)
    advice: str = cell(blank=True, longest=140)
    needs_note: bool


class InputKind(StrEnum):
    """What the city hands out against pests, besides words."""

    BIOPESTICIDE = "biopesticide"
    BIOFERTILISER = "biofertiliser"
    CONTROL_ACTION = "control_action"
    SOIL_TEST = "soil_test"


@dataclass(frozen=True, kw_only=True)
class Input(Row):
    """A control input, counted in whole `unit`s.

    `per_1000m2` is what 1,000 m2 may ask for, blank when it does not go by area; `most` a farmer's share of a
    calendar year.
    """

    FILE = "inputs.csv"
    code: str = cell(pattern=SLUG, longest=40)
    name: str = cell(longest=60)
    kind: InputKind
    unit: str = cell(longest=12)
    per_1000m2: int | None = cell(least=1)
    most: int = cell(least=1)
    source: str
    sure: Certainty

    @property
    def offer(self) -> str:
        return f"{self.name} ({self.unit})"


@dataclass(frozen=True, kw_only=True)
class Depot(Row):
    """A place that stores and hands out inputs (BPP). `demo` says that it is an example."""

    FILE = "depots.csv"
    code: str = cell(pattern=SLUG, longest=40)
    name: str = cell(longest=60)
    village: str = cell(refers="villages")
    demo: bool


@dataclass(frozen=True, kw_only=True)
class ReadyAnswer(Row):
    """An answer to start from, for a problem and perhaps one crop only. No brand, no dose, no chemical."""

    FILE = "ready_answers.csv"
    code: str = cell(pattern=SLUG, longest=60)
    problem: str = cell(refers="problems")
    commodity: str = cell(refers="commodities", blank=True)
    title: str = cell(longest=120)
    cultural: tuple[str, ...] = cell(longest=140, blank=True)
    mechanical: tuple[str, ...] = cell(longest=140, blank=True)
    biological: tuple[str, ...] = cell(longest=140, blank=True)
    botanical: tuple[str, ...] = cell(longest=140, blank=True)
    next_season: tuple[str, ...] = cell(longest=140, blank=True)
    call_when: str = cell(longest=140)
    follow_up_days: int = cell(least=1, most=60)


class Answer(StrEnum):
    WORDS = "words"
    PHOTO = "photo"
    NUMBER = "number"
    DATE = "date"


class CheckKind(StrEnum):
    """How a check is answered: yes or no, a count, a few words."""

    YES = "yes"
    NUMBER = "number"
    WORDS = "words"


@dataclass(frozen=True, kw_only=True)
class VisitCheck(Row):
    """Something to look at on a visit, in the order of the file. No commodities means it fits all of them."""

    FILE = "visit_checks.csv"
    code: str = cell(pattern=CODE, longest=40)
    text: str = cell(longest=90)
    kind: CheckKind
    commodities: tuple[str, ...] = cell(refers="commodities", blank=True)


@dataclass(frozen=True, kw_only=True)
class Tip(Row):
    """One thing worth doing in a month (1 to 12). No commodity means every crop.

    `source` says where it comes from, `written_on` when; without `reviewed_by` it is a draft and no farmer reads it.
    """

    FILE = "tips.csv"
    code: str = cell(pattern=SLUG, longest=60)
    commodity: str = cell(refers="commodities", blank=True)
    month: int = cell(least=1, most=12)
    text: str = cell(longest=140)
    source: str
    written_on: date
    reviewed_by: str = cell(longest=80, blank=True)
    reviewed_on: date | None


@dataclass(frozen=True, kw_only=True)
class Question(Row):
    """A ready question to the farmer. No commodities means it fits all of them."""

    FILE = "questions.csv"
    code: str = cell(pattern=CODE)
    text: str = cell(longest=140)
    answer: Answer
    commodities: tuple[str, ...] = cell(refers="commodities", blank=True)
