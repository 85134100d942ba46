"""The account: sign in and out, register, paper codes, hats, phones, PIN, text size."""

from datetime import timedelta
from functools import partial
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Response, redirect, request, url_for

from domain import attempts
from domain.errors import RuleBroken
from domain.people import actions, queries, rules, secrets
from domain.people.factor.rules import is_guarded
from domain.people.rules import PUBLIC
from domain.sentences import say
from domain.writing import let_go, write
from web import errors, saving
from web.access import ANYONE, SIGNED_IN, Area
from web.context import SIZE_COOKIE, SIZES
from web.forms import HouseForm
from web.hx import page
from web.language import COOKIE, languages
from web.login import actor, give_cookie, me, take_cookie
from web.second import Code
from web.targets import local

from .forms import ChangeSecretForm, RegisterForm, SignInForm, UseCodeForm

area = Area("account", __name__)
WINDOW = timedelta(minutes=15)
DAY = timedelta(days=1)
TRIES = {"sign_in": 5, "paper_code": 5, "register": 20, "change_secret": 5}
TRIES_PER_ADDRESS = 100
PINS_A_DAY = 100  # of one account, from wherever: a million PINs are not many for many addresses
A_YEAR = 31_536_000


@area.get("/masuk", allow=ANYONE)
def sign_in():
    if me():
        return redirect(url_for("pages.home"), 303)
    return page("account/sign_in.html", form=SignInForm(data={"next": request.args.get("next", "")}))


@area.post("/masuk", allow=ANYONE, once=False, code=Code.NONE)
def enter():
    form = SignInForm()
    if not form.validate():
        return page("account/sign_in.html", 422, form=form)
    if _too_often("sign_in", form.phone.data):
        return errors.show(429)
    person = queries.by_phone(form.phone.data)
    kept = person.secret_hash if person and not person.blocked_at else None
    person_id = person.id if person else 0
    if _guessed_all_day(kept, form.phone.data):
        return errors.show(429)
    let_go()
    if not secrets.matches(kept, form.secret.data):
        _note("sign_in", form.phone.data)
        form.refuse(say("Nomor HP atau PIN tidak cocok. Periksa lagi, atau minta kode baru ke PPL."))
        return page("account/sign_in.html", 422, form=form)
    return _welcome(person_id, local(form.next.data))


@area.post("/keluar", allow=SIGNED_IN, once=False, code=Code.NONE)
def sign_out():
    with write():
        actions.sign_out(actor(), me().sign_in)
    return _goodbye()


@area.post("/keluar/semua", allow=SIGNED_IN, once=False, code=Code.NONE)
def sign_out_everywhere():
    with write():
        actions.sign_out_everywhere(actor())
    return _goodbye()


@area.get("/daftar", allow=ANYONE)
def register():
    return page("account/register.html", form=_register_form())


@area.post("/daftar", allow=ANYONE)
def create():
    """A refused number counts as a try too: which ones are known is not asked for free."""
    form = _register_form()
    if _too_often("register"):
        return errors.show(429)
    if not _hashed(form, rules.check_pin):
        return page("account/register.html", 422, form=form)
    _note("register")
    person = form.carry_out(actions.register, PUBLIC, secret_hash=form.hashed, to=("pages.home", {}))
    if person is None:
        return page("account/register.html", 422, form=form)
    return _welcome(person.id, local(form.next.data))


@area.get("/kode", allow=ANYONE)
def use_code():
    return page("account/use_code.html", form=UseCodeForm())


@area.post("/kode", allow=ANYONE, once=False)
def claim():
    form = UseCodeForm()
    if _too_often("paper_code"):
        return errors.show(429)
    if not _hashed(form, partial(rules.check_secret, password_only=False)):
        return page("account/use_code.html", 422, form=form)
    try:
        with write():
            person_id = actions.use_code(secret_hash=form.hashed, **form.fields()).id
    except RuleBroken as broken:
        _note("paper_code")
        form.refuse(broken.message, broken.field)
        return page("account/use_code.html", 422, form=form)
    return _welcome(person_id, url_for("pages.home"))


@area.get("/akun", allow=SIGNED_IN, code=Code.NONE)
def show():
    return page("account/show.html", form=ChangeSecretForm(), **_account())


@area.post("/akun/peran/<int:hat_id>", allow=SIGNED_IN, once=False, code=Code.NONE)
def change_hat(hat_id: int):
    with write():
        actions.change_hat(actor(), me().sign_in, hat_id=hat_id)
    return redirect(url_for("pages.home"), 303)


