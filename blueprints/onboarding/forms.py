"""The pages of the registration: one group of questions each, short enough for a small phone."""

from typing import Any

from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from domain import clock, region
from domain.money import rupiah
from domain.people import queries as people
from domain.people.vendors import identifiers
from domain.people.vendors.rules import Page, SizeClass
from domain.sentences import say
from web.attachments import PaperField
from web.forms import HouseForm, ParsedField, PhoneField

KINDS = [("perorangan", say("Perorangan")), ("badan", say("Badan (CV, PT, koperasi)"))]
SALES = {"mikro": "micro_sales_limit", "kecil": "small_sales_limit", "menengah": "medium_sales_limit"}
DIGITS = {"inputmode": "numeric", "autocomplete": "off"}
UNCHANGED = say("Tersimpan {}. Kosongkan kalau tidak berubah.")


def _size_words(size: SizeClass) -> str:
    """'Mikro, penjualan setahun sampai Rp2.000.000.000', by the limit in force today where the region has one."""
    limit = region.current().thresholds_on(clock.today()).get(SALES.get(size.value, ""))
    name = size.value.capitalize()
    return (
        say("{name}, penjualan setahun sampai {int}", name=name, int=rupiah(int(limit.value)))
        if limit
        else name
    )


class PageForm(HouseForm):
    """A page of questions; `helps` are sentences under fields, by name."""

    helps: dict[str, str] = {}

    def help_for(self, name: str) -> str | None:
        return self.helps.get(name)

    def remember(self, **masked: str) -> "PageForm":
        """Say under a number's field that one is kept, by its last digits."""
        said = {name: UNCHANGED.format(shown) for name, shown in masked.items() if shown}
        self.helps = {**self.helps, **said}
        return self


class NumberField(ParsedField):
    """A number of public law; its data are the digits, or None when left empty."""

    def __init__(self, label: str, validators: Any = None, **kw: Any):
        super().__init__(label, validators, **kw | {"render_kw": DIGITS})


class IdentityForm(PageForm):
    legal_name = StringField("Nama usaha", [InputRequired("Tulis nama usahanya."), Length(max=120)])
    kind = RadioField("Bentuk usaha", choices=[SelectChoice(*each) for each in KINDS])
    village_code = SelectField("Desa atau kelurahan", [InputRequired("Pilih desanya.")])
    helps = {"legal_name": say("Sama dengan di surat NIB.")}

    def __init__(self, *args: Any, **kw: Any):
        super().__init__(*args, **kw)
        places = people.villages()
        self.village_code.choices = [SelectChoice("", say("Pilih desa"))]
        self.village_code.choices += [SelectChoice(each.code, each.name) for each in places]


class ContactForm(PageForm):
    address = StringField("Alamat usaha", [Length(max=200)])
    phone = PhoneField("Nomor HP usaha", required="", render_kw={"inputmode": "tel"})
    about = TextAreaField("Tentang usaha", [Length(max=400)], render_kw={"rows": 3})
    helps = {
        "address": say("Jalan, nomor, RT/RW, dusun."),
        "about": say("Pembeli membacanya. Dua kalimat cukup."),
    }

    def fields(self) -> dict[str, Any]:
        said = super().fields()
        return said | {"phone": said["phone"] or ""}


class OwnerForm(PageForm):
    owner_name = StringField("Nama pemilik atau pengurus", [Length(max=120)])
    owner_position = StringField("Jabatan", [Length(max=60)])
    helps = {
        "owner_name": say("Yang menandatangani tagihan. Sama dengan di KTP."),
        "owner_position": say("Misalnya pemilik, direktur, ketua."),
    }


class LicenceForm(PageForm):
    nib = NumberField("NIB", parse=identifiers.parse_nib)
    size_class = RadioField("Ukuran usaha")
    helps = {"nib": say("13 angka. Belum punya? Buat di oss.go.id, lalu isi di sini nanti.")}

    def __init__(self, *args: Any, **kw: Any):
        super().__init__(*args, **kw)
        self.size_class.choices = [SelectChoice(size.value, _size_words(size)) for size in SizeClass]


class TaxForm(PageForm):
    npwp = NumberField("NPWP", parse=identifiers.parse_npwp)
    is_pkp = RadioField(
        "Pengusaha Kena Pajak (PKP)?",
        choices=[SelectChoice("ya", say("Ya")), SelectChoice("tidak", say("Bukan"))],
    )
    certificate_number = StringField("Nomor Surat Keterangan PP 55", [Length(max=60)])
    certificate_until = DateField("Berlaku sampai", [Optional()])
    helps = {
        "npwp": say("15 atau 16 angka."),
        "is_pkp": say("PKP memungut PPN dan membuat faktur pajak. Kalau ragu, pilih Bukan."),
        "certificate_number": say("Untuk pajak final 0,5 persen. Kosongkan kalau tidak punya."),
    }

    def fields(self) -> dict[str, Any]:
        return super().fields() | {"is_pkp": self.is_pkp.data == "ya"}


class AccountForm(PageForm):
    bank_name = StringField("Nama bank", [Length(max=40)])
    bank_account = NumberField("Nomor rekening", parse=identifiers.parse_account)
    bank_holder = StringField("Nama pemilik rekening", [Length(max=120)])
    helps = {
        "bank_account": say("Pembayaran pesanan masuk ke sini."),
        "bank_holder": say("Sama dengan di buku rekening."),
    }


FORMS: dict[Page, type[PageForm]] = {
    Page.IDENTITY: IdentityForm,
    Page.CONTACT: ContactForm,
    Page.OWNER: OwnerForm,
    Page.LICENCE: LicenceForm,
    Page.TAX: TaxForm,
    Page.ACCOUNT: AccountForm,
}


class DocumentForm(HouseForm):
    """One paper: what it is, the photo or PDF, until when it is good."""

    kind = SelectField("Jenis dokumen", [InputRequired("Pilih jenis dokumennya.")])
    file = PaperField("Foto atau PDF")
    number = StringField("Nomor dokumen", [Length(max=60)])
    valid_through = DateField("Berlaku sampai", [Optional()])

    def __init__(self, *args: Any, **kw: Any):
        super().__init__(*args, **kw)
        known = region.current().vendor_documents.values()
        self.kind.choices = [SelectChoice("", say("Pilih jenisnya"))]
        self.kind.choices += [SelectChoice(each.code, each.name) for each in known]
