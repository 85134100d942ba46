"""What is the same for everybody is made once and kept for as long as nothing happened.

Every change is in the journal, so its newest number says whether anything happened: a page that is kept
is never older than the database. A reload of the region's words comes with a new process.
Switched off by KEEP_PAGES = False, which the benchmark does to tell both figures.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from functools import wraps
from threading import Lock
from typing import Any, NamedTuple, TypeVar

import brotli
from flask import Response, current_app, g, make_response, render_template, request
from markupsafe import Markup

from domain import clock, journal
from web import dictionary
from web.access import vary
from web.assets import needs_whole_sheet, styles, stylesheet_seen
from web.context import text_size
from web.hx import page, wants_fragment
from web.language import language
from web.login import me
from web.saving import saves_data

MOST_KEPT = 300
COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
Thing = TypeVar("Thing")


class Moment(NamedTuple):
    """The journal's newest number, and the day: what is in force today may not be tomorrow."""

    seq: int
    day: date


class Shelf:
    """The things asked for last, each with the moment it was made at."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Moment, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, now: Moment) -> Any:
        with self._lock:
            made, thing = self._kept.get(key, (None, None))
            if made != now:
                return None
            self._kept.move_to_end(key)
            return thing

    def put(self, key: Hashable, now: Moment, thing: Any) -> None:
        with self._lock:
            self._kept[key] = (now, thing)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


def shared(key: Hashable, make: Callable[[], Thing]) -> Thing:
    """What `make` gives, or gave since the last entry of the journal. Only for what is nobody's own."""
    if not current_app.config.get("KEEP_PAGES", True):
        return make()
    key = (key, language())
    now, shelf = _now(), _shelf()
    thing = shelf.get(key, now)
    if thing is None:
        thing = make()
        shelf.put(key, now, thing)
    return thing


def page_kept(
    template: str, seen_by: Hashable, make: Callable[[], dict[str, Any]], **context: Any
) -> Response:
    """A page whose middle is alike for all with the same `seen_by`; only what is around it is made anew.

    `context` is what the title needs, `make` gives the rest, asked for only when the middle is not there yet.
    """

    def made() -> tuple[Markup, bool]:
        markup = Markup(render_template(template, layout="layouts/middle.html", **context, **make()))
        return markup, needs_whole_sheet(markup)

    key = ("middle", template, seen_by, stylesheet_seen(), saves_data())
    middle, whole = shared(key, made)
    return page(template, kept_middle=middle, whole_sheet=whole, **context)


def kept(view: Callable[..., Any]) -> Callable[..., Any]:
    """A public view whose page is kept, compressed, for visitors who are not signed in."""

    @wraps(view)
    def answered(**args: Any) -> Response:
        encoding, compress = _compressor()
        if me() is not None or encoding is None or not current_app.config.get("KEEP_PAGES", True):
            return make_response(view(**args))
        key = (
            request.full_path,
            encoding,
            wants_fragment(),
            styles().inline is None,
            text_size(),
            language(),
            saves_data(),
        )
        now, shelf = _now(), _shelf()
        body = shelf.get(key, now)
        if body is None:
            answer = make_response(view(**args))
            if answer.status_code != 200:
                return answer
            body = compress(answer.get_data())
            shelf.put(key, now, body)
        return _compressed(body, encoding)

    return answered


def _compressor() -> tuple[str | None, Callable[[bytes], bytes]]:
    """The best coding this browser takes, None when it takes none of ours, and what brings a body into it."""
    ours = dictionary.offered()
    if ours is not None:
        return dictionary.CODING, ours.squeeze
    name = next((name for name in COMPRESSORS if name in request.accept_encodings), None)
    return name, COMPRESSORS.get(name or "", bytes)


def _compressed(body: bytes, encoding: str) -> Response:
    answer = Response(body, mimetype="text/html")
    answer.headers["Content-Encoding"] = encoding
    vary(answer.headers, "HX-Request")
    vary(answer.headers, "Accept-Encoding")
    return answer


def _shelf() -> Shelf:
    return current_app.extensions.setdefault("kept", Shelf())


def _now() -> Moment:
    if "moment" not in g:
        g.moment = Moment(journal.head()[0], clock.today())
    return g.moment
