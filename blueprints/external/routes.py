"""Purchases made in the national catalogue: taken in from its table, counted apart from those made here."""

from flask import request

from domain import clock
from domain.purchases.external import importing
from domain.sentences import say
from web.access import ADMIN, AUDITOR, Area
from web.hx import page
from web.login import actor
from web.table_import import Words, add_import

area = Area("external", __name__, url_prefix="/katalog-nasional")


@area.get("/", allow=ADMIN | AUDITOR)
def index():
    text = request.args.get("tahun", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else clock.fiscal_year()
    sums = importing.sums(year)
    return page("external/index.html", year=year, sums=sums, may_import=actor().hat in ADMIN.roles)


add_import(
    area,
    importing,
    allow=ADMIN,
    words=Words(
        title=say("Belanja katalog nasional"),
        line=say("Tabel dari katalog nasional. Paket dikenali dari nomornya, tidak dihitung dua kali."),
        back=say("Katalog nasional"),
        file=say("Contoh katalog"),
    ),
)