@area.post("/akun/sandi", allow=SIGNED_IN, once=False)
def change_secret():
    form, subject = ChangeSecretForm(), f"person:{actor().person_id}"
    if _too_often("change_secret", subject):
        return errors.show(429)
    password_only = rules.needs_password(queries.roles_of(actor().person_id))
    kept = queries.get(actor(), actor().person_id).secret_hash
    let_go()
    if form.validate() and not secrets.matches(kept, form.old.data):
        _note("change_secret", subject)
        form.refuse(say("PIN atau kata sandi sekarang tidak cocok."), "old")
    elif _hashed(form, partial(rules.check_secret, password_only=password_only)):
        with write():
            actions.change_secret(actor(), secret_hash=form.hashed)
        return _welcome(actor().person_id, url_for(".show"))
    return page("account/show.html", 422, form=form, **_account())


@area.post("/akun/tampilan", allow=ANYONE, once=False, code=Code.NONE)
def looks():
    """Larger letters, Hemat data or another language, kept on this phone; back to the page the button stood on."""
    back = urlsplit(request.referrer or "")._replace(scheme="", netloc="")
    if "lang" in request.form:  # an address that names a language would win over what is chosen now
        kept = [(name, value) for name, value in parse_qsl(back.query) if name != COOKIE]
        back = back._replace(query=urlencode(kept))
    answer = redirect(local(back.geturl()), 303)
    for cookie, field, choices in (
        (SIZE_COOKIE, "size", SIZES),
        (saving.COOKIE, "saving", saving.CHOICES),
        (COOKIE, "lang", languages()),
    ):
        choice = request.form.get(field)
        if choice in choices:
            answer.set_cookie(cookie, choice, max_age=A_YEAR, samesite="Lax", httponly=True)
    return answer


def _register_form() -> RegisterForm:
    form = RegisterForm(data={"next": request.args.get("next", "")})
    form.village_code.choices = [
        ("", say("Pilih desa")),
        *((each.code, each.name) for each in queries.villages()),
    ]
    return form


def _account() -> dict:
    hats = queries.hats_of(actor().person_id)
    places = {hat.id: queries.scope_name(hat.role, hat.scope) for hat in hats}
    return {
        "hats": hats,
        "places": places,
        "words": rules.ROLE_WORDS,
        "guarded": is_guarded(actor().hat),
        "sign_ins": queries.sign_ins_of(actor()),
    }


def _hashed(form: HouseForm, check) -> bool:
    """Check the shape and the new secret, and hash it before any write block opens."""
    if not form.validate():
        return False
    try:
        check(form.secret.data)
    except RuleBroken as broken:
        form.refuse(broken.message, broken.field)
        return False
    form.hashed = secrets.hash_secret(form.secret.data)
    return True


def _welcome(person_id: int, url: str) -> Response:
    """Sign this phone in and go on; the cookie is new, whatever was there before."""
    token = secrets.new_token()
    with write():
        person = queries.get(rules.SYSTEM, person_id, lock=True)
        actions.sign_in(person, token=token, device=_device())
    answer = redirect(url, 303)
    give_cookie(answer, token)
    return answer


def _goodbye() -> Response:
    answer = redirect(url_for("pages.home"), 303)
    take_cookie(answer)
    return answer


def _device() -> str:
    agent = request.user_agent.string
    for sign, word in (
        ("Android", say("HP Android")),
        ("iPhone", "iPhone"),
        ("Windows", say("Komputer")),
        ("Mac", say("Komputer")),
    ):
        if sign in agent:
            return word
    return say("Perangkat lain")


def _too_often(kind: str, subject: str = "") -> bool:
    return any(attempts.count(kind, key, WINDOW) >= most for key, most in _limits(kind, subject))


def _note(kind: str, subject: str = "") -> None:
    attempts.note(kind, *(key for key, _most in _limits(kind, subject)), *filter(None, [subject]))


def _limits(kind: str, subject: str) -> list[tuple[str, int]]:
    """How often a try may be made within the window: of this subject from here, and of anything from here."""
    address = request.remote_addr or "-"
    return [(f"{subject}|{address}", TRIES[kind]), (address, TRIES_PER_ADDRESS)]


def _guessed_all_day(kept: str | None, phone: str) -> bool:
    """A PIN is tried from many addresses at once. Phones signed in, and a paper code, still open the account."""
    return bool(kept and secrets.is_pin(kept)) and attempts.count("sign_in", phone, DAY) >= PINS_A_DAY
