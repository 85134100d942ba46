"""The board of what offices plan to buy: read by everybody, filled from tables, watched by vendors."""

from flask import request

from domain import region
from domain.catalogue.shelves import name_of
from domain.demand import actions, importing, queries
from domain.sentences import say
from web.access import ADMIN, ANYONE, BUYERS, VENDOR, Area
from web.carry import carry_out
from web.fresh import kept
from web.hx import again, go, page
from web.login import actor
from web.paging import after, page_of
from web.table_import import Words, add_import

from .forms import BoardForm, WatchForm

area = Area("demand", __name__, url_prefix="/kebutuhan")
FILLERS = BUYERS | ADMIN


@area.get("/", allow=ANYONE)
@kept
def index():
    asked = BoardForm.asked().said
    rows, cursor = queries.page_of(**asked, after=request.args.get("sesudah", ""))
    here = {"jenis": asked["category"] or None, "desa": asked["village"] or None}
    return page(
        "demand/index.html", narrowed=_narrowed(asked), rows=rows, cursor=cursor, here=here, name_of=name_of,
        may_fill=actor().hat in FILLERS.roles, may_watch=actor().hat in VENDOR.roles,
    )  # fmt: skip


@area.get("/saring", allow=ANYONE)
@kept
def filters():
    """The filters on a page of their own: they weigh as much as half the board."""
    return page("demand/filters.html", form=BoardForm.asked())


@area.get("/<int:number>", allow=ANYONE)
@kept
def show(number: int):
    need = queries.get(number)
    shelf = region.current().categories.get(need.category_code or "")
    return page(
        "demand/show.html", need=need, shelf=shelf, may_close=queries.may_close(actor(), need),
        may_offer=actor().hat in VENDOR.roles,
    )  # fmt: skip


@area.post("/<int:number>/tutup", allow=FILLERS)
def close(number: int):
    carry_out(actions.close, actor(), number, to=("demand.show", {"number": number}))
    return go()


@area.get("/langganan", allow=VENDOR)
def watches():
    return page("demand/watches.html", form=WatchForm(formdata=None), **_watched())


@area.post("/langganan", allow=VENDOR)
def watch():
    form = WatchForm()
    if form.carry_out(actions.watch, actor(), to=("demand.watches", {})) is None:
        return again("demand/watches.html", "demand/_watch_form.html", form=form, **_watched())
    return go()


@area.post("/langganan/hapus", allow=VENDOR)
def unwatch():
    category, _comma, village = request.form.get("watch", "")[:80].partition(",")
    carry_out(actions.unwatch, actor(), category=category, village=village, to=("demand.watches", {}))
    return go()


@area.get("/kabar", allow=VENDOR)
def notices():
    found = page_of(queries.notices_of(actor(), after()), queries.PAGE, key="need_id")
    return page("demand/notices.html", found=found, name_of=name_of, unseen=queries.count_unseen(actor()))


@area.post("/kabar", allow=VENDOR)
def see():
    carry_out(actions.mark_seen, actor(), to=("demand.notices", {}))
    return go()


def _watched() -> dict:
    return {"rows": queries.watches_of(actor()), "name_of": name_of, "villages": region.current().villages}


def _narrowed(asked: dict[str, str]) -> str:
    """What the board is narrowed to, in words."""
    village = region.current().villages.get(asked["village"])
    words = [name_of(asked["category"]) if asked["category"] else "", village.name if village else ""]
    return ", ".join(word for word in words if word)


add_import(
    area,
    importing,
    allow=FILLERS,
    words=Words(
        title=say("Rencana kebutuhan"),
        line=say(
            "Tabel RUP kantor. Dikenali dari kode RUP, tidak menjadi dobel. Isi Jenis supaya penjual dikabari."
        ),
        back=say("Kebutuhan kantor"),
        file=say("Contoh kebutuhan"),
    ),
)
