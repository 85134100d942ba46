"""One case on the desk, and every step but the answer and the visit."""

from flask import Response, request

from domain.complaints import actions, queries
from domain.people.phones import national
from domain.region.rows import ReasonKind
from domain.sentences import say
from domain.weather import queries as forecasts
from web.access import COORDINATOR, EXPERT, HANDLERS, OFFICER
from web.carry import carry_out
from web.hx import again, go, page, parts, stay, wants_fragment
from web.login import actor

from .area import ADVISERS, above, area
from .forms import (
    CLOSE_PHOTO,
    HandToForm,
    MergeForm,
    NoteForm,
    QuestionForm,
    ReasonForm,
    ReplyForm,
    ResultForm,
    SampleForm,
    ToOfficerForm,
)

KINDS = {"teruskan": ReasonKind.HAND_UP, "tolak": ReasonKind.COMPLAINT_DECLINE}
ACTIONS = {"teruskan": actions.hand_up, "tolak": actions.decline}
TITLES = {"teruskan": say("Teruskan keluhan"), "tolak": say("Bukan urusan kami")}
CHANGED = ("inbox/_steps.html", "inbox/_state.html", "inbox/_said.html", "inbox/_journey.html")
STEPS = {
    "ambil": actions.claim,
    "lepaskan": actions.release,
    "utamakan": actions.prioritise,
    "pisahkan": actions.unmerge,
}
LAB = {
    "rujuk": (SampleForm, actions.refer, say("Rujuk ke laboratorium")),
    "catat-hasil-lab": (ResultForm, actions.note_result, say("Catat hasil lab")),
}
NEWS = {"sembuh": "report_cured", "membaik": "report_improving", "belum-sembuh": "report_unchanged"}


@area.get("/<case:code>", allow=HANDLERS)
def show(code: str):
    """The case; a wide screen fetches the list it came from and shows it beside."""
    return page("inbox/show.html", form=NoteForm(formdata=None), **_whole(code))


@area.get("/<case:code>/samping", allow=HANDLERS)
def beside(code: str):
    """The list a case came from. Only a wide screen asks for it: it would be a fifth of a phone's page."""
    return parts("inbox/_beside.html", code=code, rows=queries.beside(actor()))


@area.get("/<case:code>/sekitar", allow=HANDLERS)
def around(code: str):
    """Like cases, cases nearby, the farmer's others and the weather: fetched when the reader comes to them."""
    seen = queries.surroundings(actor(), code)
    context = {"seen": seen, "weather": forecasts.of_village(seen.village_code)}
    return (
        parts("inbox/_around.html", **context) if wants_fragment() else page("inbox/around.html", **context)
    )


@area.post("/<case:code>/buka", allow=HANDLERS, once=False)
def mark(code: str):
    """Sent by the page itself where script runs: a colleague then sees that the case is open here."""
    carry_out(actions.mark_open, actor(), code, to=".show")
    others = queries.opened_by(actor(), [queries.id_of(code)])
    if not others:
        return Response(status=204)  # nobody else: nothing to show
    return parts("inbox/_open.html", code=code, who=next(iter(others.values())))


@area.post("/<case:code>/<any('ambil', 'lepaskan', 'utamakan', 'pisahkan'):slug>", allow=HANDLERS)
def step(code: str, slug: str):
    carry_out(STEPS[slug], actor(), code, to=".show")
    return go()


@area.post("/<case:code>/kabar/<any('sembuh', 'membaik', 'belum-sembuh'):slug>", allow=OFFICER)
def news(code: str, slug: str):
    """What the farmer said of the plants, at the fence or on the phone."""
    carry_out(actions.report, actor(), code, verb=NEWS[slug], to=".show")
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


@area.post("/<case:code>/catatan", allow=HANDLERS)
def add_note(code: str):
    form = NoteForm()
    if form.carry_out(actions.add_note, actor(), code, to=".show") is None:
        return again("inbox/show.html", "inbox/_note_form.html", form=form, **_whole(code))
    return go()


@area.get("/<case:code>/tanya", allow=ADVISERS)
def ask(code: str):
    context = above(code)
    return page("inbox/ask.html", form=QuestionForm().offer(actor(), context["seen"].commodity), **context)


