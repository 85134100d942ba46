"""Headers of every answer: a strict policy, no sniffing, private pages never kept."""

import base64
import hashlib

from flask import Flask, Response, request
from werkzeug.datastructures import Headers

from web.access import vary
from web.assets import assets, stylesheet_seen
from web.hx import wants_fragment
from web.login import me

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self' blob:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "manifest-src 'self'"
)


def init_app(app: Flask) -> None:
    app.after_request(_protect)
    app.after_request(_cache)


def _protect(response: Response) -> Response:
    # a browser keeps the headers of the page it holds (RFC 9111, 3.2), and no content needs none
    if response.status_code in (204, 304):
        return response
    headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    if not wants_fragment() and not response.mimetype.startswith("image/"):  # twenty pictures on a page
        _protect_document(headers)
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response


def _protect_document(headers: Headers) -> None:
    """What only a document needs; a fragment lives under the policy of the page that asked for it.

    The hash allows the inlined style; a page that links its stylesheet carries none.
    """
    style = "" if stylesheet_seen() else f" '{assets().inline_hash}'"
    headers.setdefault("Content-Security-Policy", POLICY.format(style=style))
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"


def _cache(response: Response) -> Response:
    """Private pages are not stored; public ones may be asked again with their ETag."""
    if "Cache-Control" in response.headers:
        return response
    if me() is not None or request.method not in ("GET", "HEAD") or response.status_code != 200:
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers["Cache-Control"] = "private, no-cache"
    vary(response.headers, "Cookie")
    vary(response.headers, "Save-Data")
    if not response.is_streamed:
        digest = hashlib.sha256(response.get_data()).digest()[:12]
        response.set_etag(base64.urlsafe_b64encode(digest).decode(), weak=True)
        response.make_conditional(request)
    return response
