"""What a vendor wants to be told of, and how the board is narrowed."""

from flask import request
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from domain import region
from domain.sentences import say
from web.forms import HouseForm


def _categories() -> list[SelectChoice]:
    pack = region.current()
    return [
        SelectChoice(each.code, each.name, optgroup=pack.etalase[each.etalase].name)
        for each in pack.categories.values()
    ]


def _villages() -> list[SelectChoice]:
    return [SelectChoice(code, village.name) for code, village in region.current().villages.items()]


class WatchForm(HouseForm):
    category = SelectField("Jenis barang atau jasa", validate_choice=False)
    village = SelectField("Desa", validate_choice=False)

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.category.choices = [SelectChoice("", say("Pilih jenisnya")), *_categories()]
        self.village.choices = [SelectChoice("", say("Di mana saja")), *_villages()]
        self.category.data, self.village.data = self.category.data or "", self.village.data or ""


class BoardForm(HouseForm):
    """Out of the address; what is not in a list counts as not asked."""

    category = SelectField("Jenis", name="jenis")
    village = SelectField("Desa", name="desa")

    @classmethod
    def asked(cls) -> "BoardForm":
        form, pack = cls(formdata=request.args), region.current()
        form.category.choices = [SelectChoice("", say("Semua jenis")), *_categories()]
        form.village.choices = [SelectChoice("", say("Semua desa")), *_villages()]
        known = ((form.category, pack.categories), (form.village, pack.villages))
        for field, codes in known:
            field.data = field.data if field.data in codes else ""
        return form

    @property
    def said(self) -> dict[str, str]:
        """What the board is narrowed to, by code."""
        return {"category": self.category.data, "village": self.village.data}
