"""A repeat page as its difference from a dictionary the phone holds already (RFC 9842, `dcz`).

Behind LUMBUNG_DICTIONARY=on. The dictionary is made at set-up of public pages only (ops/dictionary.py). A phone that
does not offer it gets brotli or gzip as ever. Tokens differ in every answer, so that the size says nothing of them.
"""

import base64
import hashlib
from functools import cached_property
from pathlib import Path

import brotli
from backports import zstd
from flask import Flask, Response, current_app, request

from web.access import vary
from web.assets import stylesheet_seen
from web.hx import wants_fragment
from web.saving import saves_data

CODING = "dcz"
MAGIC = bytes.fromhex("5e2a4d1820000000")  # RFC 9842, 5: a skippable frame of 32 bytes, the dictionary's hash
LEAST = 200  # bytes; below it the forty bytes of the head are too many
OPTIONS = {
    zstd.CompressionParameter.compression_level: 10,
    zstd.CompressionParameter.checksum_flag: 0,
    zstd.CompressionParameter.content_size_flag: 0,
}


class Dictionary:
    """What phones may hold. `digest` is the SHA-256 of `content`."""

    def __init__(self, content: bytes):
        self.content = content
        self.digest = hashlib.sha256(content).digest()

    @property
    def name(self) -> str:
        return self.digest.hex()[:12]

    @property
    def offer(self) -> str:
        """How a browser says that it holds this one (a byte sequence of RFC 8941)."""
        return f":{base64.b64encode(self.digest).decode()}:"

    @cached_property
    def _zstd(self) -> zstd.ZstdDict:
        return zstd.ZstdDict(self.content, is_raw=True)

    @cached_property
    def packed(self) -> bytes:
        """The content as it travels, brotli."""
        return brotli.compress(self.content)

    def squeeze(self, body: bytes) -> bytes:
        return MAGIC + self.digest + zstd.compress(body, options=OPTIONS, zstd_dict=self._zstd)

    def widen(self, body: bytes) -> bytes:
        """The page again. ValueError when it was squeezed with another dictionary."""
        head = len(MAGIC) + len(self.digest)
        if body[:head] != MAGIC + self.digest:
            raise ValueError("another dictionary")
        return zstd.decompress(body[head:], zstd_dict=self._zstd)


def init_app(app: Flask) -> None:
    """To be called right after the compression of every answer is, so that it runs just before it."""
    app.after_request(_answer)


def use(app: Flask, file: Path) -> None:
    """Speak with the dictionary of this file from now on; without the file, as before."""
    app.extensions["dictionary"] = Dictionary(file.read_bytes()) if file.exists() else None


def current() -> Dictionary | None:
    return current_app.extensions.get("dictionary")


def offered() -> Dictionary | None:
    """The dictionary, when this browser holds it and takes the coding."""
    ours = current()
    if ours is None or request.headers.get("Available-Dictionary") != ours.offer:
        return None
    return ours if CODING in request.accept_encodings else None


def _answer(response: Response) -> Response:
    if current() is None or response.mimetype != "text/html":
        return response
    if response.headers.get("Cache-Control") != "no-store":
        vary(response.headers, "Available-Dictionary")
    ours = offered()
    if ours is None:
        return _invite(response)
    if _fits(response):
        response.set_data(ours.squeeze(response.get_data()))
        response.headers["Content-Encoding"] = CODING
        vary(response.headers, "Accept-Encoding")
    return response


def _fits(response: Response) -> bool:
    plain = "Content-Encoding" not in response.headers and not response.is_streamed
    return plain and response.status_code != 304 and len(response.get_data()) >= LEAST


def _invite(response: Response) -> Response:
    """Tell browsers that know such things where it is: on a repeat visit, and not to who saves data.

    Only Chromium sends client hints, and only it fetches dictionaries.
    """
    knows = "Sec-CH-UA" in request.headers and stylesheet_seen() and not wants_fragment()
    ours = current()
    if ours is not None and knows and response.status_code == 200 and not saves_data():
        response.headers["Link"] = f'</kamus/{ours.name}>; rel="compression-dictionary"'
    return response
