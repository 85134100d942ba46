"""The sections of `region.toml`, one class each. Every key is required."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import get_type_hints


@dataclass(frozen=True)
class Identity:
    """`code` names the folder's region; every village code begins with `area_code`."""

    code: str
    area_code: str


@dataclass(frozen=True)
class Names:
    """Words on screen that belong to the city."""

    city: str
    government: str
    complaints: str
    complaints_full: str
    market: str
    experts: str
    aid: str
    tagline: str


@dataclass(frozen=True)
class Duties:
    """Office codes: who looks after farming, and who after buying."""

    agriculture: str
    procurement: str


@dataclass(frozen=True)
class Calendar:
    """Days are counted in `zone`. `working_weekdays`: 1 is Monday, 7 is Sunday."""

    zone: str
    locale: str
    working_weekdays: tuple[int, ...]


@dataclass(frozen=True)
class Contact:
    """`help_phone_note` stands beside the number, for instance to say that it is only an example."""

    help_phone: str
    help_phone_note: str


@dataclass(frozen=True)
class Clocks:
    """Promises of the complaint side. The unit is in each name; desk.counted_hours says which hours count."""

    first_response_hours: int
    advice_hours: int
    priority_hours: int
    pause_limit_days: int
    resume_minimum_hours: int
    follow_up_days: int
    close_after_working_days: int
    reopen_days: int


@dataclass(frozen=True)
class Limits:
    open_complaints: int


@dataclass(frozen=True)
class Vendors:
    """Vendors are reminded this many days before a document ends, the largest number first; 0 is the last day."""

    reminder_days: tuple[int, ...]


@dataclass(frozen=True)
class Purchasing:
    """Deadlines of the buying side; calendar days unless the name says working days."""

    reservation_working_days: int
    offer_working_days: int
    offer_rounds: int
    basket_hold_minutes: int
    acceptance_days: int
    vendor_confirm_days: int
    payment_due_days: int


class Rounding(StrEnum):
    HALF_UP = "half_up"
    FLOOR = "floor"


class PbjtWay(StrEnum):
    ADDED = "added"
    INSIDE = "inside"


class CardTax(StrEnum):
    VENDOR = "vendor"
    TREASURER = "treasurer"


class PersonCatering(StrEnum):
    PPH23 = "pph23"
    REFUSED = "refused"


class PpnTransaction(StrEnum):
    GOVERNMENT = "02"
    OTHER_BASE = "04"


@dataclass(frozen=True)
class Taxing:
    """Points of tax practice on which sources differ, as settled on one day: lines of tax_choices.csv.

    `pph_rounding`: a fraction of a rupiah. `pbjt`: the city's tax on food, on top of the price or inside.
    `card`: who hands in PPN when paid by KKPD. `person_catering`: catering by an individual.
    `ppn_transaction`: TrxCode of e-Faktur. `ppn_deposit_code`: kode jenis setoran of account 411211.
    """

    pph_rounding: Rounding
    pbjt: PbjtWay
    card: CardTax
    person_catering: PersonCatering
    ppn_transaction: PpnTransaction
    ppn_deposit_code: str

    @classmethod
    def of(cls, settled: Mapping[str, str]) -> "Taxing":
        """From a text for each point. Raises ValueError, KeyError where one cannot be, or is missing."""
        return cls(**{code: kind(settled[code]) for code, kind in get_type_hints(cls).items()})


@dataclass(frozen=True)
class NumberFormats:
    """The shape of a paper's number, by kind, with blanks `{seq}`, `{owner}`, `{month}` (Roman), `{year}`."""

    permintaan: str
    referensi_harga: str
    surat_pesanan: str
    spk: str
    addendum: str
    ba_negosiasi: str
    surat_jalan: str
    tanda_terima: str
    ba_pemeriksaan: str
    bast: str
    invoice: str
    kuitansi: str
    ba_pembayaran: str

    def of(self, kind: str) -> str:
        """The format of one kind. Raises AttributeError for a kind the region does not number."""
        return getattr(self, kind)


@dataclass(frozen=True)
class Desk:
    """How complaints are worked on. A case nobody worked on for `idle_hours` goes back to its desk.

    `counted_hours` says which hours of a promise count: "all", or periods of working days as
    domain.hours.parse reads them. `expert_licence` says whether experts, too, need a certificate on file
    to advise a spray.
    """

    idle_hours: int
    counted_hours: str
    expert_licence: bool


@dataclass(frozen=True)
class Security:
    """How many minutes the last code of the second factor counts before money or people are touched."""

    second_code_minutes: int


@dataclass(frozen=True)
class Publishing:
    """Published counts below `k_suppression` people are withheld."""

    k_suppression: int


@dataclass(frozen=True)
class Outbreaks:
    """When reports are looked at, and how long a warning holds. Counts are distinct farmers, spans whole days.

    `look_*` is the first tier, `alarm_*` the second; see domain.outbreaks.rules for what they mean.
    """

    look_farmers: int
    look_times_usual: int
    alarm_farmers: int
    alarm_sd_floor: int
    decide_days: int
    warning_days: int


@dataclass(frozen=True)
class HandingOut:
    """How many days control inputs are kept for somebody before they are free again."""

    hold_days: int


@dataclass(frozen=True)
class Prices:
    """A price older than `hide_after_days` is not shown; one that moved more than `jump_percent` is asked about."""

    hide_after_days: int
    jump_percent: int


@dataclass(frozen=True)
class WeatherSource:
    """Where village forecasts come from, and who must be named beside them. Hours since they were fetched."""

    url: str
    attribution: str
    refresh_hours: int
    hide_after_hours: int


@dataclass(frozen=True)
class Alerts:
    """Nobody is disturbed between these local times ("20:00"). `warnings_wake` lets a plant warning through."""

    quiet_from: str
    quiet_to: str
    warnings_wake: bool


SECTIONS: dict[str, type] = {
    "identity": Identity,
    "names": Names,
    "duties": Duties,
    "calendar": Calendar,
    "contact": Contact,
    "clocks": Clocks,
    "limits": Limits,
    "vendors": Vendors,
    "purchasing": Purchasing,
    "numbers": NumberFormats,
    "security": Security,
    "publishing": Publishing,
    "outbreaks": Outbreaks,
    "handing_out": HandingOut,
    "prices": Prices,
    "weather": WeatherSource,
    "desk": Desk,
    "alerts": Alerts,
}
