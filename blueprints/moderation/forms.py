"""What is wrong, and what came of it."""

from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from domain.moderation.rules import NOTE_LENGTH, WHY_WORDS, State
from web.forms import HouseForm

DECISIONS = {"tindak": State.ACTED, "tidak-terbukti": State.DISMISSED}


class ReportForm(HouseForm):
    """One choice; words only where they are needed."""

    why = RadioField(
        "Apa yang salah?",
        [InputRequired("Pilih salah satu.")],
        choices=[SelectChoice(why.value, words) for why, words in WHY_WORDS.items()],
    )
    note = TextAreaField("Ceritakan", [Length(max=NOTE_LENGTH)])


class DecideForm(HouseForm):
    answer = TextAreaField("Alasan", [Length(max=NOTE_LENGTH)])
    decision = StringField("Keputusan")

    def fields(self) -> dict[str, Any]:
        outcome = DECISIONS.get(self.decision.data or "", State.OPEN)
        return {"outcome": outcome, "answer": self.answer.data or ""}
