from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from domain.money import rupiah
from domain.purchases.lanes import NAMES
from domain.purchases.money.rules import CHANNEL_WORDS, Channel
from domain.purchases.ratings.rules import BEST, SCORE_WORDS, TEXT_LENGTH
from domain.sentences import say
from domain.tax.model import PaymentWay
from web.forms import HouseForm, PhoneField
from web.money_fields import QuantityField, RupiahField

WAYS = [
    (PaymentWay.LS.value, say("LS, langsung ke rekening penjual")),
    (PaymentWay.UP.value, say("UP, uang persediaan")),
    (PaymentWay.GU.value, say("GU, ganti uang")),
    (PaymentWay.TU.value, say("TU, tambah uang")),
    (PaymentWay.KKPD.value, say("KKPD, kartu kredit pemerintah")),
]


LANES = [(code.value, name) for code, name in NAMES.items()]


class StepForm(HouseForm):
    """A step that only needs to know which version of the purchase was on the screen."""

    version = IntegerField("Versi", [InputRequired("Muat ulang halaman ini.")], widget=HiddenInput())


class ReasonForm(StepForm):
    reason = TextAreaField("Alasan", [Length(max=400)])


class DraftForm(StepForm):
    budget_line_id = SelectField("Mata anggaran", coerce=int)
    deliver_to = StringField("Dikirim ke", [InputRequired("Tulis ke mana barang dikirim."), Length(max=200)])
    deliver_by = DateField("Paling lambat sampai", [Optional()])
    contact = StringField("Penerima di tempat", [Length(max=80)])
    contact_phone = PhoneField("Nomor HP penerima", required="", render_kw={"inputmode": "tel"})
    payment_way = SelectField("Cara bayar", choices=[SelectChoice(*way) for way in WAYS], coerce=PaymentWay)
    lane = SelectField("Jalur belanja", choices=[SelectChoice(*each) for each in LANES], default="B")
    hps = RupiahField("HPS, harga perkiraan sendiri", required="")
    hps_source = StringField("Sumber HPS", [Length(max=200)])
    external_number = StringField("Nomor paket SPSE", [Length(max=40)])
    note = StringField("Catatan untuk PPK", [Length(max=400)])

    def offer(self, lines, external_number_above: int | None, hps_above: int | None) -> "DraftForm":
        """The budget lines to choose from, and from which rupiah on a package number and an estimate are asked for."""
        if hps_above is not None:
            self.hps.description = say(
                "Termasuk pajak. Wajib untuk belanja di atas {hps_above}.", hps_above=rupiah(hps_above)
            )
        if external_number_above is not None:
            self.external_number.description = say(
                "Wajib untuk belanja di atas {external_number_above}.",
                external_number_above=rupiah(external_number_above),
            )
        self.budget_line_id.choices = [SelectChoice(0, say("Pilih mata anggaran"))] + [
            SelectChoice(line.id, say("{name}, sisa {left}", name=line.name, left=rupiah(line.left)))
            for line in lines
        ]
        return self

    def fields(self):
        return super().fields() | {"budget_line_id": self.budget_line_id.data or None}


class ApproveForm(StepForm):
    kpa_decree = StringField("Nomor SK bila KPA merangkap PPK", [Length(max=60)])


class BargainForm(StepForm):
    """A price for each line, made by `over`; the fee for bringing where there is one; the day where things are sent."""

    note = StringField("Catatan", [Length(max=200)])

    @classmethod
    def over(cls, lines, prices: list[int], fees: dict[int, int], *, with_day: bool, day):
        """A form over these lines, filled with the prices on the table (rupiah for one), the day, and the `fees`
        for bringing by place of the line."""
        names = {
            f"price-{n}": RupiahField(
                say("{name}, harga per {unit}", name=line.name, unit=line.unit), required="Tulis harganya."
            )
            for n, line in enumerate(lines)
        }
        for n in fees:
            label = say("{name}, ongkos antar", name=lines[n].name)
            names[f"fee-{n}"] = RupiahField(label, required="Tulis ongkosnya. Isi 0 kalau gratis.")
        if with_day:
            names["deliver_by"] = DateField("Paling lambat sampai", [Optional()])
        filled = {f"price-{n}": price for n, price in enumerate(prices)}
        filled |= {f"fee-{n}": fee for n, fee in fees.items()}
        return type("BargainForm", (cls,), names)(data=filled | {"deliver_by": day})

    def fields(self):
        said = super().fields()
        prices = [said.pop(name) for name in [f"price-{n}" for n in range(len(said))] if name in said]
        fees = {int(name[4:]): said.pop(name) for name in list(said) if name.startswith("fee-")}
        return said | {"prices": prices, "fees": fees}


class RatingForm(StepForm):
    score = SelectField(
        "Nilai", choices=[SelectChoice(*each) for each in SCORE_WORDS.items()], coerce=int, default=BEST
    )
    words = TextAreaField("Bagaimana pesanannya?", [Length(max=TEXT_LENGTH)])


class AnswerRatingForm(StepForm):
    words = TextAreaField("Jawaban Anda", [Length(max=TEXT_LENGTH)])


class InvoiceForm(StepForm):
    tax_invoice = StringField("Nomor faktur pajak", [Length(max=40)])


class PayForm(StepForm):
    amount = RupiahField("Yang dikirim ke penjual", required="Tulis jumlah yang dibayar.")
    channel = SelectField(
        "Lewat",
        choices=[SelectChoice(*road) for road in CHANNEL_WORDS.items()],
        coerce=Channel,
        default=Channel.SP2D,
    )
    proof_number = StringField("Nomor bukti (SP2D atau transfer)", [Length(max=60)])
    paid_on = DateField("Tanggal bayar", [InputRequired("Pilih tanggal bayar.")])
    spp_number = StringField("Nomor SPP", [Length(max=60)])
    spp_on = DateField("Tanggal SPP", [Optional()])
    spm_number = StringField("Nomor SPM", [Length(max=60)])
    spm_on = DateField("Tanggal SPM", [Optional()])


class CountForm(StepForm):
    """Quantities by line; the fields of the lines are added by `shipping`."""

    note = StringField("Catatan", [Length(max=200)])

    @classmethod
    def shipping(cls, lines):
        names = {
            f"quantity-{n}": QuantityField(f"{line.name} ({line.unit})", least=0, required="Tulis jumlahnya.")
            for n, line in enumerate(lines)
        }
        return type("ShipForm", (cls,), names)(
            data={f"quantity-{n}": line.count.may_ship for n, line in enumerate(lines)}
        )
