"""Photos in forms: taken before the transaction, and given back signed when the form is refused."""

from typing import Any

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField
from wtforms.widgets import FileInput

from domain.pictures import Picture
from domain.sentences import say
from services.files import Files
from services.gallery import Gallery
from services.media import LARGEST, Media, PhotoRefused
from web.access import vary
from web.login import actor, me

MOST = 5
KEPT_FOR = 20 * 60 * 60  # seconds; unreferenced files stay for a day
POLICY = "default-src 'none'; sandbox"
WEEK = 7 * 24 * 60 * 60
YEAR = 365 * 24 * 60 * 60
MINUTES = 5 * 60


def media() -> Media:
    """The media folder of this app; a test may put another one in its place."""
    settings = current_app.config["SETTINGS"]
    return current_app.extensions.setdefault("media", Media(settings.data / "media"))


def files() -> Files:
    """The library's files of this app."""
    settings = current_app.config["SETTINGS"]
    return current_app.extensions.setdefault("files", Files(settings.data / "files"))


def hand_out(key: str, name: str) -> Response:
    """A stored PDF, to be saved: never shown inside a page of ours. `name` is made of plain letters."""
    answer = Response(files().read(key), mimetype="application/pdf")
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer.headers["Cache-Control"] = "private, max-age=300"
    answer.set_etag(key[:32])
    return answer.make_conditional(request)  # type: ignore[return-value]


def allow_photos(_endpoint: str | None, _values: dict | None) -> None:
    """As url_value_preprocessor: let five photos through, so that a large one is refused in its form.

    Strangers send none.
    """
    if me() is None:
        return
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


def gallery() -> Gallery:
    return Gallery(media())


def show(key: str, small: str, side: int, *, public: bool) -> Response:
    """A photo in the best kind this phone takes: for ever, once it is made; few headers, as it is one of many."""
    accepted = {each for each, _quality in request.accept_mimetypes}
    found = gallery().shown(key, small, side, accepted)
    answer = Response(found.file.read_bytes(), mimetype=found.type)
    scope = "public" if public else "private"
    lasting = f"max-age={YEAR}, immutable" if found.final else f"max-age={MINUTES}"
    answer.headers["Cache-Control"] = f"{scope}, {lasting}"
    answer.headers["Content-Security-Policy"] = POLICY
    vary(answer.headers, "Accept")
    return answer


class PhotosField(MultipleFileField):
    """Up to five photos. Its data are Pictures; `kept` gives each with a signed key for the next try."""

    most = MOST

    def process(self, formdata: Any, *args: Any, **how: Any) -> None:
        self.kept: list[tuple[str, Picture]] = []
        self.sent: list[FileStorage] = []
        self.tokens = formdata.getlist(f"{self.name}-kept")[: self.most] if formdata else []
        super().process(formdata, *args, **how)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.sent = [file for file in valuelist if isinstance(file, FileStorage) and file.filename]
        self.data: list[Picture] = []

    def pre_validate(self, form: Any) -> None:
        """Read and store what was sent, each photo by itself: one bad one does not lose the others."""
        self.data, self.errors = [], list(self.errors)
        for token in self.tokens:
            self._take_kept(token)
        for number, file in enumerate(self.sent[: self.most + 1], start=1):
            self._take(say("Foto {number}", number=number), file)
        if len(self.data) > self.most:
            self.errors.append(say("Paling banyak {most} foto.", most=self.most))
        self.kept = [
            (_signer().dumps([actor().person_id, *picture]), picture) for picture in self.data[: self.most]
        ]

    def _take(self, which: str, file: FileStorage) -> None:
        try:
            self.data.append(media().keep(file.stream))  # type: ignore[arg-type]
        except PhotoRefused as refused:
            self.errors.append(f"{which} {refused.message}")
        file.stream.seek(0)  # it is hashed once more, for the key that makes it count once

    def _take_kept(self, token: str) -> None:
        try:
            owner, *fields = _signer().loads(token, max_age=KEPT_FOR)
            picture = Picture(*fields)
        except (BadSignature, TypeError, ValueError):
            picture, owner = None, None
        if picture is None or owner != actor().person_id or not media().has(picture.large):
            self.errors.append(say("Foto sebelumnya sudah tidak ada. Pilih lagi."))
            return
        self.data.append(picture)


class PhotoField(PhotosField):
    """One photo for everybody to see: `picture` is it, or None. A new one takes the place of a kept one."""

    widget = FileInput()
    most = 1

    @property
    def picture(self) -> Picture | None:
        return self.data[0] if self.data else None

    def pre_validate(self, form: Any) -> None:
        if self.sent:
            self.tokens = []
        super().pre_validate(form)

    def _take(self, which: str, file: FileStorage) -> None:
        super()._take(say("Fotonya"), file)
        if self.picture:
            gallery().want(self.picture.large)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SETTINGS"].secret, salt="upload")