@area.post("/<case:code>/tanya", allow=ADVISERS)
def send_question(code: str):
    context = above(code)
    form = QuestionForm().offer(actor(), context["seen"].commodity)
    if form.carry_out(actions.ask, actor(), code, to=".show") is None:
        return again("inbox/ask.html", "inbox/_ask_form.html", form=form, **context)
    if request.form.get("ready") == CLOSE_PHOTO:  # asked from the case itself: only what changed there
        return stay(lambda: _whole(code), *CHANGED)
    return go()


@area.get("/<case:code>/balas", allow=OFFICER)
def take_reply(code: str):
    return page("inbox/reply.html", form=ReplyForm(), **above(code))


@area.post("/<case:code>/balas", allow=OFFICER)
def reply(code: str):
    """The farmer's answer, told on the phone or at the fence."""
    form = ReplyForm()
    if form.carry_out(actions.reply, actor(), code, to=".show") is None:
        return again("inbox/reply.html", "inbox/_reply_form.html", form=form, **above(code))
    return go()


@area.get("/<case:code>/<any('teruskan', 'tolak'):slug>", allow=HANDLERS)
def give_reason(code: str, slug: str):
    form = ReasonForm().offer(KINDS[slug])
    return page("inbox/reason.html", form=form, slug=slug, title=TITLES[slug], **above(code))


@area.post("/<case:code>/<any('teruskan', 'tolak'):slug>", allow=HANDLERS)
def move(code: str, slug: str):
    form = ReasonForm().offer(KINDS[slug])
    if form.carry_out(ACTIONS[slug], actor(), code, to=".show") is None:
        context = above(code) | {"form": form, "slug": slug, "title": TITLES[slug]}
        return again("inbox/reason.html", "inbox/_reason_form.html", **context)
    return go()


@area.get("/<case:code>/kembalikan", allow=EXPERT | COORDINATOR)
def give_back(code: str):
    return page("inbox/back.html", form=ToOfficerForm(), **above(code))


@area.post("/<case:code>/kembalikan", allow=EXPERT | COORDINATOR)
def hand_back(code: str):
    form = ToOfficerForm()
    if form.carry_out(actions.hand_back, actor(), code, to=".show") is None:
        return again("inbox/back.html", "inbox/_back_form.html", form=form, **above(code))
    return go()


@area.get("/<case:code>/<any('rujuk', 'catat-hasil-lab'):slug>", allow=EXPERT)
def tell_lab(code: str, slug: str):
    return page("inbox/lab.html", form=LAB[slug][0](), slug=slug, title=LAB[slug][2], **above(code))


@area.post("/<case:code>/<any('rujuk', 'catat-hasil-lab'):slug>", allow=EXPERT)
def keep_lab(code: str, slug: str):
    ask_for, action, title = LAB[slug]
    form = ask_for()
    if form.carry_out(action, actor(), code, to=".show") is None:
        return again(
            "inbox/lab.html", "inbox/_lab_form.html", form=form, slug=slug, title=title, **above(code)
        )
    return go()


@area.get("/<case:code>/serahkan", allow=COORDINATOR)
def choose(code: str):
    return page("inbox/hand_to.html", form=_receivers(code), **above(code))


@area.post("/<case:code>/serahkan", allow=COORDINATOR)
def hand_to(code: str):
    form = _receivers(code)
    if form.carry_out(actions.hand_to, actor(), code, to=".show") is None:
        return again("inbox/hand_to.html", "inbox/_hand_to_form.html", form=form, **above(code))
    return go()


@area.get("/<case:code>/gabungkan", allow=HANDLERS)
def choose_target(code: str):
    return page("inbox/merge.html", form=_targets(code), **above(code))


@area.post("/<case:code>/gabungkan", allow=HANDLERS)
def merge(code: str):
    form = _targets(code)
    if form.carry_out(actions.merge, actor(), code, to=".show") is None:
        return again("inbox/merge.html", "inbox/_merge_form.html", form=form, **above(code))
    return go()


def _receivers(code: str) -> HandToForm:
    form = HandToForm()
    form.person_id.choices = [(each.person_id, each.name) for each in queries.receivers(actor(), code)]
    return form


def _targets(code: str) -> MergeForm:
    return MergeForm().offer(queries.merge_targets(actor(), code))


def _whole(code: str) -> dict:
    return {"seen": queries.desk_page(actor(), code)}
