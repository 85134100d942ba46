"""Vendors out of a spreadsheet."""

from domain.people.vendors import importing, sheet
from domain.sentences import say
from web.access import ADMIN, Area
from web.sheet_desk import SheetDesk, add_sheet_routes

area = Area("imports", __name__, url_prefix="/periksa-usaha/impor")
DESK = SheetDesk(
    kind=importing.KIND,
    allow=ADMIN,
    title=say("Usaha dari lembar kerja"),
    line=say("Paling banyak 5.000 baris. Belum ada yang ditulis sebelum Anda setuju."),
    matched=say("Kolomnya seperti di contoh. Yang dicocokkan: NIB."),
    file="usaha",
    example=lambda: sheet.example(importing.village_name()),
    back=("verification.index", {}, say("Periksa usaha")),
    then=("verification.index", {"keadaan": "lain"}, say("Lihat usaha")),
    afterwards=say("Usaha baru belum punya PIN. Buka usahanya, lalu beri pemiliknya kode kertas."),
)
add_sheet_routes(area, DESK)
