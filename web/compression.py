"""Compression of every answer with a body: refused forms and error pages are what a bad line sees most."""

from flask import Response, request
from flask_compress import Compress

REFUSED = range(400, 600)


class CompressAll(Compress):
    """Flask-Compress passes by anything but 2xx; here the 4xx and 5xx pages are compressed too."""

    def after_request(self, response: Response) -> Response:
        response = self._compressed(response)
        if request.method not in ("GET", "HEAD"):
            del response.headers["Vary"]  # no cache answers a POST with what it holds (RFC 9111, 4)
        return response

    def _compressed(self, response: Response) -> Response:
        status = response.status_code
        if status not in REFUSED:
            return super().after_request(response)
        response.status_code = 200
        response = super().after_request(response)
        response.status_code = status
        return response
