"""The admin's queues about vendors: who waits, which papers and changes wait, and one vendor whole."""

import json

from flask import request, url_for

from domain import region
from domain.people.rules import Role, VendorKind
from domain.people.vendors import actions, pages, queries, queues, radar, rules, staff, verifying
from domain.people.vendors.identifiers import masked
from domain.sentences import say
from web.access import ADMIN, AUDITOR, Area
from web.carry import carry_out
from web.filters import short_day
from web.hx import again, go, page
from web.login import actor
from web.paging import after, page_of
from web.second import Code

from .forms import DecideForm, MemberForm, StepForm

area = Area("verification", __name__, url_prefix="/periksa-usaha")
TABS = {"menunggu": say("Menunggu"), "terverifikasi": say("Terverifikasi"), "lain": say("Lainnya")}
FIELD_WORDS = {
    "legal_name": say("Nama usaha"),
    "kind": say("Bentuk"),
    "village_code": say("Desa"),
    "owner_name": say("Pemilik"),
    "owner_position": say("Jabatan"),
    "nib": say("NIB"),
    "size_class": say("Ukuran"),
    "npwp": "NPWP",
    "is_pkp": say("PKP"),
    "certificate_number": say("Surat Keterangan PP 55"),
    "certificate_until": say("Berlaku sampai"),
    "bank_name": say("Bank"),
    "bank_account": say("Nomor rekening"),
    "bank_holder": say("Atas nama"),
}


@area.get("/", allow=ADMIN)
def index():
    group, terms = request.args.get("keadaan", "menunggu"), request.args.get("cari", "").strip()[:80]
    found = page_of(queues.vendors(actor(), group, terms=terms, after=after()), queues.PAGE)
    tabs = [
        {"href": url_for(".index", keadaan=code), "label": label, "current": code == group}
        for code, label in TABS.items()
    ]
    waiting = queues.waiting(actor())
    return page(
        "verification/index.html", found=found, group=group, terms=terms, tabs_shown=tabs, waiting=waiting,
        labels=rules.LABELS,
    )  # fmt: skip


@area.get("/<int:vendor_id>", allow=ADMIN)
def show(vendor_id: int):
    return page("verification/show.html", form=StepForm(formdata=None), **_seen(vendor_id))


@area.post("/<int:vendor_id>/langkah", allow=ADMIN)
def step(vendor_id: int):
    form = StepForm()
    if form.carry_out(actions.step, actor(), vendor_id, to=_shown(vendor_id)) is None:
        return again("verification/show.html", "verification/_step_form.html", form=form, **_seen(vendor_id))
    return go()


@area.post("/<int:vendor_id>/tampilkan", allow=ADMIN, once=False)
def reveal(vendor_id: int):
    """The numbers whole, on this answer only; the reading is in the journal."""
    seen = carry_out(verifying.reveal, actor(), vendor_id, to=_shown(vendor_id))
    return page("onboarding/numbers.html", seen=seen, back=url_for(".show", vendor_id=vendor_id))


@area.get("/perubahan", allow=ADMIN)
def changes():
    found = page_of(queues.changes(actor(), after()), queues.PAGE)
    return page("verification/changes.html", found=found, page_names=rules.PAGE_NAMES)


@area.get("/perubahan/<int:change_id>", allow=ADMIN, code=Code.FRESH)
def change(change_id: int):
    return page("verification/change.html", form=DecideForm(formdata=None), **_changing(change_id))


@area.post("/perubahan/<int:change_id>", allow=ADMIN, code=Code.FRESH)
def decide_change(change_id: int):
    form = DecideForm()
    to = ("verification.changes", {})
    if form.carry_out(verifying.decide_change, actor(), change_id, to=to) is None:
        return again(
            "verification/change.html", "verification/_decide_form.html", form=form, **_changing(change_id)
        )
    return go()


@area.get("/dokumen", allow=ADMIN)
def documents():
    found = page_of(queues.documents(actor(), after()), queues.PAGE)
    return page("verification/documents.html", found=found, names_of=region.current().vendor_documents)


@area.get("/dokumen/<int:document_id>", allow=ADMIN)
def document(document_id: int):
    return page("verification/document.html", form=DecideForm(formdata=None), **_deciding(document_id))


@area.post("/dokumen/<int:document_id>", allow=ADMIN)
def decide_document(document_id: int):
    form, deciding = DecideForm(), _deciding(document_id)
    to = _shown(deciding["document"].vendor_id)
    if form.carry_out(verifying.decide_document, actor(), document_id, to=to) is None:
        deciding = _deciding(document_id)
        return again("verification/document.html", "verification/_decide_form.html", form=form, **deciding)
    return go()


