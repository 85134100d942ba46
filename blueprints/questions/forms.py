"""A question, its answer, and why one is hidden."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from domain.catalogue.questions.rules import ANSWER_LENGTH, QUESTION_LENGTH, REASON_LENGTH
from web.forms import HouseForm


class QuestionForm(HouseForm):
    body = TextAreaField(
        "Pertanyaan Anda", [InputRequired("Tulis pertanyaannya."), Length(max=QUESTION_LENGTH)]
    )


class AnswerForm(HouseForm):
    answer = TextAreaField("Jawaban", [InputRequired("Tulis jawabannya."), Length(max=ANSWER_LENGTH)])


class HideForm(HouseForm):
    reason = TextAreaField("Alasan", [InputRequired("Tulis alasannya."), Length(max=REASON_LENGTH)])
