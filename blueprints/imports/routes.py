"""Vendors out of a spreadsheet."""

from domain.people.vendors import importing, sheet
from web.access import ADMIN, Area
from web.sheet_desk import SheetDesk, add_sheet_routes

area = Area("imports", __name__, url_prefix="/periksa-usaha/impor")
DESK = SheetDesk(
    kind=importing.KIND,
    allow=ADMIN,
    title="Usaha dari lembar kerja",
    line="Paling banyak 5.000 baris. Belum ada yang ditulis sebelum Anda setuju.",
    matched="Kolomnya seperti di templat. Yang dicocokkan: NIB.",
    file="usaha",
    example=lambda: sheet.example(importing.village_name()),
    back=("verification.index", {}, "Periksa usaha"),
    then=("verification.index", {"keadaan": "lain"}, "Lihat usaha"),
    afterwards="Usaha baru belum punya PIN. Buka usahanya, lalu beri pemiliknya kode kertas.",
)
add_sheet_routes(area, DESK)
