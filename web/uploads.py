"""Photos in forms: taken before the transaction, and given back signed when the form is refused."""

from typing import Any

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField

from domain.pictures import Picture
from services.media import LARGEST, Media, PhotoRefused
from web.login import actor

MOST = 5
KEPT_FOR = 20 * 60 * 60  # seconds; unreferenced files stay for a day
POLICY = "default-src 'none'; sandbox"
WEEK = 7 * 24 * 60 * 60


def media() -> Media:
    """The media folder of this app; a test may put another one in its place."""
    settings = current_app.config["SETTINGS"]
    return current_app.extensions.setdefault("media", Media(settings.data / "media"))


def allow_photos(_endpoint: str | None, _values: dict | None) -> None:
    """As url_value_preprocessor: let five photos through, so that a large one is refused in its form."""
    request.max_content_length = (MOST + 1) * LARGEST
    after_this_request(_let_files_go)


def _let_files_go(answer: Response) -> Response:
    """Large files lie on the disk while they are read; they end with the request."""
    answer.call_on_close(request._get_current_object().close)  # type: ignore[attr-defined]
    return answer


def serve(key: str, name: str) -> Response:
    """A stored photo, private to whoever was allowed to ask for it."""
    answer = Response(media().read(key), mimetype="image/jpeg")
    answer.headers["Cache-Control"] = f"private, max-age={WEEK}, immutable"
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.jpg"'
    answer.set_etag(key[:32])
    return answer.make_conditional(request)  # type: ignore[return-value]


class PhotosField(MultipleFileField):
    """Up to five photos. Its data are Pictures; `kept` gives each with a signed key for the next try."""

    def process(self, formdata: Any, *args: Any, **how: Any) -> None:
        self.kept: list[tuple[str, Picture]] = []
        self.sent: list[FileStorage] = []
        self.tokens = formdata.getlist(f"{self.name}-kept")[:MOST] if formdata else []
        super().process(formdata, *args, **how)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.sent = [file for file in valuelist if isinstance(file, FileStorage) and file.filename]
        self.data: list[Picture] = []

    def pre_validate(self, form: Any) -> None:
        """Read and store what was sent, each photo by itself: one bad one does not lose the others."""
        self.data, self.errors = [], list(self.errors)
        for token in self.tokens:
            self._take_kept(token)
        for number, file in enumerate(self.sent[: MOST + 1], start=1):
            self._take(number, file)
        if len(self.data) > MOST:
            self.errors.append(f"Paling banyak {MOST} foto.")
        self.kept = [
            (_signer().dumps([actor().person_id, *picture]), picture) for picture in self.data[:MOST]
        ]

    def _take(self, number: int, file: FileStorage) -> None:
        try:
            self.data.append(media().keep(file.stream))  # type: ignore[arg-type]
        except PhotoRefused as refused:
            self.errors.append(f"Foto {number} {refused.message}")
        file.stream.seek(0)  # it is hashed once more, for the key that makes it count once

    def _take_kept(self, token: str) -> None:
        try:
            owner, *fields = _signer().loads(token, max_age=KEPT_FOR)
            picture = Picture(*fields)
        except (BadSignature, TypeError, ValueError):
            picture, owner = None, None
        if picture is None or owner != actor().person_id or not media().has(picture.large):
            self.errors.append("Foto sebelumnya sudah tidak ada. Pilih lagi.")
            return
        self.data.append(picture)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SETTINGS"].secret, salt="upload")
