"""People and their hats: registered by a PPL, appointed, transferred, deputised, blocked."""

from flask import abort, request

from domain.errors import RuleBroken
from domain.people import actions, queries, rules, secrets
from domain.people.factor import actions as factor
from domain.people.factor import queries as factors
from domain.people.licences import actions as licensing
from domain.people.licences import queries as licences
from domain.people.rules import Role
from domain.people.vendors import staff as staffing
from domain.sentences import say
from web.access import ADMIN, COORDINATOR, OFFICER, VENDOR_OWNER, Area
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor
from web.paging import after, page_of
from web.second import Code

from .forms import AppointForm, FarmerForm, HandOverForm, LicenceForm, NipForm, RightsForm, StaffForm

area = Area("admin", __name__, url_prefix="/orang")
KEEPERS = ADMIN | COORDINATOR | OFFICER
APPOINTERS = ADMIN | COORDINATOR
ADVISING = {Role.OFFICER, Role.EXPERT}


@area.get("/", allow=KEEPERS)
def people():
    terms = request.args.get("cari", "").strip()[:80]
    found = page_of(queries.page_of(actor(), terms=terms, after=after()), queries.PAGE)
    return page("admin/people.html", found=found, terms=terms, words=rules.ROLE_WORDS)


@area.get("/baru", allow=KEEPERS)
def new():
    return page("admin/new.html", form=_farmer_form())


@area.post("/", allow=KEEPERS)
def create():
    form = _farmer_form()
    person = form.carry_out(actions.register, actor(), secret_hash=None, to=_person)
    if person is None:
        return again("admin/new.html", "admin/_farmer_form.html", form=form)
    return go()


@area.get("/<int:person_id>", allow=KEEPERS)
def show(person_id: int):
    return page("admin/show.html", **_seen(person_id))


@area.post("/<int:person_id>/kode", allow=KEEPERS, once=False, code=Code.FRESH)
def hand_out_code(person_id: int):
    """The code is shown once, on this answer, and kept only as a digest."""
    code = secrets.new_paper_code()
    carry_out(actions.hand_out_code, actor(), person_id=person_id, code=code, to=_back(person_id))
    return page("admin/code.html", code=code, person=queries.get(actor(), person_id))


@area.get("/<int:person_id>/peran/<role>", allow=APPOINTERS, code=Code.FRESH)
def appoint(person_id: int, role: str):
    return page("admin/appoint.html", **_appointing(person_id, _role(role)))


@area.post("/<int:person_id>/peran/<role>", allow=APPOINTERS, code=Code.FRESH)
def give_hat(person_id: int, role: str):
    appointing = _appointing(person_id, _role(role))
    hat = appointing["form"].carry_out(
        actions.appoint, actor(), person_id=person_id, role=_role(role), to=_back(person_id)
    )
    if hat is None:
        return again("admin/appoint.html", "admin/_appoint_form.html", **appointing)
    return go()


@area.post("/<int:person_id>/peran/<int:hat_id>/akhiri", allow=APPOINTERS, code=Code.FRESH)
def end_hat(person_id: int, hat_id: int):
    carry_out(actions.end_hat, actor(), hat_id=hat_id, to=_back(person_id))
    return go()


@area.get("/<int:person_id>/peran/<int:hat_id>/pindah", allow=APPOINTERS, code=Code.FRESH)
def hand_over(person_id: int, hat_id: int):
    hat = queries.hat(actor(), hat_id)
    return page("admin/hand_over.html", **_seen(person_id), hat=hat, form=HandOverForm())


@area.post("/<int:person_id>/peran/<int:hat_id>/pindah", allow=APPOINTERS, code=Code.FRESH)
def transfer(person_id: int, hat_id: int):
    form = HandOverForm()
    done = form.carry_out(_hand_over, actor(), hat_id=hat_id, to=_back(person_id))
    if done is None:
        context = _seen(person_id) | {"hat": queries.hat(actor(), hat_id), "form": form}
        return again("admin/hand_over.html", "admin/_hand_over_form.html", **context)
    return go()


