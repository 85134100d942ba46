"""Pages for everybody: home, health, and in development the sheet of components."""

from flask import Response

from domain import journal
from web.access import ANYONE, Area
from web.hx import page

area = Area("pages", __name__)


@area.get("/", allow=ANYONE)
def home():
    return page("pages/home.html")


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
    return Response(f"siap, jurnal {seq}\n", mimetype="text/plain")
