"""A business registers on a phone: short pages, back and forth, saved one by one, then sent to be looked at."""

from flask import abort, request, url_for

from domain import region
from domain.people.rules import Role
from domain.people.vendors import actions, pages, queries, rules, staff, verifying
from domain.people.vendors.identifiers import masked
from domain.people.vendors.rules import OPEN, PAGES, SLUGS, Page
from domain.sentences import joined, say
from domain.stored import StoredFile
from web.access import ADMIN, SIGNED_IN, VENDOR, VENDOR_OWNER, Area, Audience
from web.attachments import serve
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor, me

from .forms import FORMS, KINDS, DocumentForm, IdentityForm, PageForm

area = Area("onboarding", __name__, url_prefix="/usaha")
ORDER = list(Page)
BEGINNERS = Audience(SIGNED_IN.roles - {Role.AUDITOR})  # who watches does not sell
OVERVIEW = ("onboarding.overview", {})
STEPS = {"kirim": "submit", "tarik": "recall"}


@area.get("/daftar", allow=BEGINNERS)
def begin():
    here = {"village_code": me().village_code or ""}
    return page("onboarding/begin.html", form=IdentityForm(formdata=None, data=here))


@area.post("/daftar", allow=BEGINNERS)
def open_business():
    form = IdentityForm()
    opened = form.carry_out(
        actions.open_business, actor(), sign_in_id=me().sign_in, to=lambda _vendor: _asked(Page.CONTACT)
    )
    if opened is None:
        return again("onboarding/begin.html", "onboarding/_begin_form.html", form=form)
    return go()


@area.get("/data", allow=VENDOR_OWNER)
def overview():
    return page("onboarding/overview.html", problem="", **_overview())


@area.get("/data/<slug>", allow=VENDOR_OWNER)
def ask(slug: str):
    vendor, asked = queries.own(actor()), _page(slug)
    return page("onboarding/ask.html", **_asking(vendor, asked, _filled(vendor, asked)))


@area.post("/data/<slug>", allow=VENDOR_OWNER)
def tell(slug: str):
    asked = _page(slug)
    form = FORMS[asked]()
    if form.carry_out(actions.tell, actor(), asked, to=lambda vendor: _next(vendor, asked)) is None:
        vendor = queries.own(actor())
        return again("onboarding/ask.html", "onboarding/_ask_form.html", **_asking(vendor, asked, form))
    return go()


@area.get("/dokumen", allow=VENDOR_OWNER)
def documents():
    overview = _overview()
    wanted = next((each.document for each in overview["seen"].missing if each.document), "")
    form = DocumentForm(formdata=None, data={"kind": request.args.get("jenis", wanted)})
    return page("onboarding/documents.html", form=form, **overview)


@area.post("/dokumen", allow=VENDOR_OWNER)
def add_document():
    form = DocumentForm()
    if form.carry_out(actions.add_document, actor(), to=("onboarding.documents", {})) is None:
        return again("onboarding/documents.html", "onboarding/_document_form.html", form=form, **_overview())
    return go()


@area.get("/dokumen/<int:document_id>", allow=VENDOR_OWNER | ADMIN)
def document(document_id: int):
    found = queries.document(actor(), document_id)
    return serve(StoredFile(found.key, found.file_kind, found.size), f"dokumen-{found.id}")


@area.post("/dokumen/<int:document_id>/hapus", allow=VENDOR_OWNER)
def remove_document(document_id: int):
    carry_out(actions.remove_document, actor(), document_id, to=("onboarding.documents", {}))
    return go()


@area.post("/data/langkah", allow=VENDOR_OWNER)
def step():
    """Send the whole, or take it back."""
    verb = STEPS.get(request.form.get("step", "")) or abort(404)
    carry_out(actions.step, actor(), int(actor().scope or 0), verb, to=OVERVIEW)
    return go()


@area.post("/data/perubahan/<int:change_id>/batal", allow=VENDOR_OWNER)
def withdraw_change(change_id: int):
    carry_out(actions.withdraw_change, actor(), change_id, to=OVERVIEW)
    return go()


