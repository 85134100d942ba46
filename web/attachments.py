"""The private paper of a form: taken before the transaction, given back signed when the form is refused."""

from typing import Any

from flask import Response, current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage
from wtforms import FileField

from domain.errors import RuleBroken
from domain.sentences import say
from domain.stored import FileKind, StoredFile
from services.attachments import Attachments
from web.login import actor
from web.uploads import KEPT_FOR, POLICY


def attachments() -> Attachments:
    """The papers of this app; a test may put another keeper in its place."""
    settings = current_app.config["SETTINGS"]
    return current_app.extensions.setdefault("attachments", Attachments(settings.data / "media"))


def serve(file: StoredFile, name: str) -> Response:
    """A stored paper for whoever was allowed to ask: a photo to look at, a PDF to download, neither kept."""
    answer = Response(attachments().read_paper(file), mimetype=file.kind.media_type)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = POLICY
    how = "inline" if file.kind is FileKind.JPEG else "attachment"
    answer.headers["Content-Disposition"] = f'{how}; filename="{name}.{file.kind.value}"'
    return answer


class PaperField(FileField):
    """One photo or PDF. Its data is a StoredFile; `kept` gives it with a signed key for the next try."""

    def process(self, formdata: Any, *args: Any, **how: Any) -> None:
        self.kept: tuple[str, StoredFile] | None = None
        self.sent: FileStorage | None = None
        self.token = (formdata.get(f"{self.name}-kept") or "") if formdata else ""
        super().process(formdata, *args, **how)

    def process_formdata(self, valuelist: list[Any]) -> None:
        files = [file for file in valuelist if isinstance(file, FileStorage) and file.filename]
        self.sent, self.data = (files[0] if files else None), None

    def pre_validate(self, form: Any) -> None:
        """A new file takes the place of the one that was kept."""
        self.data, self.errors = None, list(self.errors)
        if self.sent:
            self._take(self.sent)
        elif self.token:
            self._take_kept()
        else:
            self.errors.append(say("Pilih foto atau PDF-nya."))
        if self.data:
            self.kept = (_signer().dumps([actor().person_id, *self.data]), self.data)

    def _take(self, file: FileStorage) -> None:
        try:
            self.data = attachments().keep_paper(file.stream)  # type: ignore[arg-type]
        except RuleBroken as refused:
            self.errors.append(refused.message)
        file.stream.seek(0)  # it is hashed once more, for the key that makes it count once

    def _take_kept(self) -> None:
        try:
            owner, key, kind, size = _signer().loads(self.token, max_age=KEPT_FOR)
            file = StoredFile(key, FileKind(kind), size)
        except (BadSignature, TypeError, ValueError):
            owner, file = None, None
        if file is None or owner != actor().person_id or not attachments().has_paper(file):
            self.errors.append(say("Berkas sebelumnya sudah tidak ada. Pilih lagi."))
            return
        self.data = file


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SETTINGS"].secret, salt="paper")
