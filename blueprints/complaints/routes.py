"""A farmer's side of complaints: report, follow, reply, say how the plants are."""

from datetime import timedelta

from flask import request

from domain import attempts
from domain.complaints import actions, queries
from domain.sentences import say
from web import errors
from web.access import ANYONE, FARMER, HANDLERS
from web.carry import carry_out
from web.hx import again, go, page, parts, stay
from web.login import actor, me
from web.paging import after, page_of
from web.uploads import serve
from web.voices import serve as serve_voice

from . import (
    assisting,  # noqa: F401 (its routes)
    steps,
)
from .area import area
from .forms import CheckForm, PhotosForm, ReplyForm, ReportForm, ServiceForm

REPORTS = {"sembuh": "report_cured", "membaik": "report_improving", "belum-sembuh": "report_unchanged"}
FOLLOWING = {"ikuti": actions.follow, "lepas": actions.unfollow}
SPRAYING = {"hari-ini": actions.tell_spray, "batal": actions.untell_spray}
A_YEAR = 31_536_000
WINDOW, TRIES = timedelta(minutes=10), 10


@area.get("/", allow=FARMER)
def index():
    found = page_of(queries.list_of(actor(), after=after()), queries.PAGE, key="number")
    return page("complaints/index.html", found=found)


@area.get("/baru", allow=FARMER)
def new():
    """The form: all on one page, or one question a page where this phone asked for that."""
    home = me().village_code
    form = ReportForm(data={"village_code": home}).offer(home)
    asked = request.args.get("langkah")
    answer = _step(form, steps.find(asked or "")) if steps.one_at_a_time() else _whole(form)
    if asked:
        remembered = asked if asked == steps.ALL_AT_ONCE else "satu"
        answer.set_cookie(steps.COOKIE, remembered, max_age=A_YEAR, samesite="Lax", httponly=True)
    return answer


@area.post("/baru", allow=FARMER, once=False)
def turn():
    """On to another page of the form, or back; nothing is kept but photos and voice."""
    form = ReportForm().offer()
    shown, status = steps.turn(form, steps.find(request.form.get("ke", "")))
    form.refuse()  # the key stays the same to the end
    return _step(form, shown, status)


@area.post("/", allow=FARMER)
def create():
    form = ReportForm().offer()
    if form.carry_out(actions.file_complaint, actor(), to=".sent"):
        return go()
    if "langkah" in request.form:
        return _step(form, steps.faulty(form) or steps.LAST, 422)
    return again("complaints/new.html", "complaints/_form.html", form=form, live=True, like=None)


@area.get("/<case:code>/terkirim", allow=FARMER)
def sent(code: str):
    """What happens now: the number, who answers, until when."""
    seen = queries.sent_page(actor(), code)
    return page("complaints/sent.html", seen=seen, live=False, like=seen.like)


@area.get("/mirip", allow=FARMER)
def similar():
    """What may already be the answer, while the report is being written."""
    said = {name: request.args.get(name, "")[:2000] for name in ("commodity", "part", "body")}
    village = request.args.get("village_code", "")
    like = queries.likeness(actor(), village=village, **said)
    return parts("complaints/_similar.html", like=like, live=True)


@area.get("/mirip/<case:code>", allow=FARMER)
def shared(code: str):
    """Another farmer's case without the farmer."""
    return page("complaints/shared.html", seen=queries.shared_case(actor(), code))


@area.post("/mirip/<case:code>/<any('ikuti', 'lepas'):slug>", allow=FARMER)
def follow(code: str, slug: str):
    carry_out(FOLLOWING[slug], actor(), code, to=".shared")
    return stay(lambda: {"seen": queries.shared_case(actor(), code)}, "complaints/_follow.html")


@area.get("/<case:code>", allow=FARMER)
def show(code: str):
    return page("complaints/show.html", **_seen(code))


@area.post("/<case:code>/foto", allow=FARMER)
def add_photos(code: str):
    form = PhotosForm()
    if form.carry_out(actions.add_photos, actor(), code, to=".show") is None:
        context = _seen(code) | {"photos_form": form}
        return again("complaints/show.html", "complaints/_photos_form.html", **context)
    return go()


@area.get("/<case:code>/foto/<int:number>", allow=FARMER | HANDLERS)
def photo(code: str, number: int):
    """One photo, for those who may see its case; ?besar for the one experts look into."""
    row = queries.photo(actor(), code, number)
    return serve(row.large if "besar" in request.args else row.small, f"{code}-{number}")


