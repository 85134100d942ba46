"""Villages, offices and vendors of the test region, for hats that need one."""

from domain.db import db
from domain.people import queries
from domain.people.models import Vendor
from domain.people.rules import OFFICE_HATS, VENDOR_HATS, VILLAGE_HATS, Role, VendorKind, VendorStatus
from domain.writing import write


def scope_for(app, role: Role) -> str:
    """A scope that fits the hat; empty when it needs none."""
    with app.app_context():
        if role in VILLAGE_HATS:
            return queries.villages()[0].code
        if role in OFFICE_HATS:
            return queries.offices()[0].code
        if role in VENDOR_HATS:
            return str(make_vendor())
    return ""


def make_vendor(name: str = "Usaha Contoh", **fields) -> int:
    """A verified vendor; returns its id. Inside an app context."""
    with write():
        vendor = Vendor(
            legal_name=name,
            kind=fields.pop("kind", VendorKind.PERSON),
            village_code=fields.pop("village_code", None) or queries.villages()[0].code,
            status=VendorStatus.VERIFIED,
            **fields,
        )
        db.session.add(vendor)
        db.session.flush()
        return vendor.id
