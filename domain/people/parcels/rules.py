"""What may be noted of a parcel. Pure."""

from collections.abc import Collection

from domain.areas import check_area
from domain.errors import RuleBroken

MOST = 12
LONGEST_LABEL = 40


def check_parcel(commodity: str, area_m2: int | None, commodities: Collection[str], have: int) -> None:
    """Raises RuleBroken naming the field. `have` is how many the farmer has already."""
    if have >= MOST:
        raise RuleBroken("Paling banyak {most} lahan. Hapus dulu yang sudah tidak ditanami.", most=MOST)
    if commodity not in commodities:
        raise RuleBroken("Pilih tanamannya.", field="commodity")
    check_area(area_m2)
