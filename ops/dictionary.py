"""The dictionary of repeat pages: pieces of the public pages as a visitor who is not signed in sees them."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from config import ROOT, Settings
from ops.bytes import LINK, SKIP, shape
from web.assets import SEEN_COOKIE, assets

MOST_PAGES, MOST_BYTES = 40, 64_000
PIECE = re.compile(r"<[^>]+>[^<]*")
TOKEN = re.compile(r"[A-Za-z0-9_-]{32,}")  # keys and the like: not the same twice


def place(settings: Settings) -> Path:
    """Where this version's dictionary is kept: another version of templates or style gets another."""
    digest = hashlib.sha256((assets().css + assets().script).encode())
    for template in sorted((ROOT / "templates").rglob("*.html")):
        digest.update(template.read_bytes())
    return settings.data / f"dictionary-{digest.hexdigest()[:12]}"


def build(app: Flask) -> Path:
    """Make this version's dictionary, unless it is there, and remove those of other versions.

    It stays the same while the version does, however the pages change, so that no phone fetches it again.
    """
    settings = app.config["SETTINGS"]
    file = place(settings)
    if not file.exists():
        fresh = file.with_suffix(".new")
        fresh.write_bytes(content(app))
        fresh.replace(file)
    for other in settings.data.glob("dictionary-*"):
        if other != file:
            other.unlink()
    return file


def content(app: Flask) -> bytes:
    """Every piece of the public pages once, those of the home page last: what is near the end is cheapest to name."""
    home, *others = _pages(app.test_client())
    pieces = dict.fromkeys(piece for page in others for piece in PIECE.findall(page))
    known = "".join(piece for piece in pieces if piece not in home) + home
    return known.encode()[-MOST_BYTES:]


def _pages(client: FlaskClient) -> Iterator[str]:
    client.set_cookie(SEEN_COOKIE, assets().css)
    queue, seen = ["/"], set()
    while queue and len(seen) < MOST_PAGES:
        path = queue.pop(0)
        if shape(path) in seen or SKIP.search(path):
            continue
        seen.add(shape(path))
        answer = client.get(path)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            page = TOKEN.sub("", answer.get_data(as_text=True))
            queue += [link.replace("&amp;", "&") for link in LINK.findall(page)]
            yield page
