from flask_wtf.file import FileField
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from domain import region
from domain.errors import RuleBroken
from domain.knowledge.actions import KeptFile
from domain.knowledge.articles import (
    BODY_LENGTH,
    LINK_LENGTH,
    SOURCE_LENGTH,
    TITLE_LENGTH,
    WRITTEN,
    Writing,
)
from domain.knowledge.rules import KIND_WORDS, EntryKind
from domain.sentences import say
from web.forms import HouseForm
from web.uploads import files


class ArticleForm(HouseForm):
    """A text for the library, with at most one PDF and one link to a video."""

    kind = SelectField("Jenis", choices=[SelectChoice(each.value, KIND_WORDS[each]) for each in WRITTEN])
    title = StringField("Judul", [Length(max=TITLE_LENGTH)])
    body = TextAreaField("Isi", [Length(max=BODY_LENGTH)], render_kw={"rows": 12})
    commodity_code = SelectField("Tentang tanaman")
    village_code = SelectField("Untuk desa")
    video_url = StringField("Alamat video", [Length(max=LINK_LENGTH)], render_kw={"inputmode": "url"})
    video_mb = IntegerField("Besar video, MB", [Optional(), NumberRange(min=1, max=10_000)])
    file = FileField("Berkas PDF")
    source = StringField("Sumber", [Length(max=SOURCE_LENGTH)])
    seen = IntegerField(widget=HiddenInput())
    kept: KeptFile | None = None

    def offer(self) -> "ArticleForm":
        pack = region.current()
        crops = [SelectChoice(crop.code, crop.name) for crop in pack.commodities_by_rank()]
        self.commodity_code.choices = [SelectChoice("", say("Semua tanaman")), *crops]
        places = [SelectChoice(village.code, village.name) for village in pack.villages.values()]
        self.village_code.choices = [SelectChoice("", say("Semua desa")), *places]
        return self

    def validate(self, extra_validators=None) -> bool:
        """Shape first; then the file is stored, outside any transaction."""
        if not super().validate(extra_validators):
            return False
        if self.file.data and self.file.data.filename:
            try:
                self.kept = KeptFile(*files().keep_pdf(self.file.data.stream))
                self.file.data.stream.seek(0)
            except RuleBroken as refused:
                self.refuse(refused.message, refused.field)
                return False
        return True

    def fields(self):
        said = {name: self[name].data for name in Writing.__slots__}
        said = {name: value or "" if name != "video_mb" else value for name, value in said.items()}
        writing = Writing(
            **said
            | {
                "kind": EntryKind(said["kind"]),
                "commodity_code": said["commodity_code"] or None,
                "village_code": said["village_code"] or None,
            }
        )
        return {"writing": writing, "file": self.kept}


class MoveForm(HouseForm):
    """A step of a text; `seen` is the version the screen showed, `reason` goes back to its author."""

    seen = IntegerField(widget=HiddenInput())
    reason = TextAreaField("Yang perlu diperbaiki", [Length(max=400)], render_kw={"rows": 2})
