from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from domain.errors import RuleBroken
from domain.purchases.money import qris
from web.forms import HouseForm


class DepositForm(HouseForm):
    billing_id = StringField(
        "ID billing",
        [InputRequired("Tulis ID billing, 15 angka."), Length(max=40)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    ntpn = StringField(
        "NTPN",
        [InputRequired("Tulis NTPN dari bukti setor, 16 huruf dan angka."), Length(max=40)],
        render_kw={"autocapitalize": "characters", "autocomplete": "off"},
    )
    bupot_number = StringField("Nomor bukti potong (e-Bupot)", [Length(max=40)])
    deposited_on = DateField("Tanggal setor", [InputRequired("Pilih tanggal setor.")])


class WarrantForm(HouseForm):
    spp_number = StringField("Nomor SPP", [InputRequired("Tulis nomor SPP."), Length(max=60)])
    spp_on = DateField("Tanggal SPP", [InputRequired("Pilih tanggal SPP.")])
    spm_number = StringField("Nomor SPM", [InputRequired("Tulis nomor SPM."), Length(max=60)])
    spm_on = DateField("Tanggal SPM", [InputRequired("Pilih tanggal SPM.")])


class QrisForm(HouseForm):
    payload = TextAreaField(
        "Isi kode QRIS",
        [InputRequired("Tempel isi kode QRIS Anda."), Length(max=1_000)],
        render_kw={"rows": 4, "autocomplete": "off", "spellcheck": "false"},
    )

    def look(self) -> qris.Qris | None:
        """What the pasted code says; None when it may not be kept, and the form says why."""
        if not self.validate():
            return None
        try:
            code = qris.read(self.payload.data)
            qris.check_static(code)
        except RuleBroken as broken:
            return self.refuse(broken.message, broken.field)
        return code
