from wtforms import (
    BooleanField,
    DateField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, FileInput, ListWidget

from domain import region
from domain.complaints.queries import CaseHead
from domain.complaints.rules import NOTE_LENGTH, QUESTION_LENGTH
from domain.complaints.visiting import CHECK_LENGTH, FINDINGS_LENGTH
from domain.complaints.wording import OTHER_CROP
from domain.knowledge import queries as knowledge
from domain.people.rules import Actor
from domain.region.rows import CheckKind, VisitCheck
from domain.sentences import say
from web.forms import HouseForm
from web.uploads import PhotosField
from web.voices import VoiceField

OTHER = ""
CLOSE_PHOTO = "foto"


class OnePhotoField(PhotosField):
    """At most one photo, for handlers only. Its data is a list, as of the field for several."""

    widget = FileInput()
    most = 1


class QuestionForm(HouseForm):
    """A ready question, own words, or both."""

    ready = RadioField("Pertanyaan siap pakai", default=OTHER)
    question = TextAreaField("Pertanyaan untuk petani", [Length(max=QUESTION_LENGTH)], render_kw={"rows": 3})

    def offer(self, asker: Actor, commodity: str) -> "QuestionForm":
        """The questions that fit the crop; CLOSE_PHOTO stands for the one that asks for a photo of any."""
        rows = knowledge.ready_questions(asker, commodity or None)
        self.texts = {str(row.id): row.text for row in rows}
        self.ready.choices = [SelectChoice(*each) for each in self.texts.items()]
        self.ready.choices.append(SelectChoice(OTHER, say("Tulis sendiri")))
        if self.ready.data == CLOSE_PHOTO:
            wanted = region.current().close_photo
            self.ready.data = next((code for code, text in self.texts.items() if text == wanted), OTHER)
        return self

    def fields(self):
        said = [self.texts.get(self.ready.data or "", ""), (self.question.data or "").strip()]
        return {"question": " ".join(part for part in said if part)}


class ReplyForm(HouseForm):
    text = TextAreaField("Jawaban petani", [Length(max=2000)], render_kw={"rows": 3})


class ReasonForm(HouseForm):
    """Handing up or declining, with a ready reason."""

    reason = RadioField("Alasannya")
    note = TextAreaField("Keterangan", [Length(max=500)], render_kw={"rows": 3})

    def offer(self, kind) -> "ReasonForm":
        self.reason.choices = [SelectChoice(row.code, row.text) for row in region.current().reasons_for(kind)]
        return self

    def fields(self):
        return super().fields() | {"reason": self.reason.data or ""}


class ToOfficerForm(HouseForm):
    note = TextAreaField("Pesan untuk PPL", [Length(max=500)], render_kw={"rows": 3})


class NoteForm(HouseForm):
    note = TextAreaField("Catatan untuk rekan", [Length(max=NOTE_LENGTH)], render_kw={"rows": 2})


class SampleForm(HouseForm):
    note = TextAreaField(
        "Ke lab mana, apa label sampelnya?", [Length(max=NOTE_LENGTH)], render_kw={"rows": 2}
    )


class ResultForm(HouseForm):
    note = TextAreaField("Hasil dari lab", [Length(max=NOTE_LENGTH)], render_kw={"rows": 3})


class HandToForm(HouseForm):
    person_id = SelectField("Serahkan kepada", coerce=int)


class MergeForm(HouseForm):
    """Into which case: one of those nearby, or any by its number."""

    near = RadioField("Keluhan tanaman yang sama di sekitar", default=OTHER)
    other = StringField("Nomor keluhan", [Length(max=16)], render_kw={"placeholder": "K0412"})

    def offer(self, targets: list[tuple[str, str]]) -> "MergeForm":
        self.near.choices = [
            *(SelectChoice(*each) for each in targets),
            SelectChoice(OTHER, say("Nomor lain")),
        ]
        return self

    def fields(self):
        return {"into": self.near.data or self.other.data or ""}

    def refuse(self, message: str | None = None, field: str | None = None) -> None:
        super().refuse(message, "other" if field == "into" else field)


class LinkForm(MergeForm):
    """With which case: one of the farmer's or nearby, or any by its number."""

    near = RadioField("Keluhan petani ini dan sekitar", default=OTHER)


class SplitForm(HouseForm):
    """The second problem of a report: its words, its crop, and the photos that show it."""

    body = TextAreaField("Masalah kedua", [Length(max=2000)], render_kw={"rows": 3})
    commodity = SelectField("Tanamannya")
    photos = SelectMultipleField(
        "Foto yang ikut", coerce=int, option_widget=CheckboxInput(), widget=ListWidget()
    )

    def offer(self, seen: CaseHead) -> "SplitForm":
        crops = region.current().commodities_by_rank()
        self.commodity.choices = [
            *(SelectChoice(crop.code, crop.name) for crop in crops),
            SelectChoice(OTHER, OTHER_CROP),
        ]
        self.photos.choices = [
            SelectChoice(photo.position, say("Foto {position}", position=photo.position))
            for photo in seen.photos
        ]
        return self

    def fields(self):
        said = super().fields()
        return said | {"commodity_code": said.pop("commodity") or None}


class SpokenForm(HouseForm):
    """The last answer said aloud, afterwards."""

    voice = VoiceField("Suara")


class VisitForm(HouseForm):
    visit_on = DateField("Tanggal kunjungan", [InputRequired("Pilih tanggalnya.")])
    after_promise = BooleanField("Tetap hari itu, petani sudah diberi tahu")
    note = TextAreaField("Pesan untuk yang datang", [Length(max=500)], render_kw={"rows": 2})

    @property
    def asks(self) -> bool:
        """Whether a day after the promised one has to be meant: asked once it was chosen."""
        return bool(self.visit_on.errors or self.after_promise.data)


class SprayForm(HouseForm):
    sprayed_on = DateField("Hari disemprot", [InputRequired("Pilih harinya.")])


class RecordForm(HouseForm):
    """What was seen at the plot, with at most one photo."""

    done_on = DateField("Tanggal datang", [InputRequired("Pilih tanggalnya.")])
    findings = TextAreaField("Yang terlihat di lahan", [Length(max=FINDINGS_LENGTH)], render_kw={"rows": 4})
    photo = OnePhotoField("Foto lahan")
    checks: tuple[VisitCheck, ...] = ()

    @classmethod
    def about(cls, commodity: str, **how) -> "RecordForm":
        """The form with the visit list of this crop: one field a check, each may be left empty."""
        checks = tuple(region.current().checks_for(commodity))
        asked = {f"check_{check.code}": _check_field(check) for check in checks}
        return type(cls.__name__, (cls,), asked | {"checks": checks})(**how)

    @property
    def list(self):
        return [self[f"check_{check.code}"] for check in self.checks]

    def fields(self):
        told = {check.code: str(self[f"check_{check.code}"].data or "") for check in self.checks}
        photo = next(iter(self.photo.data or ()), None)
        said = {"done_on": self.done_on.data, "findings": self.findings.data or ""}
        return said | {"photo": photo, "checks": told}


def _check_field(check: VisitCheck):
    if check.kind is CheckKind.YES:
        choices = [SelectChoice(each, each) for each in (say("Ya"), say("Tidak"))]
        return RadioField(check.text, choices=choices, validators=[Optional()], default="")
    number = {"inputmode": "numeric"} if check.kind is CheckKind.NUMBER else None
    return StringField(check.text, [Length(max=CHECK_LENGTH)], render_kw=number)
