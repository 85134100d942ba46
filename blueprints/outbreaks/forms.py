from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from domain import region
from domain.outbreaks.queries import CandidatePage
from domain.outbreaks.rules import NOTE_LENGTH, STEP_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from domain.people import queries as people
from domain.sentences import say
from web.forms import HouseForm

UNKNOWN = say("Ikutkan petani yang tanamannya belum kami ketahui")


class MessageForm(HouseForm):
    """What every message says."""

    title = StringField("Judul", [Length(max=TITLE_LENGTH)])
    text = TextAreaField("Pesan", [Length(max=TEXT_LENGTH)], render_kw={"rows": 4})
    include_unknown = BooleanField(UNKNOWN)


class WarningForm(MessageForm):
    """A warning: the message and two steps, drafted for the crop shown in the preview."""

    commodity = HiddenField()
    step_1 = StringField("Langkah 1", [Length(max=STEP_LENGTH)])
    step_2 = StringField("Langkah 2", [Length(max=STEP_LENGTH)])

    @classmethod
    def drafted(cls, seen: CandidatePage) -> "WarningForm":
        """As it could be sent; the human reads and changes it."""
        steps = dict(zip(("step_1", "step_2"), seen.draft.steps, strict=False))
        said = {"title": seen.draft.title, "text": seen.draft.text, "include_unknown": True}
        return cls(data=said | steps | {"commodity": seen.commodity})

    def fields(self):
        said = super().fields()
        steps = [said.pop("step_1"), said.pop("step_2")]
        return said | {"steps": [step for step in steps if step.strip()]}


class RejectForm(HouseForm):
    reason = StringField("Kenapa bukan wabah?", [InputRequired("Tulis alasannya."), Length(max=NOTE_LENGTH)])


class BroadcastForm(MessageForm):
    """Any message to farmers of a crop; `expected` is how many the preview promised."""

    commodity = SelectField("Untuk petani", [InputRequired("Pilih tanamannya.")])
    villages = SelectMultipleField(
        "Di desa", option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    neighbours = BooleanField("Juga desa yang berbatasan")
    expected = IntegerField(validators=[Optional()], widget=HiddenInput())

    def offer(self) -> "BroadcastForm":
        self.commodity.choices = [
            SelectChoice(crop.code, crop.name) for crop in region.current().commodities_by_rank()
        ]
        self.villages.choices = [SelectChoice(each.code, each.name) for each in people.villages()]
        return self

    @property
    def crop_name(self) -> str:
        return region.current().commodities[self.commodity.data].name