def _hand_over(by, *, hat_id: int, phone: str, decree: str, until):
    person = queries.by_phone(phone)
    if person is None:
        raise RuleBroken("Belum ada orang dengan nomor itu. Daftarkan dulu.", field="phone")
    if until:
        return actions.deputise(by, hat_id=hat_id, to_person_id=person.id, until=until, decree=decree)
    return actions.transfer_hat(by, hat_id=hat_id, to_person_id=person.id, decree=decree)


@area.get("/<int:person_id>/sertifikat", allow=APPOINTERS, code=Code.FRESH)
def licence(person_id: int):
    seen = _seen(person_id)
    if not seen["licensed"]:
        abort(404)
    form = LicenceForm(formdata=None, obj=seen["licence"])
    return page("admin/licence.html", person=seen["person"], form=form)


@area.post("/<int:person_id>/sertifikat", allow=APPOINTERS, code=Code.FRESH)
def keep_licence(person_id: int):
    form = LicenceForm()
    if form.carry_out(licensing.note_licence, actor(), person_id=person_id, to=_back(person_id)) is None:
        person = queries.get(actor(), person_id)
        return again("admin/licence.html", "admin/_licence_form.html", person=person, form=form)
    return go()


@area.post("/<int:person_id>/sertifikat/cabut", allow=APPOINTERS, code=Code.FRESH)
def drop_licence(person_id: int):
    carry_out(licensing.drop_licence, actor(), person_id=person_id, to=_back(person_id))
    return go()


@area.get("/<int:person_id>/nip", allow=APPOINTERS, code=Code.FRESH)
def nip(person_id: int):
    person = queries.get(actor(), person_id)
    return page("admin/nip.html", person=person, form=NipForm(formdata=None, obj=person))


@area.post("/<int:person_id>/nip", allow=APPOINTERS, code=Code.FRESH)
def keep_nip(person_id: int):
    form = NipForm()
    if form.carry_out(actions.note_nip, actor(), person_id=person_id, to=_back(person_id)) is None:
        return again(
            "admin/nip.html", "admin/_nip_form.html", person=queries.get(actor(), person_id), form=form
        )
    return go()


@area.post("/<int:person_id>/blokir", allow=ADMIN, code=Code.FRESH)
def block(person_id: int):
    carry_out(actions.block, actor(), person_id=person_id, to=_back(person_id))
    return go()


@area.post("/<int:person_id>/buka-blokir", allow=ADMIN, code=Code.FRESH)
def unblock(person_id: int):
    carry_out(actions.unblock, actor(), person_id=person_id, to=_back(person_id))
    return go()


@area.post("/<int:person_id>/kode-kedua/minta", allow=ADMIN, code=Code.FRESH)
def ask_factor_reset(person_id: int):
    """The first of two admins: somebody lost the phone with the codes."""
    carry_out(factor.ask_reset, actor(), person_id=person_id, to=_back(person_id))
    return go()


@area.post("/<int:person_id>/kode-kedua/setuju", allow=ADMIN, once=False, code=Code.FRESH)
def agree_factor_reset(person_id: int):
    """The second admin; the paper code is shown once, on this answer."""
    code = secrets.new_paper_code()
    carry_out(factor.agree_reset, actor(), person_id=person_id, code=code, to=_back(person_id))
    return page("admin/reset_code.html", code=code, person=queries.get(actor(), person_id))


@area.get("/pegawai-usaha", allow=VENDOR_OWNER)
def staff():
    return page("admin/staff.html", **_staff())


@area.post("/pegawai-usaha", allow=VENDOR_OWNER)
def add_staff():
    form = StaffForm()
    if form.carry_out(staffing.appoint_staff, actor(), to=("admin.staff", {})) is None:
        return again("admin/staff.html", "admin/_staff_form.html", **(_staff() | {"form": form}))
    return go()


