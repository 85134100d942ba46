from domain.papers.rules import read_code
from web.forms import HouseForm, ParsedField


class CheckForm(HouseForm):
    code = ParsedField(
        "Kode di surat",
        parse=read_code,
        required="Tulis kode dari surat.",
        render_kw={"autocomplete": "off", "autocapitalize": "characters"},
    )
