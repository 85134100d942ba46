"""A vendor's goods out of and into a spreadsheet."""

from domain.catalogue import importing
from domain.sentences import say
from web.access import VENDOR, Area
from web.login import actor
from web.sheet_desk import SheetDesk, add_sheet_routes
from web.tables import table

area = Area("listing_imports", __name__, url_prefix="/usaha/barang/impor")
DESK = SheetDesk(
    kind=importing.KIND,
    allow=VENDOR,
    title=say("Barang dari lembar kerja"),
    line=say("Paling banyak 5.000 baris. Belum ada yang berubah sebelum Anda setuju."),
    matched=say("Yang dicocokkan: kode, atau nama bila kodenya kosong. Sel kosong tidak mengubah apa-apa."),
    file="barang",
    example=importing.example,
    back=("vendor.listings", {}, say("Barang")),
    then=("vendor.listings", {"keadaan": "menunggu"}, say("Lihat barang")),
    afterwards=say("Barang baru diperiksa admin dulu. Tambah fotonya supaya cepat tayang."),
    takes_out=True,
)
add_sheet_routes(area, DESK)


@area.get("/barang.<any(xlsx, csv):kind>", allow=VENDOR)
def take_out(kind: str):
    """All goods as they are, in the columns an import takes."""
    return table(kind, "Barang", importing.KIND.columns, importing.exported(actor()))
