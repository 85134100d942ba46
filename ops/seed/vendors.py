"""Demo businesses in every stage: details of those that sell, some that register, wait, were returned or stopped."""

import io
from datetime import timedelta
from random import Random

from PIL import Image, ImageDraw
from sqlalchemy import select

from domain import clock
from domain.catalogue.models import Listing
from domain.catalogue.rules import ListingState
from domain.db import db
from domain.moderation import actions as moderation
from domain.moderation.rules import About
from domain.people import queries as people
from domain.people import secrets
from domain.people.models import Vendor
from domain.people.rules import PUBLIC, Actor, Role, VendorStatus
from domain.people.vendors import actions, pages, queries, staff, verifying
from domain.people.vendors.rules import Page
from domain.stored import StoredFile
from domain.writing import let_go, write
from ops.seed.people import DEMO_PIN, make
from web.attachments import attachments

FIRST_NUMBER = 300_000  # phones apart from those of the other seeds
NAMES = ("Dapur Contoh Pagi", "Kebun Contoh Lereng", "Jahit Contoh Rapi", "Roti Contoh Hangat")
ACCOUNT = {"bank_name": "Bank Contoh", "bank_account": "9990001234", "bank_holder": "Pemilik contoh"}


def seed_details(rng: Random) -> int:
    """Everything else a vendor tells, for those that sell already; made-up numbers beginning with 99."""
    with write():
        vendors = list(db.session.scalars(select(Vendor).order_by(Vendor.id)))
        for vendor in vendors:
            for page, said in _told(rng, vendor.id).items():
                pages.write(vendor, page, said)
            vendor.bank_changed_at = None
    return len(vendors)


def _told(rng: Random, number: int) -> dict[Page, dict]:
    return {
        Page.CONTACT: {
            "address": f"Jalan Contoh {number}",
            "phone": f"+6281299{number:06}",
            "about": "Usaha contoh untuk mencoba aplikasi.",
        },
        Page.OWNER: {"owner_name": "Pemilik contoh", "owner_position": "pemilik"},
        Page.LICENCE: {"nib": f"99{number:011}", "size_class": rng.choice(("mikro", "mikro", "kecil"))},
        Page.ACCOUNT: ACCOUNT | {"bank_account": f"99{number:08}"},
    }


def seed_stages(rng: Random) -> None:
    """One business in each stage, and what waits for an admin. After all else was told."""
    sheet, pin = _sheet(), secrets.hash_secret(DEMO_PIN)
    let_go()
    numbers = iter(range(FIRST_NUMBER, FIRST_NUMBER + 100))
    admin = Actor(people.wearing(Role.ADMIN)[0].id, Role.ADMIN)
    with write():
        begun = [_begin(rng, numbers, pin, name, sheet, whole=at > 0) for at, name in enumerate(NAMES)]
        for owner, vendor_id in begun[1:]:
            actions.step(owner, vendor_id, "submit")
        actions.step(admin, begun[-1][1], "return", reason="Foto NIB buram. Foto ulang di tempat terang.")
    with write():
        _what_waits(admin, sheet)


def _begin(rng: Random, numbers, pin: str, name: str, sheet: StoredFile, *, whole: bool) -> tuple[Actor, int]:
    person = make(rng, numbers, Role.FARMER, pin)
    vendor = actions.open_business(
        Actor(person.id, Role.FARMER), sign_in_id="", legal_name=f"{name} (contoh)", kind="perorangan",
        village_code=rng.choice(people.villages()).code,
    )  # fmt: skip
    owner = Actor(person.id, Role.VENDOR_OWNER, str(vendor.id))
    for page, said in _told(rng, vendor.id).items():
        actions.tell(owner, page, **said)
    if whole:
        tax = {"npwp": f"99{vendor.id:014}", "is_pkp": False}
        actions.tell(owner, Page.TAX, **tax, certificate_number="", certificate_until=None)
        for missing in queries.missing(vendor, []):
            if missing.document:
                actions.add_document(owner, kind=missing.document, file=sheet)
    return owner, vendor.id


def _what_waits(admin: Actor, sheet: StoredFile) -> None:
    """A changed account, papers that end and that are new, an aggregator, a vendor that was stopped, reports."""
    sellers = select(Vendor).where(Vendor.status == VendorStatus.VERIFIED).order_by(Vendor.id)
    first, second, third, fourth, *_, last = list(db.session.scalars(sellers))
    staff.name_aggregator(admin, third.id, is_aggregator=True)
    staff.add_member(admin, third.id, member_id=fourth.id)
    owner = Actor(queries.owners_of(first.id)[0].id, Role.VENDOR_OWNER, str(first.id))
    actions.tell(owner, Page.ACCOUNT, **ACCOUNT)
    soon = clock.today() + timedelta(days=6)
    ending = actions.add_document(owner, kind="pirt", file=sheet, number="CONTOH-1", valid_through=soon)
    verifying.decide_document(admin, ending.id, accept=True)
    other = Actor(queries.owners_of(second.id)[0].id, Role.VENDOR_OWNER, str(second.id))
    actions.add_document(other, kind="halal", file=sheet, valid_through=soon + timedelta(days=700))
    actions.step(admin, last.id, "suspend", reason="Barang yang datang tidak sama dengan fotonya (contoh).")
    shown = select(Listing).where(Listing.state == ListingState.PUBLISHED, Listing.vendor_id == first.id)
    listing = db.session.scalars(shown.limit(1)).first()
    if listing is not None:
        moderation.report(
            PUBLIC, About.LISTING, listing.id, why="price", note="Lebih mahal dari pasar (contoh)."
        )
    moderation.report(PUBLIC, About.VENDOR, second.id, why="wrong", note="Alamatnya bukan di sini (contoh).")


def _sheet() -> StoredFile:
    """A page that says it is only an example, stored as a vendor's photo would be."""
    page = Image.new("RGB", (640, 900), "white")
    ImageDraw.Draw(page).text((220, 420), "DOKUMEN CONTOH", fill="black")
    out = io.BytesIO()
    page.save(out, "JPEG")
    out.seek(0)
    return attachments().keep_paper(out)