@area.post("/data/tampilkan", allow=VENDOR_OWNER, once=False)
def reveal():
    """The own numbers whole, on this answer only; the reading is in the journal."""
    seen = carry_out(verifying.reveal, actor(), int(actor().scope or 0), to=OVERVIEW)
    return page("onboarding/numbers.html", seen=seen, back=url_for(".overview"))


@area.get("/anggota", allow=VENDOR)
def members():
    """Whom an aggregator lists and delivers for."""
    return page("onboarding/members.html", found=staff.own_members(actor()))


@area.post("/anggota/<int:member_id>/pakai", allow=VENDOR, once=False)
def act_for(member_id: int):
    carry_out(staff.act_for, actor(), me().sign_in, member_id=member_id, to=("pages.home", {}))
    return go()


@area.post("/anggota/<int:membership_id>/akhiri", allow=VENDOR_OWNER)
def end_membership(membership_id: int):
    carry_out(staff.end_membership, actor(), membership_id, to=("pages.home", {}))
    return go()


def _page(slug: str) -> Page:
    return PAGES.get(slug) or abort(404)


def _asked(asked: Page) -> tuple[str, dict]:
    return "onboarding.ask", {"slug": SLUGS[asked]}


def _next(vendor, told: Page) -> tuple[str, dict]:
    """While a business registers, on to the next page; later, back to the overview."""
    if vendor.status not in OPEN:
        return OVERVIEW
    following = ORDER[ORDER.index(told) + 1 :]
    return _asked(following[0]) if following else ("onboarding.documents", {})


def _filled(vendor, asked: Page) -> PageForm:
    said = pages.values_of(vendor, asked)
    if asked is Page.TAX:
        said["is_pkp"] = "ya" if said["is_pkp"] else "tidak"
    if vendor.status in OPEN:
        said |= {name: known for name, known in _known(vendor).items() if name in said and not said[name]}
    return FORMS[asked](formdata=None, data=said)


def _known(vendor) -> dict[str, str]:
    """What somebody who registers told about themselves already: offered, not saved."""
    asked_by = next((each for each in queries.owners_of(vendor.id) if each.id == actor().person_id), None)
    return {"phone": asked_by.phone or "", "owner_name": asked_by.name} if asked_by else {}


def _asking(vendor, asked: Page, form: PageForm) -> dict:
    kept = {name: masked(getattr(vendor, name)) for name in pages.KEPT_WHEN_SILENT if name in form}
    at = ORDER.index(asked)
    return {
        "form": form.remember(**kept),
        "slug": SLUGS[asked],
        "title": rules.PAGE_NAMES[asked],
        "number": at + 1,
        "count": len(ORDER) + 1,
        "before": SLUGS[ORDER[at - 1]] if at else None,
        "is_open": vendor.status in OPEN,
        "waits": vendor.status not in OPEN and asked is not Page.CONTACT,
    }


def _overview() -> dict:
    seen = queries.own_page(actor())
    lacking = {missing.page for missing in seen.missing if missing.page}
    return {
        "seen": seen,
        "vendor": seen.vendor,
        "membership": staff.membership_of(seen.vendor.id),
        "state": rules.LABELS[seen.vendor.status],
        "pages": [
            (SLUGS[each], rules.PAGE_NAMES[each], each in lacking, each in seen.waiting) for each in ORDER
        ],
        "lines": _lines(seen),
        "moves": rules.moves_for(seen.vendor.status, actor().hat),
        "names_of": region.current().vendor_documents,
        "words": rules.WORDS,
        "slugs": SLUGS,
        "page_names": rules.PAGE_NAMES,
    }


def _lines(seen: queries.VendorPage) -> dict[str, str]:
    """One line under each page's name: what was told, numbers masked."""
    vendor = seen.vendor
    told = {
        Page.IDENTITY: (dict(KINDS)[vendor.kind], vendor.village.name),
        Page.CONTACT: (vendor.address,),
        Page.OWNER: (vendor.owner_name, vendor.owner_position),
        Page.LICENCE: (masked(vendor.nib), vendor.size_class),
        Page.TAX: (masked(vendor.npwp), say("PKP") if seen.is_pkp else say("bukan PKP")),
        Page.ACCOUNT: (vendor.bank_name, masked(vendor.bank_account)),
    }
    return {SLUGS[each]: joined(", ", filter(None, said)) for each, said in told.items()}
