"""Businesses for tests, registered by the same actions as real ones."""

import io
from itertools import count

from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.people.vendors import actions
from domain.people.vendors.rules import CHECKLIST, Page
from domain.stored import FileKind, StoredFile
from domain.writing import write
from tests.support.media import photo
from tests.support.people import make_person

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
FILE = StoredFile("a" * 64, FileKind.PDF, 2_000)
_numbers = count(1)


def paper(content: bytes | None = None, name: str = "nib.jpg"):
    return (io.BytesIO(photo() if content is None else content), name)


def opened(somebody=None, name: str = "") -> tuple[Actor, int]:
    """A draft business of a person; its owner hat and its id. Inside an app context."""
    somebody = somebody or make_person(Role.FARMER)
    with write():
        vendor = actions.open_business(
            somebody.actor, sign_in_id="", legal_name=name or f"Usaha {next(_numbers)}", kind="perorangan",
            village_code=people.villages()[0].code,
        )  # fmt: skip
        return Actor(somebody.actor.person_id, Role.VENDOR_OWNER, str(vendor.id)), vendor.id


def told(name: str = "", **change) -> tuple[Actor, int]:
    """A business with every page filled in and every paper there, not sent yet. Inside an app context."""
    owner, vendor_id = opened(name=name)
    number = next(_numbers)
    said = {
        Page.CONTACT: {"address": f"Jalan Rukun {number}", "phone": f"+62812555{number:05}", "about": ""},
        Page.OWNER: {"owner_name": "Bu Contoh", "owner_position": "pemilik"},
        Page.LICENCE: {"nib": f"{number:013}", "size_class": "mikro"},
        Page.TAX: {
            "npwp": f"{number:016}", "is_pkp": False, "certificate_number": "", "certificate_until": None,
        },
        Page.ACCOUNT: {"bank_name": "Bank Contoh", "bank_account": f"{number:010}", "bank_holder": "Bu Contoh"},
    }  # fmt: skip
    with write():
        for page, fields in said.items():
            fields = fields | {name: value for name, value in change.items() if name in fields}
            actions.tell(owner, page, **fields)
        for kind in ("nib", "bank_book"):
            actions.add_document(owner, kind=kind, file=StoredFile("0" * 64, FileKind.JPEG, 1_000))
    return owner, vendor_id


def sent(name: str = "", **change) -> tuple[Actor, int]:
    owner, vendor_id = told(name, **change)
    with write():
        actions.step(owner, vendor_id, "submit")
    return owner, vendor_id


def verified(name: str = "", **change) -> tuple[Actor, int]:
    owner, vendor_id = sent(name, **change)
    with write():
        actions.step(make_admin(), vendor_id, "verify", checked=list(CHECKLIST))
    return owner, vendor_id


def make_admin() -> Actor:
    """An admin who is somebody. Inside an app context, also inside a write block."""
    return Actor(people.wearing(Role.ADMIN)[0].id if people.wearing(Role.ADMIN) else None, Role.ADMIN)
