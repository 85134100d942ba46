"""A package as its vendor describes it: for whom, what is in it, and in which milestones it is paid."""

from typing import Any

from flask import request
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from domain.catalogue import rules
from domain.catalogue.packages import rules as package_rules
from domain.catalogue.packages.rules import CancelFee, Milestone, Package
from domain.catalogue.rules import Offer
from domain.kinds import FulfilmentKind
from domain.sentences import say
from web.forms import HouseForm
from web.money_fields import QuantityField, RupiahField
from web.shelf_choices import shelves_of_kind, units_of_kind
from web.uploads import PhotoField

STAGES = ("Persiapan", "Pelaksanaan", "Laporan")
USUAL = (
    (30, -7, "Daftar peserta dan susunan acara"),
    (40, 0, "Acara selesai, foto"),
    (30, 7, "Laporan kegiatan"),
)


class PackageForm(HouseForm):
    """Three milestones at most; one without a weight is left out."""

    photo = PhotoField("Foto kegiatan")
    name = StringField("Nama paket", [InputRequired("Tulis nama paketnya."), Length(max=rules.NAME_LENGTH)])
    category_code = SelectField("Jenis", validate_choice=False)
    price = RupiahField("Harga paket, belum pajak", required="Isi harganya, misalnya 4.000.000.")
    per_person = BooleanField("Harga itu untuk satu orang")
    unit = SelectField("Satuan", [InputRequired("Pilih satuannya.")])
    people_from = QuantityField("Paling sedikit berapa orang", required="Isi angkanya, misalnya 20.")
    people_to = QuantityField("Paling banyak berapa orang", required="Isi angkanya, misalnya 60.")
    hours = QuantityField("Lamanya, jam", required="Isi angkanya, misalnya 6.")
    inclusions = TextAreaField(
        "Yang termasuk",
        [InputRequired("Tulis apa saja yang termasuk."), Length(max=package_rules.TEXT_LENGTH)],
    )
    venue = StringField("Tempat", [Length(max=package_rules.TEXT_LENGTH)])
    crew = QuantityField("Jumlah petugas", least=0)
    rundown = TextAreaField("Susunan acara", [Length(max=package_rules.TEXT_LENGTH)])
    lead_days = QuantityField("Dipesan berapa hari sebelumnya", least=0, most=rules.LEAD_LIMIT)
    reschedule_days = QuantityField("Boleh pindah tanggal sampai berapa hari sebelum acara", least=0)
    cancel_days = QuantityField("Biaya batal bila kurang dari berapa hari", least=0)
    cancel_percent = QuantityField("Biaya batal, persen dari harga", least=0, most=100)
    description = TextAreaField(
        "Ceritakan paketnya",
        [InputRequired("Ceritakan paketnya."), Length(max=rules.DESCRIPTION_LENGTH)],
    )

    def __init__(self, *args: Any, **kw: Any):
        super().__init__(*args, **kw)
        shelves = shelves_of_kind(FulfilmentKind.ORGANISER)
        self.category_code.choices = [SelectChoice("", say("Pilih jenisnya")), *shelves]
        units = units_of_kind(FulfilmentKind.ORGANISER, self.unit.data)
        self.unit.choices = [SelectChoice("", say("Pilih satuannya")), *units]

    def fields(self) -> dict[str, Any]:
        said = super().fields()
        offered = {name: said[name] for name in ("name", "description", "unit", "price", "category_code")}
        fee = CancelFee(said["cancel_days"] or 0, said["cancel_percent"] or 0)
        package = Package(
            people_from=said["people_from"], people_to=said["people_to"], hours=said["hours"],
            inclusions=said["inclusions"], per_person=said["per_person"], venue=said["venue"],
            crew=said["crew"] or 0, rundown=said["rundown"], reschedule_days=said["reschedule_days"] or 0,
            milestones=tuple(self._milestones(said)), cancel_fees=(fee,) if said["cancel_days"] else (),
        )  # fmt: skip
        return {
            "offer": Offer(stock=1, lead_days=said["lead_days"] or 0, **offered),
            "package": package,
            "picture": self.photo.picture,
            "send": "send" in request.form,
        }

    @staticmethod
    def _milestones(said: dict[str, Any]):
        for number, name in enumerate(STAGES):
            if said[f"weight-{number}"]:
                days = said[f"days-{number}"] or 0
                yield Milestone(name, said[f"deliverable-{number}"], said[f"weight-{number}"], days)

    @classmethod
    def filled(cls, package: Package, **said: Any) -> "PackageForm":
        """The form as a package and its offer fill it."""
        fee = package.cancel_fees[0] if package.cancel_fees else None
        data = said | {name: getattr(package, name) for name in Package.__slots__ if name in cls._names()}
        data |= {"cancel_days": fee.days if fee else None, "cancel_percent": fee.percent if fee else None}
        by_name = {each.name: each for each in package.milestones}
        for number, name in enumerate(STAGES):
            each = by_name.get(name)
            data |= {
                f"weight-{number}": each.weight if each else None,
                f"deliverable-{number}": each.deliverable if each else "",
                f"days-{number}": each.days if each else None,
            }
        return cls(formdata=None, data=data)

    @staticmethod
    def _names() -> frozenset[str]:
        return frozenset(
            ("people_from", "people_to", "hours", "inclusions", "per_person", "venue", "crew", "rundown",
             "reschedule_days")
        )  # fmt: skip


for number, (weight, days, deliverable) in enumerate(USUAL):
    setattr(
        PackageForm, f"weight-{number}", QuantityField("Bobot, persen", least=0, most=100, default=weight)
    )
    setattr(
        PackageForm,
        f"deliverable-{number}",
        StringField("Yang diserahkan", [Length(max=package_rules.DELIVERABLE_LENGTH)], default=deliverable),
    )
    setattr(PackageForm, f"days-{number}", IntegerField("Hari dari acara", [Optional()], default=days))


class EditForm(PackageForm):
    """The same for a package that stands; `seen` is the version an edit began from."""

    seen = HiddenField()

    def fields(self) -> dict[str, Any]:
        seen = self.seen.data or ""
        number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
        return super().fields() | {"seen": number}
