"""The stylesheet and script built at set-up: inlined on a first visit, linked after it."""

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from wsgiref.headers import Headers

from flask import Flask, has_request_context, request
from whitenoise import WhiteNoise

from web.language import SOURCE, language

BUILD = Path(__file__).resolve().parent.parent / "static" / "build"
SEEN_COOKIE = "css"
A_YEAR = 31_536_000
HOUR = 3600
CLASSES = re.compile(r' class="([^"]+)"')


class Assets(NamedTuple):
    """Names of the built files, and the style that is inlined with its hash for the content policy.

    `late` are the classes whose rules are not inlined; `drawings` holds every icon and picture, for pages after the first.
    """

    css: str
    inline: str
    inline_hash: str
    late: list[str]
    script: str
    drawings: str
    report: str
    draw: str
    desk: str
    alerts: str
    progress: str
    worker: str
    alone: str


class Styles(NamedTuple):
    """How this page gets its style: `inline` text, or None when linked by `href`; `drawings` beside it."""

    inline: str | None
    href: str
    drawings: str


class NotBuilt(Exception):
    """The assets were not built. The message says how."""


@cache
def _assets(code: str) -> Assets:
    manifest = BUILD / "manifest.json"
    if not manifest.exists():
        raise NotBuilt("static/build is empty. Run ./run.sh, or: python -m ops.assets build")
    names = json.loads(manifest.read_text())
    names |= names["languages"].get(code, {})
    kept = "css inline inline_hash late js svg report draw desk alerts progress sw alone".split()
    return Assets(*(names[name] for name in kept))


def assets() -> Assets:
    """The built files, scripts in the language of this answer."""
    return _assets(language() if has_request_context() else SOURCE)


def styles() -> Styles:
    """Inline for a phone that has not fetched this version yet (one round trip less), else linked."""
    inline = None if stylesheet_seen() else assets().inline
    return Styles(inline, built_href(assets().css), built_href(assets().drawings))


def needs_whole_sheet(markup: str) -> bool:
    """Whether a first page uses a class whose rules it does not carry, so that it must wait for the sheet."""
    used = {name for names in set(CLASSES.findall(markup)) for name in names.split()}
    return not used.isdisjoint(assets().late)


def stylesheet_seen() -> bool:
    """Whether this phone holds the stylesheet (and with it the drawings) of this version."""
    return request.cookies.get(SEEN_COOKIE) == assets().css


def built_href(name: str) -> str:
    """The address of a built file."""
    return f"{request.script_root}/static/build/{name}"


def script_href() -> str:
    return built_href(assets().script)


def report_script_href() -> str:
    """The script of the report form only: recorder and place."""
    return built_href(assets().report)


def alone_script_href() -> str:
    """The one script of a report form that is the first page of a phone: all it needs, without htmx."""
    return built_href(assets().alone)


def draw_script_href() -> str:
    """The script of the page for an answer only: circles on a photo."""
    return built_href(assets().draw)


def desk_script_href() -> str:
    """The script of the desk only: its keys."""
    return built_href(assets().desk)


def alerts_script_href() -> str:
    """The script of the page of choices only: asks the browser to be told on its screen."""
    return built_href(assets().alerts)


def progress_script_href() -> str:
    """The script of pages that fill by themselves only: they ask for nothing while hidden."""
    return built_href(assets().progress)


def worker_script() -> str:
    """The text of the service worker, which must come from the root of the site."""
    return (BUILD / assets().worker).read_text(encoding="utf-8")


def init_app(app: Flask) -> None:
    """Serve static files beside Flask: compressed at build, immutable, few headers."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(BUILD.parent),
        prefix="static/",
        max_age=HOUR,
        immutable_file_test=lambda _path, url: "/build/" in url,
        add_headers_function=_mark_seen,
        allow_all_origins=False,
    )


def _mark_seen(headers: Headers, _path: str, url: str) -> None:
    """The stylesheet's own answer tells the next page that it need not be inlined."""
    if BUILD.joinpath("manifest.json").exists() and url.endswith(assets().css):
        headers["Set-Cookie"] = (
            f"{SEEN_COOKIE}={assets().css}; Max-Age={A_YEAR}; Path=/; HttpOnly; SameSite=Lax"
        )
