"""The voice note of a form: taken before the transaction, given back signed when the form is refused."""

from typing import Any

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage
from wtforms import FileField

from domain.errors import RuleBroken
from domain.sentences import say
from domain.voices import Voice, VoiceKind
from services.voices import Voices
from web.login import actor
from web.uploads import KEPT_FOR, POLICY, WEEK


def voices() -> Voices:
    """The recordings of this app; a test may put another keeper in its place."""
    settings = current_app.config["SETTINGS"]
    return current_app.extensions.setdefault("voices", Voices(settings.data / "media"))


def serve(voice: Voice, name: str) -> Response:
    """A stored recording, private to whoever was allowed to ask for it; answers ranges, as players ask."""
    answer = Response(voices().read(voice.key), mimetype=voice.kind.media_type)
    answer.headers["Cache-Control"] = f"private, max-age={WEEK}, immutable"
    answer.headers["Content-Security-Policy"] = f"{POLICY}; media-src 'self'"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.{voice.kind.value}"'
    answer.set_etag(voice.key[:32])
    return answer.make_conditional(request, accept_ranges=True, complete_length=voice.size)  # type: ignore[return-value]


class VoiceField(FileField):
    """At most one recording. Its data is a Voice; `kept` gives it with a signed key for the next try."""

    def process(self, formdata: Any, *args: Any, **how: Any) -> None:
        self.kept: tuple[str, Voice] | None = None
        self.sent: FileStorage | None = None
        self.token = (formdata.get(f"{self.name}-kept") or "") if formdata else ""
        super().process(formdata, *args, **how)

    def process_formdata(self, valuelist: list[Any]) -> None:
        files = [file for file in valuelist if isinstance(file, FileStorage) and file.filename]
        self.sent, self.data = (files[0] if files else None), None

    def pre_validate(self, form: Any) -> None:
        """A new recording takes the place of the one that was kept."""
        self.data, self.errors = None, list(self.errors)
        if self.sent:
            self._take(self.sent)
        elif self.token:
            self._take_kept()
        if self.data:
            self.kept = (_signer().dumps([actor().person_id, *self.data]), self.data)

    def _take(self, file: FileStorage) -> None:
        try:
            self.data = voices().keep(file.stream)  # type: ignore[arg-type]
        except RuleBroken as refused:
            self.errors.append(refused.message)
        file.stream.seek(0)  # it is hashed once more, for the key that makes it count once

    def _take_kept(self) -> None:
        try:
            owner, key, kind, size = _signer().loads(self.token, max_age=KEPT_FOR)
            voice = Voice(key, VoiceKind(kind), size)
        except (BadSignature, TypeError, ValueError):
            owner, voice = None, None
        if voice is None or owner != actor().person_id or not voices().has(voice.key):
            self.errors.append(say("Rekaman sebelumnya sudah tidak ada. Rekam lagi."))
            return
        self.data = voice


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SETTINGS"].secret, salt="voice")
