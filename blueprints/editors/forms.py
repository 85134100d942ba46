from wtforms import IntegerField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from domain import region
from domain.knowledge.queries import DeskEntry
from domain.knowledge.texts import LINE_LENGTH, LISTS, SOURCE_LENGTH, ProblemText
from web.forms import HouseForm
from web.lines import LinesField

ROWS = {"rows": 4}


class SeenForm(HouseForm):
    """A button that names the version its screen showed."""

    seen = IntegerField(widget=HiddenInput())


class ProblemForm(SeenForm):
    """All an entry says; lists have one thing a line. `entry` is what it changes."""

    entry: DeskEntry

    name = StringField("Nama", [InputRequired("Tulis namanya."), Length(max=80)])
    latin = StringField("Nama latin", [Length(max=80)])
    local_names = LinesField("Nama setempat, satu sebaris", render_kw=ROWS)
    commodities = SelectMultipleField(
        "Tanaman", [InputRequired("Pilih tanamannya.")],
        widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
    )  # fmt: skip
    signs = LinesField("Tandanya, satu sebaris", render_kw=ROWS)
    prevention = LinesField("Cara tanam, satu langkah sebaris", render_kw=ROWS)
    mechanical = LinesField("Cabut, kumpulkan, perangkap", render_kw=ROWS)
    biological = LinesField("Hayati dan nabati", render_kw=ROWS)
    chemical = LinesField("Obat: golongan saja, tanpa merek dan takaran", render_kw=ROWS)
    threshold = StringField("Batas sebelum memakai obat", [Length(max=LINE_LENGTH)])
    call_when = StringField(
        "Panggil penyuluh kalau", [InputRequired("Tulis kapan harus memanggil."), Length(max=LINE_LENGTH)]
    )
    source = StringField("Sumber", [InputRequired("Tulis sumbernya."), Length(max=SOURCE_LENGTH)])

    def offer(self) -> "ProblemForm":
        crops = region.current().commodities_by_rank()
        self.commodities.choices = [SelectChoice(crop.code, crop.name) for crop in crops]
        return self

    @classmethod
    def of(cls, entry: DeskEntry) -> "ProblemForm":
        said = {name: getattr(entry.text, name) for name in ProblemText.__slots__}
        return cls(data=said | {"seen": entry.n}).offer()

    def fields(self):
        """The wording typed; what the form does not ask stays as in `entry`."""
        said = {name: self[name].data or "" for name in ProblemText.__slots__ if name in self}
        tuples = {name: tuple(said[name]) for name in (*LISTS, "commodities")}
        text = ProblemText(**{"kind": self.entry.text.kind} | said | tuples)
        return {"seen": self.seen.data, "text": text}
