from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from domain.oversight.rules import QUESTIONS, SCORES
from web.forms import HouseForm


class ReviewForm(HouseForm):
    """Four questions about an answer, three ways to say it."""

    @property
    def scores(self) -> list[int]:
        return [int(self[f"score_{number}"].data) for number in range(1, len(QUESTIONS) + 1)]

    def fields(self):
        return {"scores": self.scores}


for _number, _question in enumerate(QUESTIONS, start=1):
    setattr(
        ReviewForm,
        f"score_{_number}",
        RadioField(
            _question,
            [InputRequired("Pilih salah satu.")],
            choices=[SelectChoice(str(score), words) for score, words in SCORES.items()],
        ),
    )
