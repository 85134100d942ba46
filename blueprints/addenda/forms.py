from wtforms import DateField, IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from domain.sentences import say
from web.forms import HouseForm
from web.money_fields import QuantityField, RupiahField


class LongerForm(HouseForm):
    """So many days more, and why."""

    version = IntegerField("Versi", [InputRequired("Muat ulang halaman ini.")], widget=HiddenInput())
    days = QuantityField("Ditambah berapa hari", required="Tulis berapa hari ditambah.")
    reason = TextAreaField("Alasan", [Length(max=400)])


class ChangeForm(HouseForm):
    """Quantity and price of each line, made by `over`, a day and a reason."""

    version = IntegerField("Versi", [InputRequired("Muat ulang halaman ini.")], widget=HiddenInput())
    deliver_by = DateField("Paling lambat sampai", [Optional()])
    reason = TextAreaField("Alasan", [Length(max=400)])

    @classmethod
    def over(cls, lines, *, day, version):
        names, filled = {}, {"deliver_by": day, "version": version}
        for n, line in enumerate(lines):
            names[f"quantity-{n}"] = QuantityField(
                f"{line.name} ({line.unit})", least=0, required="Tulis jumlahnya."
            )
            names[f"price-{n}"] = RupiahField(
                say("Harga per {unit}", unit=line.unit), required="Tulis harganya."
            )
            filled |= {f"quantity-{n}": line.quantity, f"price-{n}": line.price}
        return type("ChangeForm", (cls,), names)(data=filled)

    def fields(self):
        said = super().fields()
        count = sum(name.startswith("price-") for name in said)
        quantities = [said.pop(f"quantity-{n}") for n in range(count)]
        return said | {"quantities": quantities, "prices": [said.pop(f"price-{n}") for n in range(count)]}
