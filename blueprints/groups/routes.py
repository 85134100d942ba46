"""Farmer groups of a village: taken in from a table, claimed later with codes on paper."""

from flask import request

from domain.people import queries as people
from domain.people import secrets
from domain.people.groups import actions, importing, queries
from domain.people.groups.rules import MOST_CODES
from domain.sentences import say
from web.access import ADMIN, COORDINATOR, OFFICER, Area
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor
from web.paging import after, page_of
from web.second import Code
from web.table_import import Words, add_import

from .forms import GroupForm

area = Area("groups", __name__, url_prefix="/kelompok-tani")
KEEPERS = ADMIN | COORDINATOR | OFFICER
TAKEN = ("", say("Salah satu nomor HP baru saja didaftarkan orang lain. Periksa berkasnya sekali lagi."))


@area.get("/", allow=KEEPERS)
def index():
    found = page_of(queries.page_of(actor(), after()), queries.PAGE)
    return page("groups/index.html", found=found, alone=queries.unclaimed(actor(), MOST_CODES))


@area.get("/<int:group_id>", allow=KEEPERS)
def show(group_id: int):
    group = queries.get(actor(), group_id)
    members, others = queries.members(actor(), group_id), queries.addable(actor(), group_id)
    return page("groups/show.html", group=group, members=members, others=others)


@area.get("/baru", allow=KEEPERS)
def new_group():
    return page("groups/new.html", form=_group_form())


@area.post("/baru", allow=KEEPERS)
def create():
    form = _group_form()
    shown = lambda group: (".show", {"group_id": group.id})  # noqa: E731
    if form.carry_out(actions.found_group, actor(), to=shown) is None:
        return again("groups/new.html", "groups/_group_form.html", form=form)
    return go()


@area.post("/<int:group_id>/masuk", allow=KEEPERS)
def join(group_id: int):
    person_id = request.form.get("new", 0, type=int)
    back = (".show", {"group_id": group_id})
    carry_out(actions.join, actor(), group_id=group_id, person_id=person_id, to=back)
    return go()


@area.post("/<int:group_id>/kode", allow=KEEPERS, once=False, code=Code.FRESH)
def codes(group_id: int):
    """A code for each member without a PIN: shown once, on this answer, and kept only as digests."""
    return _sheet(queries.get(actor(), group_id).name, group_id)


@area.post("/kode", allow=OFFICER, once=False)
def codes_alone():
    """The same for farmers of the PPL's village who are in no group."""
    return _sheet("", None)


@area.post("/<int:group_id>/keluar", allow=KEEPERS)
def leave(group_id: int):
    person_id = request.form.get("person", 0, type=int)
    back = (".show", {"group_id": group_id})
    carry_out(actions.leave, actor(), group_id=group_id, person_id=person_id, to=back)
    return go()


def _group_form() -> GroupForm:
    form = GroupForm()
    form.village_code.choices = [(village.code, village.name) for village in people.villages_of(actor())]
    return form


def _sheet(name: str, group_id: int | None):
    members = queries.unclaimed(actor(), MOST_CODES, group_id=group_id)
    made = {each.id: secrets.new_paper_code() for each in members}
    back = (".index", {}) if group_id is None else (".show", {"group_id": group_id})
    carry_out(actions.hand_out_codes, actor(), codes=made, to=back)
    sheet = [(each.name, f"{made[each.id][:4]} {made[each.id][4:]}") for each in members]
    return page("groups/codes.html", sheet=sheet, name=name, group_id=group_id)


add_import(
    area,
    importing,
    allow=KEEPERS,
    words=Words(
        title=say("Masukkan petani"),
        line=say("Dari Excel atau CSV. Petani yang sudah terdaftar tidak dobel dan tidak diubah."),
        back=say("Kelompok tani"),
        file=say("Contoh petani"),
        unique={"uq_person_phone": TAKEN, "person.phone": TAKEN},
    ),
)
