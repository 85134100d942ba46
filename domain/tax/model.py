"""The small vocabulary of the tax rules: what goes in, what comes out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from domain.kinds import ObjectKind


@dataclass(frozen=True, slots=True)
class Rate:
    """One dated figure of the tax table: a rate, a factor, or a limit in rupiah.

    `id` names the row (with its version), so that a result can say which rule it used.
    """

    id: str
    value: Fraction


class Regime(StrEnum):
    TREASURER = "p59"  # PMK 59/2022: the treasurer collects and withholds
    MARKETPLACE = "p58"  # PMK 58/2022: an appointed procurement marketplace does


class PaymentWay(StrEnum):
    LS = "ls"  # langsung: SP2D to the vendor's account
    UP = "up"  # uang persediaan
    GU = "gu"  # ganti uang
    TU = "tu"  # tambah uang
    KKPD = "kkpd"  # kartu kredit pemerintah daerah


class CollectedBy(StrEnum):
    TREASURER = "treasurer"
    VENDOR = "vendor"
    MARKETPLACE = "marketplace"


class Settled(StrEnum):
    """Points on which sources differ, as a region settles them; each name says the other way too."""

    PBJT_ADDED = "added"  # the city's tax on food comes on top of the price
    PBJT_INSIDE = "inside"  # it is in the price already
    CARD_VENDOR = "vendor"  # paid by KKPD the vendor hands in PPN, and PPh 22 is not withheld
    CARD_TREASURER = "treasurer"  # KKPD is treated like any other way
    PERSON_PPH23 = "pph23"  # catering by an individual is PPh 23
    PERSON_REFUSED = "refused"  # it is PPh 21, which is not worked out here


@dataclass(frozen=True, slots=True)
class Practice:
    """How a region settles what the sources leave open."""

    pbjt: Settled = Settled.PBJT_ADDED
    card: Settled = Settled.CARD_VENDOR
    person_catering: Settled = Settled.PERSON_PPH23


USUAL = Practice()


@dataclass(frozen=True, slots=True)
class VendorTax:
    """The vendor's standing with the tax office on the day of the order.

    `final_until` is the last day of a Surat Keterangan PP 55, which brings the final rate.
    """

    is_pkp: bool
    has_npwp: bool = True
    is_person: bool = False
    final_until: date | None = None

    def pays_final(self, on: date) -> bool:
        return self.final_until is not None and on <= self.final_until


@dataclass(frozen=True, slots=True)
class TaxableLine:
    """One line of a purchase: rupiah without PPN, and what is bought."""

    amount: int
    object_kind: ObjectKind


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One tax of one document, in rupiah.

    `dpp_other` is the "DPP nilai lain" of PPN, None for other taxes. `shares` divides `amount` over
    the lines of the purchase, in their order, and sums to it. `rule_ids` are the rows used.
    """

    code: str
    base: int
    amount: int
    collected_by: CollectedBy
    why: str
    rule_ids: tuple[str, ...]
    shares: tuple[int, ...]
    dpp_other: int | None = None

    @property
    def adds_to_price(self) -> bool:
        """PPN and PBJT come on top of the price; income tax is taken out of it."""
        return self.code in ADDED


ADDED = frozenset({"ppn", "pbjt"})


@dataclass(frozen=True, slots=True)
class TaxResult:
    """What the buyer pays, what never reaches the vendor, and what does. Whole rupiah."""

    base: int
    lines: tuple[TaxLine, ...]

    @property
    def buyer_pays(self) -> int:
        return self.base + sum(line.amount for line in self.lines if line.adds_to_price)

    @property
    def withheld(self) -> int:
        """Taxes that the treasurer or the marketplace keeps back and deposits."""
        return sum(line.amount for line in self.lines if line.collected_by is not CollectedBy.VENDOR)

    @property
    def vendor_nets(self) -> int:
        """What reaches the vendor's account, bank fees aside; taxes the vendor remits are still in it."""
        return self.buyer_pays - self.withheld

    def total(self, code: str) -> int:
        """Rupiah of one tax over all its lines; zero when it is not due."""
        return sum(line.amount for line in self.lines if line.code == code)
