from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from domain import region
from domain.knowledge.ready import ANSWER_KINDS, STEP_KINDS, STEP_LABELS, AnswerDraft
from domain.knowledge.texts import LINE_LENGTH
from domain.sentences import say
from web.forms import HouseForm
from web.lines import LinesField


def _problems() -> list[SelectChoice]:
    rows = sorted(region.current().problems.values(), key=lambda row: row.name)
    return [SelectChoice(row.code, row.name) for row in rows]


def _crops() -> list[SelectChoice]:
    return [SelectChoice(crop.code, crop.name) for crop in region.current().commodities_by_rank()]


class AnswerForm(HouseForm):
    """A ready answer: for which problem, its steps by kind (one a line), when to ask again."""

    problem_code = SelectField("Masalah", [InputRequired("Pilih masalahnya.")])
    commodity_code = SelectField("Hanya untuk tanaman")
    title = StringField("Judul singkat", [InputRequired("Beri judul."), Length(max=120)])
    cultural = LinesField(STEP_LABELS["cultural"], render_kw={"rows": 3})
    mechanical = LinesField(STEP_LABELS["mechanical"], render_kw={"rows": 3})
    biological = LinesField(STEP_LABELS["biological"], render_kw={"rows": 2})
    botanical = LinesField(STEP_LABELS["botanical"], render_kw={"rows": 2})
    next_season = LinesField("Musim depan", render_kw={"rows": 3})
    call_when = StringField("Segera telepon kalau", [Length(max=LINE_LENGTH)])
    follow_up_days = IntegerField("Tanya lagi sesudah berapa hari", [NumberRange(min=1, max=60)], default=7)

    def offer(self) -> "AnswerForm":
        self.problem_code.choices = _problems()
        self.commodity_code.choices = [SelectChoice("", say("Semua yang kena")), *_crops()]
        return self

    @classmethod
    def of(cls, row) -> "AnswerForm":
        """The form of a kept answer: it stays with its problem, and may be for one of that problem's crops."""
        said = {name: getattr(row, name) for name in AnswerDraft.__slots__ if name != "steps"}
        steps = {kind: tuple(text for each, text in row.steps if each == kind) for kind in STEP_KINDS}
        form = cls(data=said | steps).offer()
        problem = region.current().problems.get(row.problem_code)
        form.problem_code.choices = [SelectChoice(row.problem_code, row.problem.name)]
        crops = [crop for crop in _crops() if problem is None or crop.value in problem.commodities]
        form.commodity_code.choices = [SelectChoice("", say("Semua yang kena")), *crops]
        return form

    def fields(self):
        return {
            "draft": AnswerDraft(
                problem_code=self.problem_code.data,
                commodity_code=self.commodity_code.data or None,
                title=(self.title.data or "").strip(),
                steps=tuple((kind, text) for kind in STEP_KINDS for text in self[kind].data or ()),
                next_season=tuple(self.next_season.data or ()),
                call_when=self.call_when.data or "",
                follow_up_days=self.follow_up_days.data,
            )
        }


class QuestionForm(HouseForm):
    text = StringField("Pertanyaan", [InputRequired("Tulis pertanyaannya."), Length(max=LINE_LENGTH)])
    answer = SelectField(
        "Dijawab dengan", choices=[SelectChoice(code, label) for code, label in ANSWER_KINDS.items()]
    )
    commodities = SelectMultipleField(
        "Hanya untuk tanaman", widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    problem_code = SelectField("Hanya untuk masalah")

    def offer(self) -> "QuestionForm":
        self.commodities.choices = _crops()
        self.problem_code.choices = [SelectChoice("", say("Semua masalah")), *_problems()]
        return self

    def fields(self):
        return super().fields() | {"problem_code": self.problem_code.data or None}