@area.get("/<case:code>/suara", allow=FARMER | HANDLERS)
def voice(code: str):
    """The farmer's voice note, for those who may see its case."""
    return serve_voice(queries.voice(actor(), code), code)


@area.get("/<case:code>/cetak", allow=FARMER)
def paper(code: str):
    """The answer on half a sheet, for the shed or a neighbour without a phone."""
    return page("complaints/paper.html", seen=queries.case_page(actor(), code))


@area.get("/<case:code>/saran/<int:attempt>/suara", allow=FARMER | HANDLERS)
def answer_voice(code: str, attempt: int):
    """The answer said aloud, for those who may see the case."""
    return serve_voice(queries.answer_voice(actor(), code, attempt), f"{code}-saran-{attempt}")


@area.post("/<case:code>/balas", allow=FARMER)
def reply(code: str):
    form = ReplyForm()
    if form.carry_out(actions.reply, actor(), code, to=".show") is None:
        seen = _seen(code)
        form.ask(tells_more=seen["seen"].tells_more)
        return again("complaints/show.html", "complaints/_reply_form.html", **seen | {"form": form})
    return go()


@area.post("/<case:code>/<any('sembuh', 'membaik', 'belum-sembuh'):slug>", allow=FARMER)
def report(code: str, slug: str):
    """News of the plants. What is over needs no new page; what goes on shows whom it went to."""
    carry_out(actions.report, actor(), code, verb=REPORTS[slug], to=".show")
    if slug == "belum-sembuh":
        return go()
    return stay(
        lambda: _seen(code), "complaints/_outcome.html", "complaints/_state.html", "complaints/_journey.html"
    )


@area.post("/<case:code>/semprot/<int:attempt>/<any('hari-ini', 'batal'):slug>", allow=FARMER)
def spray(code: str, attempt: int, slug: str):
    """The farmer sprayed today, or pressed by mistake: the days to wait are counted anew."""
    carry_out(SPRAYING[slug], actor(), code, attempt=attempt, to=".show")
    return stay(lambda: _sprayed(code, attempt), "complaints/_spray.html")


@area.post("/<case:code>/layanan", allow=FARMER)
def rate(code: str):
    """What the farmer says of the service."""
    form = ServiceForm()
    if form.carry_out(actions.rate_service, actor(), code, to=".show") is None:
        return again(
            "complaints/show.html", "complaints/_service.html", **_seen(code) | {"service_form": form}
        )
    return stay(lambda: _seen(code), "complaints/_service.html")


@area.post("/<case:code>/buka-lagi", allow=FARMER)
def reopen(code: str):
    carry_out(actions.reopen, actor(), code, to=".show")
    return go()


@area.get("/cek", allow=ANYONE)
def ask_status():
    return page("complaints/check.html", form=CheckForm(), found=None)


@area.post("/cek", allow=ANYONE, once=False)
def status():
    """State and dates by code and the end of the phone number; nothing else is said."""
    form = CheckForm()
    address = request.remote_addr or "-"
    if attempts.count("case_check", address, WINDOW) >= TRIES:
        return errors.show(429)
    found = None
    if form.validate():
        number = form.code.data.strip().upper().removeprefix("K").lstrip("0")
        found = queries.public_status(f"K{number}", form.digits.data.strip())
        if found is None:
            attempts.note("case_check", address)
            form.refuse(say("Nomor keluhan dan nomor HP tidak cocok. Periksa lagi."))
    return page("complaints/check.html", 200 if found else 422, form=form, found=found)


def _whole(form: ReportForm):
    return page("complaints/new.html", form=form, live=True, like=None)


def _step(form: ReportForm, shown: steps.Step, status: int = 200):
    like = _like(form) if shown is steps.LAST else None
    context = {"step": shown, "steps": steps.STEPS, "carried": steps.carried(form, shown)}
    context |= {"summary": steps.summary(form), "like": like, "live": False}
    return page("complaints/step.html", status, form=form, **context)


def _like(form: ReportForm):
    body, village = form.body.data or "", form.village_code.data or ""
    return queries.likeness(
        actor(), commodity=form.commodity.data or "", part=form.part.data or "", body=body, village=village
    )


def _seen(code: str) -> dict:
    seen = queries.case_page(actor(), code)
    form = ReplyForm(formdata=None).ask(tells_more=seen.tells_more)
    return {
        "seen": seen,
        "form": form,
        "photos_form": PhotosForm(formdata=None),
        "service_form": ServiceForm(formdata=None),
    }


def _sprayed(code: str, attempt: int) -> dict:
    seen = queries.case_page(actor(), code)
    return {"seen": seen, "answer": next(each for each in seen.answers if each.attempt == attempt)}
