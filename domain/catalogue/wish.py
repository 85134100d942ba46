"""What somebody looks for in the catalogue. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from domain.catalogue.rental.rules import Period


class Sort(StrEnum):
    BEST = "cocok"
    NEWEST = "terbaru"
    CHEAPEST = "termurah"
    DEAREST = "termahal"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for. Prices are whole rupiah, both ends included; codes are the region's.

    With a `period` only things for rent that are free over it are found. When it `begins`, the last word
    may be the beginning of one.
    """

    words: str = ""
    etalase: str = ""
    category: str = ""
    village: str = ""
    price_from: int | None = None
    price_to: int | None = None
    period: Period | None = None
    sort: Sort | None = None
    begins: bool = False

    @property
    def order(self) -> Sort:
        """Best fit first when there are words, else the newest."""
        if self.sort in (None, Sort.BEST):
            return Sort.BEST if self.words else Sort.NEWEST
        return self.sort

    @property
    def filters(self) -> int:
        """How many filters beside words and etalase are in use."""
        values = (self.category, self.village, self.price_from, self.price_to, self.period)
        return sum(value not in ("", None) for value in values)