@area.get("/pegawai-usaha/<int:hat_id>", allow=VENDOR_OWNER)
def staff_member(hat_id: int):
    hat = _staff_hat(hat_id)
    form = RightsForm(formdata=None, data={"rights": hat.rights.split()})
    return page("admin/rights.html", hat=hat, form=form)


@area.post("/pegawai-usaha/<int:hat_id>", allow=VENDOR_OWNER)
def change_rights(hat_id: int):
    form = RightsForm()
    if form.carry_out(staffing.change_rights, actor(), hat_id=hat_id, to=("admin.staff", {})) is None:
        return again("admin/rights.html", "admin/_rights_form.html", hat=_staff_hat(hat_id), form=form)
    return go()


@area.post("/pegawai-usaha/<int:hat_id>/akhiri", allow=VENDOR_OWNER)
def end_staff(hat_id: int):
    carry_out(actions.end_staff_hat, actor(), hat_id=hat_id, to=("admin.staff", {}))
    return go()


def _staff() -> dict:
    hats = queries.staff_hats(actor())
    return {
        "vendor": queries.vendor_of(actor()),
        "hats": hats,
        "rights": {
            hat.id: [rules.RIGHT_WORDS[right] for right in queries.rights_in(hat.rights)] for hat in hats
        },
        "form": StaffForm(formdata=None, data={"rights": ["listings", "orders"]}),
    }


def _staff_hat(hat_id: int):
    return next((hat for hat in queries.staff_hats(actor()) if hat.id == hat_id), None) or abort(404)


def _person(person) -> tuple[str, dict]:
    return "admin.show", {"person_id": person.id}


def _back(person_id: int) -> tuple[str, dict]:
    return "admin.show", {"person_id": person_id}


def _seen(person_id: int) -> dict:
    person = queries.get(actor(), person_id)
    hats = queries.hats_of(person_id)
    return {
        "person": person,
        "hats": hats,
        "places": {hat.id: queries.scope_name(hat.role, hat.scope) for hat in hats},
        "words": rules.ROLE_WORDS,
        "may_give": sorted(rules.APPOINTED.get(actor().hat, ()), key=list(Role).index),
        "may_block": actor().hat is Role.ADMIN,
        "has_factor": actor().hat is Role.ADMIN and factors.is_enrolled(person_id),
        "licensed": actor().hat in APPOINTERS.roles and bool({hat.role for hat in hats} & ADVISING),
        "official": actor().hat in APPOINTERS.roles and bool({hat.role for hat in hats} & rules.OFFICE_HATS),
        "licence": licences.of(person_id),
        "reset": factors.open_reset(actor(), person_id),
    }


def _farmer_form() -> FarmerForm:
    form = FarmerForm()
    form.village_code.choices = [(village.code, village.name) for village in queries.villages_of(actor())]
    return form


def _role(name: str) -> Role:
    if name not in list(Role):
        abort(404)
    return Role(name)


def _appointing(person_id: int, role: Role) -> dict:
    terms = request.args.get("cari", "").strip()[:80]
    word, places = _places(role, terms)
    return {
        "person": queries.get(actor(), person_id),
        "role": role,
        "word": rules.ROLE_WORDS[role],
        "terms": terms,
        "searched": role in rules.VENDOR_HATS,
        "form": AppointForm().offer(word, places),
    }


def _places(role: Role, terms: str) -> tuple[str, list[tuple[str, str]]]:
    """What kind of place a role needs, and those to choose from: (code, name)."""
    if role in rules.OFFICE_HATS:
        return say("Kantor"), [(office.code, office.name) for office in queries.offices()]
    if role in rules.VENDOR_HATS:
        return say("Usaha"), [
            (str(vendor.id), vendor.legal_name) for vendor in queries.vendors(actor(), terms)
        ]
    if role in rules.VILLAGE_HATS:
        return say("Desa"), [(village.code, village.name) for village in queries.villages()]
    return "", []
