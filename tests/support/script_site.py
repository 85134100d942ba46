"""A site of four pages that carries the real bundle under the real policy.

It answers well, slowly, wrongly or not at all, and remembers what arrived.
"""

import io
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, Response, request, send_from_directory
from PIL import Image
from werkzeug.serving import make_server

from ops import assets
from web.headers import POLICY

ROOT = Path(__file__).resolve().parents[2]
PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Coba</title>
<link rel="icon" href="/build/{icon}"><script src="/build/{script}" defer></script></head><body>
<nav class="nav"><a href="/" aria-current="page">Satu</a><a href="/dua">Dua</a></nav>
<div id="status" role="status"></div>{main}<footer><p id="bytes" hidden></p></footer></body></html>"""
MAIN = '<main id="main" tabindex="-1" data-here="{here}"><h1>{title}</h1>{body}</main>'
FORM = """<form id="f" method="post" action="{url}" {htmx}>{extra}<label for="body">Isi</label>
<textarea id="body" name="body"></textarea><button class="btn go" name="go" value="ya">Kirim</button></form>"""
HTMX = 'hx-post="{url}" hx-target="this" hx-swap="outerHTML" hx-sync="this:drop"'
WRONG = '<div class="note bad" tabindex="-1"><h2>Belum bisa dikirim</h2></div>'
FILES = (
    'enctype="multipart/form-data"',
    '<label class="btn file">Foto<input type="file" name="photo" accept="image/*" multiple></label>',
)

CASES = "".join(f'<li><h2><a href="/dua?{n}">Kasus {n}</a></h2></li>' for n in range(3))
DESK = (
    f'<ul class="rows">{CASES}</ul><label>Cari<input id="q"></label>'
    '<p data-keys hidden>Papan ketik <button data-off="Matikan" data-on="Nyalakan"></button></p>'
    '<script src="/build/{script}" defer></script>'
)


@dataclass
class ScriptSite:
    """`arrived` are the bodies posted so far; `photos` the (format, width, height) of uploads."""

    url: str = ""
    arrived: list[str] = field(default_factory=list)
    photos: list[tuple[str, int, int]] = field(default_factory=list)
    broken: bool = False


def form(url: str, *, htmx: bool = True, extra: str = "", files: bool = False) -> str:
    attributes = HTMX.format(url=url) if htmx else ""
    if files:
        attributes, extra = f"{attributes} {FILES[0]}", extra + FILES[1]
    return FORM.format(url=url, htmx=attributes, extra=extra)


def start() -> tuple[ScriptSite, callable]:
    """The running site, and what stops it."""
    site, app = ScriptSite(), Flask("script-site")
    made = assets.build()

    def shown(title: str, here: str, body: str) -> str:
        main = MAIN.format(here=here, title=title, body=body)
        if request.headers.get("HX-Request"):
            return f"<title>{title}</title>{main}"
        return PAGE.format(script=made["js"], icon=made["svg"], main=main)

    @app.get("/build/<name>")
    def build(name):
        return send_from_directory(ROOT / "static" / "build", name)

    @app.get("/")
    def first():
        asked = request.args
        plain = form(asked.get("form", "/slow"), htmx="plain" not in asked, files="files" in asked)
        return shown("Satu", "/", DESK.format(script=made["desk"]) if "keys" in asked else plain)

    @app.get("/dua")
    def second():
        by_itself = (
            f'<div id="part" hx-get="/build/{made["svg"]}" hx-trigger="load" hx-swap="innerHTML"></div>'
        )
        return shown("Dua", "/dua", f"<p>Sampai.</p>{by_itself}")

    @app.post("/<how>")
    def receive(how):
        site.arrived.append(request.form["body"])
        for photo in request.files.getlist("photo"):
            image = Image.open(io.BytesIO(photo.read()))
            site.photos.append((image.format, *image.size))
        return ANSWERS[how](site)

    @app.after_request
    def policy(response):
        response.headers["Content-Security-Policy"] = POLICY.format(style="")
        return response

    server = make_server("127.0.0.1", 0, app, threaded=True)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def stop():
        server.shutdown()
        thread.join()
        server.server_close()

    return site, stop


def _slow(_site):
    time.sleep(0.6)
    return '<p id="f">Terkirim</p>'


def _stale(_site):
    headers = {"HX-Retarget": "#status", "HX-Reswap": "innerHTML"}
    return Response('<div class="note bad" id="notice"><h2>Sudah berubah</h2></div>', 409, headers)


def _breaks(site):
    return ("rusak", 500) if site.broken else '<p id="f">Terkirim</p>'


def _on(_site):
    return Response("", 204, {"HX-Location": '{"path": "/dua", "target": "#main", "swap": "outerHTML"}'})


ANSWERS = {
    "slow": _slow,
    "wrong": lambda _site: (form("/wrong", extra=WRONG), 422),
    "stale": _stale,
    "breaks": _breaks,
    "on": _on,
}
