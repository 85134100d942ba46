from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from domain.casebook.rules import QUESTION_LENGTH, TITLE_LENGTH, WORDS_LENGTH
from web.forms import HouseForm


class PublishForm(HouseForm):
    """The farmer's words, to be read by everybody once nobody can be recognised in them."""

    title = StringField("Judul", [InputRequired("Tulis judulnya."), Length(max=TITLE_LENGTH)])
    words = TextAreaField(
        "Ceritanya, tanpa nama orang dan tempat",
        [InputRequired("Tulis ceritanya."), Length(max=WORDS_LENGTH)],
        render_kw={"rows": 6},
    )


class QuestionForm(HouseForm):
    question = TextAreaField(
        "Pertanyaan Bapak/Ibu",
        [InputRequired("Tulis pertanyaannya."), Length(max=QUESTION_LENGTH)],
        render_kw={"rows": 3},
    )
