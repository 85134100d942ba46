"""What each page of the registration says, and how it is written onto the vendor. The same for a first telling
and for an approved change. A number that is None was left as it is: screens never show it whole."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from domain import clock
from domain.db import db
from domain.errors import RuleBroken
from domain.people import queries as people
from domain.people.models import Vendor, VendorTaxProfile
from domain.people.rules import VendorKind
from domain.people.vendors.rules import Page, SizeClass

Said = Mapping[str, Any]
FIELDS: dict[Page, tuple[str, ...]] = {
    Page.IDENTITY: ("legal_name", "kind", "village_code"),
    Page.CONTACT: ("address", "phone", "about"),
    Page.OWNER: ("owner_name", "owner_position"),
    Page.LICENCE: ("nib", "size_class"),
    Page.TAX: ("npwp", "is_pkp", "certificate_number", "certificate_until"),
    Page.ACCOUNT: ("bank_name", "bank_account", "bank_holder"),
}
KEPT_WHEN_SILENT = ("nib", "npwp", "bank_account")


def write(vendor: Vendor, page: Page, said: Said) -> None:
    """Put what was said on a page onto the vendor. Inside a write block."""
    _WRITERS.get(page, _plain)(vendor, said)


def values_of(vendor: Vendor, page: Page) -> dict[str, Any]:
    """What a page says now, for the form; numbers that are masked are left out."""
    if page is Page.TAX:
        standing = standing_of(vendor)
        return {
            "is_pkp": bool(standing and standing.is_pkp),
            "certificate_number": standing.certificate_number if standing else "",
            "certificate_until": standing.certificate_until if standing else None,
        }
    return {name: getattr(vendor, name) for name in FIELDS[page] if name not in KEPT_WHEN_SILENT}


def whole_values_of(vendor: Vendor, page: Page) -> dict[str, Any]:
    """What a page says now, numbers whole: for the record and for masking, never for a form."""
    whole = {name: getattr(vendor, name) for name in FIELDS[page] if name in KEPT_WHEN_SILENT}
    return whole | values_of(vendor, page)


def standing_of(vendor: Vendor) -> VendorTaxProfile | None:
    """The newest tax profile that has begun."""
    begun = [profile for profile in vendor.tax_profiles if profile.valid_from <= clock.today()]
    return begun[-1] if begun else None


def check(page: Page, said: Said) -> None:
    """Rules no single field can see. Raises RuleBroken, naming the field."""
    if page is Page.TAX and bool(said["certificate_number"]) != bool(said["certificate_until"]):
        raise RuleBroken("Isi nomor dan tanggal akhir surat keterangannya.", field="certificate_until")
    if page is Page.ACCOUNT and said["bank_account"] and not said["bank_holder"]:
        raise RuleBroken("Tulis nama pemilik rekening.", field="bank_holder")
    if page is Page.IDENTITY:
        people.village(said["village_code"])


def _plain(vendor: Vendor, said: Said) -> None:
    for name, value in said.items():
        if value is not None or name not in KEPT_WHEN_SILENT:
            setattr(vendor, name, value)


def _identity(vendor: Vendor, said: Said) -> None:
    _plain(vendor, dict(said) | {"kind": VendorKind(said["kind"])})


def _licence(vendor: Vendor, said: Said) -> None:
    _plain(vendor, dict(said) | {"size_class": SizeClass(said["size_class"]).value})


def _tax(vendor: Vendor, said: Said) -> None:
    """From today on; what orders of earlier days were taxed by stays."""
    if said["npwp"] is not None:
        vendor.npwp = said["npwp"]
    today, until = clock.today(), said["certificate_until"]
    profile = next((each for each in vendor.tax_profiles if each.valid_from == today), None)
    if profile is None:
        profile = VendorTaxProfile(vendor_id=vendor.id, valid_from=today)
        db.session.add(profile)
    profile.is_pkp, profile.has_npwp = said["is_pkp"], bool(vendor.npwp)
    profile.certificate_number = said["certificate_number"]
    profile.certificate_until = date.fromisoformat(until) if isinstance(until, str) else until


def _account(vendor: Vendor, said: Said) -> None:
    before = vendor.bank_account
    _plain(vendor, said)
    if before and before != vendor.bank_account:
        vendor.bank_changed_at = clock.now()


_WRITERS: dict[Page, Callable[[Vendor, Said], None]] = {
    Page.IDENTITY: _identity,
    Page.LICENCE: _licence,
    Page.TAX: _tax,
    Page.ACCOUNT: _account,
}
