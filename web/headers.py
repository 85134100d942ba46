"""Headers of every answer: a strict policy, no sniffing, private pages never kept."""

import base64
import hashlib

from flask import Flask, Response, request

from web.access import vary
from web.assets import assets
from web.login import me

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{css}'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "manifest-src 'self'; worker-src 'self'"
)


def init_app(app: Flask) -> None:
    app.after_request(_protect)
    app.after_request(_cache)


def _protect(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY.format(css=assets().css_hash))
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=(self)"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response


def _cache(response: Response) -> Response:
    """Private pages are not stored; public ones may be asked again with their ETag."""
    if "Cache-Control" in response.headers:
        return response
    if me() is not None or request.method not in ("GET", "HEAD") or response.status_code != 200:
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers["Cache-Control"] = "private, no-cache"
    vary(response.headers, "Cookie")
    if not response.is_streamed:
        digest = hashlib.sha256(response.get_data()).digest()[:12]
        response.set_etag(base64.urlsafe_b64encode(digest).decode(), weak=True)
        response.make_conditional(request)
    return response
