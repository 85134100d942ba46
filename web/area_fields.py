"""An area in the unit people use, as two fields of a form; the region knows the units."""

from decimal import Decimal

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from domain import region
from domain.areas import check_area, parse_amount, square_metres
from domain.errors import RuleBroken
from web.forms import HouseForm, ParsedField

NUMBER = {"inputmode": "decimal", "autocomplete": "off"}


class AreaForm(HouseForm):
    """A form that asks how large the land is; `area_m2` is what was said, in whole square metres."""

    area = ParsedField("Luas lahan", parse=parse_amount, render_kw=NUMBER)
    area_unit = SelectField("Satuan luas")

    def offer_units(self) -> None:
        """Fill the choices from the region, the first one chosen."""
        self.area_unit.choices = [
            SelectChoice(unit.code, unit.name) for unit in region.current().area_units.values()
        ]
        self.area_unit.data = self.area_unit.data or self.area_unit.choices[0].value

    def validate_area(self, field: ParsedField) -> None:
        """Said at its field, and on its own page where the form asks one question a page."""
        if field.data is None or self.area_unit.data not in region.current().area_units:
            return
        try:
            check_area(self.area_m2)
        except RuleBroken as broken:
            raise ValidationError(broken.message) from broken

    @property
    def units_explained(self) -> str:
        """'1 ru = 14,06 m². 1 hektare = 10.000 m².'"""
        units = [unit for unit in region.current().area_units.values() if unit.m2 != 1]
        return " ".join(f"1 {unit.name} = {_comma(unit.m2)} m²." for unit in units)

    @property
    def area_m2(self) -> int | None:
        """Only of a form that was found in shape."""
        unit = region.current().area_units[self.area_unit.data]
        return None if self.area.data is None else square_metres(self.area.data, Decimal(str(unit.m2)))


def _comma(number: float) -> str:
    whole, _, rest = f"{number:.2f}".partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")
