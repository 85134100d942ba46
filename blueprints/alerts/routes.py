"""Kabar: what happened that concerns somebody, how they want to hear of it, and what could not be delivered."""

from flask import Response, abort, request

from domain.alerts import actions, delivering, queries
from domain.alerts.states import CHANNEL_WORDS, Channel
from domain.alerts.topics import ASKED_FOR, topics_for, words_for
from domain.people.queries import roles_of
from services import push
from services.outgoing import NotAllowed
from web import channels
from web.access import ADMIN, MEMBERS, SIGNED_IN, Area
from web.alert_places import path_of
from web.carry import carry_out
from web.hx import again, go, go_to, page
from web.login import actor, me
from web.paging import Page, after, page_of

from .forms import AddressForm, ConfirmForm, PhoneForm

area = Area("alerts", __name__, url_prefix="/kabar")
HOW = (".choose", {})


@area.get("/", allow=SIGNED_IN)
def index():
    rows, cursor = queries.page_of(actor(), after=request.args.get("sesudah", ""))
    return page("alerts/index.html", found=Page(rows, cursor), unread=me().unread)


@area.get("/jumlah", allow=SIGNED_IN)
def count():
    """How many are unread; 204 while it is the number the page shows already."""
    unread = me().unread
    if request.args.get("n", -1, type=int) == unread:
        return Response(status=204)
    return Response(str(unread), mimetype="text/plain")


@area.post("/buka", allow=MEMBERS)
def open_one():
    """Mark one as read, and on to what it is about."""
    seen = queries.get(actor(), request.form.get("alert", 0, type=int))
    carry_out(actions.mark_read, actor(), seen.id, to=(".index", {}))
    return go_to(path_of(seen.place, seen.subject, seen.role))


@area.post("/dibaca", allow=MEMBERS)
def read_all():
    carry_out(actions.mark_all_read, actor(), to=(".index", {}))
    return go()


@area.post("/hapus", allow=MEMBERS)
def clear():
    carry_out(actions.clear, actor(), to=(".index", {}))
    return go()


@area.get("/cara", allow=MEMBERS)
def choose():
    return page(
        "alerts/choose.html", **_ways(), address_form=AddressForm(formdata=None), code_form=ConfirmForm()
    )


@area.post("/cara", allow=MEMBERS)
def switch():
    """One button a channel: its name, and whether it is wanted from now on."""
    channel, _sign, said = request.form.get("switch", "").partition(":")
    if channel not in channels.offered():
        abort(404)
    carry_out(actions.switch, actor(), channel=channel, wanted=said == "on", to=HOW)
    return go()


@area.post("/tentang", allow=MEMBERS)
def choose_topic():
    """One button a topic: its name, and whether it is wanted outside the page from now on."""
    topic, _sign, said = request.form.get("topic", "").partition(":")
    if topic not in topics_for(actor().hat) or said not in ("on", "off"):
        abort(404)
    carry_out(actions.choose_topic, actor(), topic=topic, wanted=said == "on", to=HOW)
    return go()


@area.post("/surel", allow=MEMBERS)
def give_address():
    form = AddressForm()
    if Channel.EMAIL not in channels.offered():
        abort(404)
    if form.carry_out(actions.give_address, actor(), to=HOW) is None:
        return again("alerts/choose.html", "alerts/_address_form.html", address_form=form, code_form=ConfirmForm(formdata=None), **_ways())  # fmt: skip
    return go()


@area.post("/surel/kode", allow=MEMBERS)
def confirm_address():
    form = ConfirmForm()
    if form.carry_out(actions.confirm_address, actor(), to=HOW) is None:
        return again("alerts/choose.html", "alerts/_code_form.html", code_form=form, address_form=AddressForm(formdata=None), **_ways())  # fmt: skip
    return go()


@area.post("/surel/hapus", allow=MEMBERS)
def drop_address():
    carry_out(actions.drop_address, actor(), to=HOW)
    return go()


@area.post("/hp", allow=MEMBERS)
def add_phone():
    """The script of the page sends what the browser gave: an address at a known push service, and two keys."""
    form = PhoneForm()
    if Channel.PUSH not in channels.offered() or not queries.may_ask(actor()):
        abort(404)
    if not form.validate() or not _is_a_phone(form):
        abort(422)
    form.carry_out(actions.add_phone, actor(), me().sign_in, to=HOW)
    return go()


@area.post("/hp/hapus", allow=MEMBERS)
def drop_phone():
    carry_out(actions.drop_phone, actor(), request.form.get("phone", 0, type=int), to=HOW)
    return go()


@area.get("/gagal", allow=ADMIN)
def failed():
    """What was given up, and how the channels stand."""
    found = page_of(delivering.dead(actor(), after=after()), delivering.PAGE)
    return page(
        "alerts/failed.html", found=found, counted=delivering.counts(actor()), words=CHANNEL_WORDS,
        offered=channels.offered(),
    )  # fmt: skip


@area.post("/gagal", allow=ADMIN)
def try_again():
    """One that was given up (`delivery`), or all of a channel (`channel`)."""
    channel = request.form.get("channel", "")
    delivery = request.form.get("delivery", 0, type=int)
    if not delivery and channel not in set(Channel):
        abort(404)
    carry_out(delivering.try_again, actor(), channel=channel, delivery_id=delivery, to=(".failed", {}))
    return go()


def _is_a_phone(form: PhoneForm) -> bool:
    try:
        channels.push_outgoing().check(form.endpoint.data)
        push.check_phone(form.public_key.data, form.auth.data)
    except (NotAllowed, ValueError):
        return False
    return True


def _ways() -> dict:
    """What the page of choices shows: the channels there are, and how each stands."""
    offered = channels.offered()
    has_push = Channel.PUSH in offered
    roles = roles_of(actor().person_id)  # chosen once for a person, whatever hat they wear now
    return {
        "how": queries.choices_of(actor(), me().sign_in),
        "offered": [channel for channel in Channel if channel in offered],
        "words": CHANNEL_WORDS,
        "topics": [
            (topic, *words_for(roles, topic))
            for topic in topics_for(actor().hat)
            if offered or topic in ASKED_FOR
        ],
        "push_key": channels.push_key() if has_push else "",
        "may_ask": has_push and queries.may_ask(actor()),
    }
