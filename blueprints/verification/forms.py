"""What an admin decides about a vendor, and why."""

from typing import Any

from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from domain.people.vendors.rules import CHECKLIST, MOVES, REASON_LENGTH
from domain.sentences import say
from web.forms import HouseForm
from web.money_fields import QuantityField

VERBS = {move.slug: move.verb for move in MOVES}
TAKEN = ("step", say("NIB ini sudah dipakai usaha lain yang terverifikasi."))


class StepForm(HouseForm):
    """The next step of a vendor: what was looked at, and why where a reason is due."""

    checked = SelectMultipleField(
        "Sudah diperiksa",
        choices=[SelectChoice(*point) for point in CHECKLIST.items()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    reason = TextAreaField("Alasan", [Length(max=REASON_LENGTH)])
    step = StringField("Langkah")
    unique = {"uq_vendor_nib": TAKEN, "vendor.nib": TAKEN}

    def fields(self) -> dict[str, Any]:
        return {
            "verb": VERBS.get(self.step.data or "", ""),
            "reason": self.reason.data or "",
            "checked": self.checked.data or [],
        }


class DecideForm(HouseForm):
    """Yes, or no with a reason."""

    reason = TextAreaField("Alasan kalau ditolak", [Length(max=REASON_LENGTH)])
    decision = StringField("Keputusan")
    unique = {"uq_vendor_nib": TAKEN, "vendor.nib": TAKEN}

    def fields(self) -> dict[str, Any]:
        return {"accept": self.decision.data == "ya", "reason": self.reason.data or ""}


class MemberForm(HouseForm):
    """The vendor an aggregator acts for, by the number on its page."""

    member_id = QuantityField(
        "Nomor usaha anggota", required="Tulis nomor usahanya, misalnya 12.", most=999_999_999
    )
