"""The search of the catalogue, read from and written to the address."""

from flask import request
from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from domain import clock, region
from domain.catalogue.rental.rules import Period
from domain.catalogue.wish import Sort, Wish
from domain.errors import RuleBroken
from domain.kinds import FulfilmentKind
from domain.sentences import say
from web.forms import HouseForm
from web.money_fields import RupiahField
from web.shelf_choices import shelf_choices

LONGEST_WORDS = 120
SORTS = {
    Sort.BEST: say("Paling cocok"),
    Sort.NEWEST: say("Terbaru"),
    Sort.CHEAPEST: say("Termurah"),
    Sort.DEAREST: say("Termahal"),
}


class SearchForm(HouseForm):
    """What is looked for, out of the address: a search can be shared as a link."""

    period: Period | None = None
    words = StringField("Cari barang", name="q")
    category = SelectField("Jenis", name="kategori")
    village = SelectField("Desa penjual", name="desa")
    price_from = RupiahField("Harga paling rendah", name="dari")
    price_to = RupiahField("Harga paling tinggi", name="sampai")
    first = DateField("Tersedia mulai", [Optional()], name="mulai")
    last = DateField("Tersedia sampai", [Optional()], name="selesai")
    sort = SelectField("Urutkan", name="urut", choices=[SelectChoice(*pair) for pair in SORTS.items()])

    @classmethod
    def asked(cls) -> "SearchForm":
        """The form as the address fills it, checked."""
        form = cls(formdata=request.args)
        pack = region.current()
        form.category.choices = [SelectChoice("", say("Semua jenis")), *shelf_choices(form.etalase)]
        form.village.choices = [
            SelectChoice("", say("Semua desa")),
            *(SelectChoice(code, village.name) for code, village in pack.villages.items()),
        ]
        for field, missing in ((form.category, ""), (form.village, ""), (form.sort, Sort.BEST.value)):
            field.data = field.data or missing
        form.validate()
        form.period = form.read_period()
        return form

    def show_counts(self, counts: dict[str, int]) -> None:
        """Say behind each category how many of the newest candidates stand there."""
        for choice in self.category.choices:
            if counts.get(choice.value):
                choice.label = f"{choice.label} ({counts[choice.value]})"

    @property
    def etalase(self) -> str:
        """The etalase asked for; the region's first when none or an unknown one is."""
        known = region.current().etalase
        given = request.args.get("etalase", "")
        return given if given in known else next(iter(known))

    def read_period(self) -> Period | None:
        """The days asked for; a sentence at the field when they cannot be."""
        first, last = self.first.data, self.last.data
        if not self.is_rental or not (first or last) or self.first.errors or self.last.errors:
            return None
        if first is None or last is None:
            field = self.first if first is None else self.last
            field.errors = [say("Isi kedua tanggalnya, mulai dan sampai.")]
            return None
        try:
            if first < clock.today():
                raise RuleBroken("Hari mulai sudah lewat. Pilih hari ini atau sesudahnya.")
            return Period.through(first, last)
        except RuleBroken as broken:
            self.last.errors = [broken.message]
            return None

    @property
    def is_rental(self) -> bool:
        """Whether the etalase asked for rents things by the day."""
        return region.current().etalase[self.etalase].fulfilment is FulfilmentKind.RENTAL

    def wish(self) -> Wish:
        """What can be understood of it; a refused field counts as not filled in."""

        def said(field):
            return None if field.errors else field.data

        words = (said(self.words) or "").strip()[:LONGEST_WORDS]
        return Wish(
            words=words,
            etalase=self.etalase,
            category=said(self.category) or "",
            village=said(self.village) or "",
            price_from=said(self.price_from),
            price_to=said(self.price_to),
            period=self.period,
            sort=Sort(said(self.sort) or Sort.BEST),
        )


def address_of(wish: Wish, **change: str) -> dict[str, str]:
    """The arguments of the address that asks for this wish, only those that say something."""
    sort = wish.sort if wish.sort not in (None, Sort.BEST) else ""
    said = {
        "etalase": wish.etalase,
        "q": wish.words,
        "kategori": wish.category,
        "desa": wish.village,
        "dari": "" if wish.price_from is None else str(wish.price_from),
        "sampai": "" if wish.price_to is None else str(wish.price_to),
        "mulai": f"{wish.period.start}" if wish.period else "",
        "selesai": f"{wish.period.last}" if wish.period else "",
        "urut": sort,
    } | change
    return {name: str(value) for name, value in said.items() if value}
