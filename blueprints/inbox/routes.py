"""The desk: what waits by time left, one case, and everything that may be done with it."""

from flask import request

from domain.complaints import actions, queries
from domain.people.phones import national
from domain.region.rows import ReasonKind
from web.access import COORDINATOR, EXPERT, HANDLERS, OFFICER, Area
from web.carry import carry_out
from web.hx import again, go, page, parts, wants_fragment
from web.login import actor
from web.paging import after, page_of

from .forms import AdviceForm, HandToForm, NoteForm, QuestionForm, ReasonForm

area = Area("inbox", __name__, url_prefix="/kotak")
ADVISERS = OFFICER | EXPERT
KINDS = {"teruskan": ReasonKind.HAND_UP, "tolak": ReasonKind.COMPLAINT_DECLINE}
ACTIONS = {"teruskan": actions.hand_up, "tolak": actions.decline}
TITLES = {"teruskan": "Teruskan keluhan", "tolak": "Bukan urusan kami"}


@area.get("/", allow=HANDLERS)
def index():
    cursor = request.args.get("sesudah", "")
    seen = queries.inbox(actor(), tab=request.args.get("bagian", ""), after=cursor)
    if cursor and wants_fragment():
        return parts("inbox/_rows.html", seen=seen)
    return page("inbox/index.html", seen=seen)


@area.get("/dijawab", allow=HANDLERS)
def answered():
    found = page_of(queries.answered(actor(), after=after()), queries.PAGE, key="answer_id")
    return page("inbox/answered.html", found=found)


@area.get("/<case:code>", allow=HANDLERS)
def show(code: str):
    """The case; on wide screens beside the list it came from."""
    return page("inbox/show.html", desk=queries.inbox(actor()), **_seen(code))


@area.post("/<case:code>/ambil", allow=ADVISERS)
def claim(code: str):
    carry_out(actions.claim, actor(), code, to=".show")
    return go()


@area.post("/<case:code>/nomor", allow=HANDLERS)
def show_phone(code: str):
    """The farmer's number, after the journal has noted who looked."""
    carry_out(actions.read_phone, actor(), code, to=".show")
    phone = queries.phone_of(actor(), code)
    return page("inbox/phone.html", code=code, phone=phone and national(phone), dial=phone)


@area.post("/<case:code>/lokasi", allow=HANDLERS)
def show_place(code: str):
    """Where the plot is, after the journal has noted who looked."""
    carry_out(actions.read_place, actor(), code, to=".show")
    return page("inbox/place.html", code=code, place=queries.place_of(actor(), code))


@area.get("/<case:code>/tanya", allow=ADVISERS)
def ask(code: str):
    return page("inbox/ask.html", form=QuestionForm(), **_seen(code))


@area.post("/<case:code>/tanya", allow=ADVISERS)
def send_question(code: str):
    form = QuestionForm()
    if form.carry_out(actions.ask, actor(), code, to=".show") is None:
        return again("inbox/ask.html", "inbox/_ask_form.html", form=form, **_seen(code))
    return go()


@area.get("/<case:code>/<any('teruskan', 'tolak'):slug>", allow=HANDLERS)
def give_reason(code: str, slug: str):
    form = ReasonForm().offer(KINDS[slug])
    return page("inbox/reason.html", form=form, slug=slug, title=TITLES[slug], **_seen(code))


@area.post("/<case:code>/<any('teruskan', 'tolak'):slug>", allow=HANDLERS)
def move(code: str, slug: str):
    form = ReasonForm().offer(KINDS[slug])
    if form.carry_out(ACTIONS[slug], actor(), code, to=".show") is None:
        context = _seen(code) | {"form": form, "slug": slug, "title": TITLES[slug]}
        return again("inbox/reason.html", "inbox/_reason_form.html", **context)
    return go()


@area.get("/<case:code>/kembalikan", allow=EXPERT | COORDINATOR)
def give_back(code: str):
    return page("inbox/back.html", form=NoteForm(), **_seen(code))


@area.post("/<case:code>/kembalikan", allow=EXPERT | COORDINATOR)
def hand_back(code: str):
    form = NoteForm()
    if form.carry_out(actions.hand_back, actor(), code, to=".show") is None:
        return again("inbox/back.html", "inbox/_back_form.html", form=form, **_seen(code))
    return go()


@area.get("/<case:code>/serahkan", allow=COORDINATOR)
def choose(code: str):
    context = _seen(code)
    return page("inbox/hand_to.html", form=_receivers(context["seen"]), **context)


@area.post("/<case:code>/serahkan", allow=COORDINATOR)
def hand_to(code: str):
    context = _seen(code)
    form = _receivers(context["seen"])
    if form.carry_out(actions.hand_to, actor(), code, to=".show") is None:
        return again("inbox/hand_to.html", "inbox/_hand_to_form.html", form=form, **context)
    return go()


@area.get("/<case:code>/saran", allow=ADVISERS)
def advise(code: str):
    context = _seen(code)
    return page("inbox/advice.html", form=_advice_form(context["seen"]), **context)


@area.post("/<case:code>/saran", allow=ADVISERS)
def answer(code: str):
    context = _seen(code)
    form = _advice_form(context["seen"])
    if form.carry_out(actions.answer, actor(), code, to=".show") is None:
        return again("inbox/advice.html", "inbox/_advice_form.html", form=form, **context)
    return go()


def _advice_form(seen) -> AdviceForm:
    return AdviceForm().offer(seen.commodity, seen.village_code)


def _receivers(seen) -> HandToForm:
    form = HandToForm()
    form.person_id.choices = [(each.person_id, each.name) for each in seen.receivers]
    return form


def _seen(code: str) -> dict:
    return {"seen": queries.desk_page(actor(), code), "may_spray": actor().hat in EXPERT.roles}