@area.get("/kesamaan", allow=ADMIN | AUDITOR)
def shared():
    """What vendors have in common with each other or with officials, in words."""
    return page(
        "verification/shared.html", found=radar.everywhere(actor()), is_admin=actor().hat is Role.ADMIN
    )


@area.post("/<int:vendor_id>/agregator", allow=ADMIN)
def name_aggregator(vendor_id: int):
    yes = request.form.get("yes") == "ya"
    carry_out(staff.name_aggregator, actor(), vendor_id, is_aggregator=yes, to=_shown(vendor_id))
    return go()


@area.post("/<int:vendor_id>/anggota", allow=ADMIN)
def add_member(vendor_id: int):
    form = MemberForm()
    if form.carry_out(staff.add_member, actor(), vendor_id, to=_shown(vendor_id)) is None:
        seen = _seen(vendor_id) | {"member_form": form}
        part = "verification/_member_form.html"
        return again("verification/show.html", part, form=StepForm(formdata=None), **seen)
    return go()


@area.post("/<int:vendor_id>/anggota/<int:membership_id>/akhiri", allow=ADMIN)
def end_membership(vendor_id: int, membership_id: int):
    carry_out(staff.end_membership, actor(), membership_id, to=_shown(vendor_id))
    return go()


def _shown(vendor_id: int) -> tuple[str, dict]:
    return "verification.show", {"vendor_id": vendor_id}


def _seen(vendor_id: int) -> dict:
    seen = queries.vendor_page(actor(), vendor_id)
    moves = rules.moves_for(seen.vendor.status, actor().hat)
    return {
        "seen": seen,
        "vendor": seen.vendor,
        "decided": [each for each in seen.changes if each.decided_at],
        "owners": queries.owners_of(vendor_id),
        "state": rules.LABELS[seen.vendor.status],
        "facts": _facts(seen),
        "shared": radar.of(actor(), vendor_id),
        "members": staff.members_of(vendor_id) if seen.vendor.is_aggregator else [],
        "member_form": MemberForm(formdata=None),
        "moves": moves,
        "verifies": any(each.verb == "verify" for each in moves),
        "words": rules.WORDS,
        "names_of": region.current().vendor_documents,
        "page_names": rules.PAGE_NAMES,
    }


def _facts(seen: queries.VendorPage) -> list[tuple[str, str]]:
    vendor = seen.vendor
    certificate = short_day(seen.certificate_until) if seen.certificate_until else say("tidak ada")
    return [
        (say("Bentuk"), say("perorangan") if vendor.kind is VendorKind.PERSON else say("badan")),
        (say("Ukuran"), vendor.size_class),
        (say("Desa"), vendor.village.name),
        (say("Alamat"), vendor.address or say("belum diisi")),
        (
            say("Pemilik"),
            ", ".join(filter(None, (vendor.owner_name, vendor.owner_position))) or say("belum diisi"),
        ),
        (say("NIB"), masked(vendor.nib) or say("belum diisi")),
        ("NPWP", masked(vendor.npwp) or say("belum diisi")),
        (say("PKP"), say("ya") if seen.is_pkp else say("bukan")),
        (say("Surat Keterangan PP 55"), certificate),
        (say("Rekening"), f"{vendor.bank_name} {masked(vendor.bank_account)}".strip() or say("belum diisi")),
        (say("Atas nama"), vendor.bank_holder or say("belum diisi")),
    ]


def _changing(change_id: int) -> dict:
    change = queries.change(actor(), change_id)
    vendor = queries.get(actor(), change.vendor_id)
    asked = json.loads(change.said)
    waits = change.state is rules.ChangeState.WAITING
    before = pages.whole_values_of(vendor, change.page) if waits else json.loads(change.before or "{}")
    lines = [
        (FIELD_WORDS.get(name, name), _shown_value(name, before.get(name)), _shown_value(name, value))
        for name, value in asked.items()
        if value is not None
    ]
    return {
        "change": change,
        "vendor": vendor,
        "lines": lines,
        "title": rules.PAGE_NAMES[change.page],
        "action": url_for(".decide_change", change_id=change.id),
        "own": change.asked_by == actor().person_id,
    }


def _shown_value(name: str, value) -> str:
    if name in pages.KEPT_WHEN_SILENT:
        return masked(value or "") or "-"
    if isinstance(value, bool):
        return say("ya") if value else say("bukan")
    if name == "village_code":
        known = region.current().villages.get(value)
        return known.name if known else str(value)
    return str(value or "-")


def _deciding(document_id: int) -> dict:
    found = queries.document(actor(), document_id)
    return {
        "document": found,
        "vendor": queries.get(actor(), found.vendor_id),
        "names_of": region.current().vendor_documents,
        "action": url_for(".decide_document", document_id=found.id),
    }
