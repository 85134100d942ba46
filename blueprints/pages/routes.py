"""Pages for everybody: home, health, and in development the sheet of components."""

import time

from flask import Response, current_app

from domain import clock, journal
from domain.catalogue import health as goods
from domain.catalogue import waiting
from domain.complaints import queries as complaints
from domain.demand import queries as demand
from domain.knowledge import queries as library
from domain.knowledge.rules import EntryKind
from domain.moderation import queries as moderation
from domain.outbreaks import queries as outbreaks
from domain.papers import queries as papers
from domain.people.rules import HANDLERS, OFFICE_HATS, VENDOR_HATS, Actor, Role
from domain.people.vendors import reminding
from domain.purchases import lists as purchases
from domain.purchases import queries as orders
from domain.purchases.quotes import queries as quotes
from domain.sentences import say
from domain.weather import queries as forecasts
from web.access import ANYONE, Area
from web.hx import page
from web.login import actor, me
from web.tips import tips_for

area = Area("pages", __name__)


def _farmer(who: Actor) -> complaints.FarmerHome:
    signed_in = me()
    assert signed_in  # a farmer's hat is worn by somebody
    return complaints.farmer_home(who, name=signed_in.name, village_code=signed_in.village_code)


HOMES = {
    Role.FARMER: ("pages/farmer_home.html", _farmer),
    **dict.fromkeys(HANDLERS, ("inbox/index.html", complaints.inbox)),
    **dict.fromkeys(OFFICE_HATS, ("pages/office_home.html", purchases.home)),
    **dict.fromkeys(VENDOR_HATS, ("pages/vendor_home.html", purchases.home)),
    Role.ADMIN: ("pages/admin_home.html", moderation.desk),
}


@area.get("/", allow=ANYONE)
def home():
    """Each hat's own first page; everybody else's is the public one."""
    template, fetch = HOMES.get(actor().hat, ("pages/home.html", None))
    if fetch is None:
        return page(template)
    more = MORE.get(actor().hat, dict)()
    return page(template, seen=fetch(actor()), notices=outbreaks.shown_to(actor()), **more)


def _around() -> dict:
    """What a farmer's village should know today."""
    signed_in = me()
    village = signed_in.village_code if signed_in else None
    news = library.newest([EntryKind.NEWS], village=village or "", limit=2)
    tips = tips_for(complaints.crops_of(actor()))
    if tips:  # one a day, in turn
        tips = [tips[clock.today().day % len(tips)]]
    return {"news": news, "weather": forecasts.of_village(village), "tips": tips}


def _shop() -> dict:
    """A vendor's standing, offers it is asked for, its papers that end, its shelves that run low, hints about its goods."""
    return {
        "shop": reminding.shop(actor()),
        "low": waiting.running_low(actor()),
        "hints": goods.hints(actor()),
        "waiting_here": demand.waiting(actor()),
        "asked_here": quotes.waiting(actor()),
    }


def _disputes() -> dict:
    """Orders in which somebody asked for a mediator."""
    return {"disputes": orders.count_waiting(actor())}


MORE = {Role.FARMER: _around, Role.ADMIN: _disputes, **dict.fromkeys(VENDOR_HATS, _shop)}


@area.get("/healthz", allow=ANYONE)
def health():
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@area.get("/readyz", allow=ANYONE)
def ready():
    """The database answers too."""
    seq = journal.newest()
    if seq is None:
        return Response("basis data tidak menjawab\n", 503, mimetype="text/plain")
    stuck = papers.in_trouble()
    return Response(f"siap, jurnal {seq}, pekerjaan {_job_age()}, PDF gagal {stuck}\n", mimetype="text/plain")


def _job_age() -> str:
    """How long ago the jobs last gave a sign, in whole seconds."""
    mark = current_app.config["SETTINGS"].data / "jobs.beat"
    return (
        say("{time} detik lalu", time=int(time.time() - mark.stat().st_mtime))
        if mark.exists()
        else say("belum jalan")
    )
