"""Without signal: the worker behind the pages, what a phone asks before it sends, and the app's card."""

import hashlib

from flask import Response, jsonify, request

from domain import once, region
from domain.errors import NotVisible
from web import dictionary
from web.access import ANYONE, Area
from web.assets import worker_script
from web.carry import scope_of
from web.csrf import token
from web.hx import page
from web.login import actor
from web.offline import owner

area = Area("offline", __name__)
PAPER = "#f3f7f3"  # behind the app while it starts; the ground of the light pages in app.css
ICONS = (("icon.svg", "any"), ("icon-192.png", "192x192"), ("icon-512.png", "512x512"))


@area.get("/sw.js", allow=ANYONE)
def worker():
    """The service worker. It stands at the root because it may only answer for what is below it."""
    text = worker_script()
    answer = Response(text, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    answer.set_etag(hashlib.sha256(text.encode()).hexdigest()[:16], weak=True)
    return answer.make_conditional(request)


@area.get("/luring", allow=ANYONE)
def show():
    """What this phone holds: unsent reports and saved pages. Also what is seen when a page cannot be fetched."""
    return page("offline/show.html")


@area.get("/luring/tanda", allow=ANYONE)
def ask():
    """Before a phone sends what waited: who is signed in, a fresh token, and the receipt if the key came before."""
    answer = jsonify(me=owner(), token=token())
    key = request.args.get("kunci", "")[:64]
    code = once.receipt_of(scope_of(actor()), key) if owner() else None
    if code:
        answer.headers["Lumbung-Receipt"] = f"{key} {code}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@area.get("/kamus/<name>", allow=ANYONE)
def known_words(name: str):
    """What repeat pages are told as differences from; a browser that knows how fetches it when it has time."""
    ours = dictionary.current()
    if ours is None or ours.name != name:
        raise NotVisible
    packed = "br" in request.accept_encodings
    answer = Response(ours.packed if packed else ours.content, mimetype="application/octet-stream")
    if packed:
        answer.headers["Content-Encoding"] = "br"
    answer.headers["Use-As-Dictionary"] = 'match="/*"'
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    answer.headers["Vary"] = "Accept-Encoding"
    return answer


@area.get("/app.webmanifest", allow=ANYONE)
def manifest():
    """The app's card for the home screen, in the city's words."""
    names = region.current().names
    answer = jsonify(
        id="/",
        name=f"{names.city}: {names.tagline}",
        short_name=names.city,
        lang="id",
        start_url="/",
        scope="/",
        display="standalone",
        background_color=PAPER,
        theme_color=PAPER,
        icons=[{"src": f"/static/{name}", "sizes": sizes, "purpose": "any"} for name, sizes in ICONS],
    )
    answer.mimetype = "application/manifest+json"
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer
