"""What a comparison is for, and what came of it."""

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from domain.catalogue.shortlists.rules import OUTCOME_WORDS, PURPOSE_LENGTH, REASON_LENGTH, Outcome
from domain.catalogue.shortlists.sheet import Sheet
from domain.sentences import say
from web.forms import HouseForm
from web.money_fields import QuantityField


class LockForm(HouseForm):
    purpose = StringField(
        "Untuk keperluan apa", [InputRequired("Tulis untuk keperluan apa."), Length(max=PURPOSE_LENGTH)]
    )
    quantity = QuantityField("Jumlah yang dibutuhkan")
    hides_names = BooleanField("Sembunyikan nama penjual sampai hasilnya dicatat")


class DecideForm(HouseForm):
    outcome = RadioField(
        "Hasilnya",
        [InputRequired("Pilih hasilnya.")],
        choices=[
            SelectChoice(each.value, OUTCOME_WORDS[each]) for each in Outcome if each is not Outcome.LOCKED
        ],
    )
    position = SelectField("Yang dipilih", coerce=int)
    reason = TextAreaField("Alasan", [InputRequired("Tulis alasannya."), Length(max=REASON_LENGTH)])

    @classmethod
    def about(cls, sheet: Sheet, **kw) -> "DecideForm":
        """The form with the listings of this sheet to choose from."""
        form = cls(**kw)
        named = (
            SelectChoice(each.position, f"{each.position}. {each.name}, {each.vendor}")
            for each in sheet.lines
        )
        form.position.choices = [SelectChoice(0, say("tidak ada")), *named]
        form.position.data = form.position.data or 0
        return form
