"""An officer reports for a farmer at the fence, whom the house knows by number or meets now."""

from typing import Any

from domain.complaints.actions.filing import file_complaint
from domain.complaints.models import Complaint
from domain.errors import NotVisible, RuleBroken
from domain.people import actions as people_actions
from domain.people import queries as people
from domain.people.models import Person
from domain.people.rules import Actor
from domain.sentences import say


def file_for(actor: Actor, *, farmer_id: int | None, phone: str | None, name: str, **told: Any) -> Complaint:
    """A complaint of a farmer, reported by the officer. A farmer nobody knows is registered with it.

    `phone` is E.164 or None; `told` is what `file_complaint` takes. Raises RuleBroken naming the field.
    """
    farmer = _known(actor, farmer_id, phone)
    if farmer is None:
        if not name.strip():
            raise RuleBroken("Nomor ini belum terdaftar. Tulis nama petaninya.", field="name")
        farmer = people_actions.register(
            actor, name=name, phone=phone, village_code=told["village_code"], secret_hash=None
        )
    return file_complaint(actor, farmer_id=farmer.id, **told)


def _known(actor: Actor, farmer_id: int | None, phone: str | None) -> Person | None:
    found = people.by_phone(phone) if phone and not farmer_id else None
    wanted = farmer_id or (found.id if found else None)
    if wanted is None:
        return None
    try:
        return people.get(actor, wanted)
    except NotVisible:
        elsewhere = say("Petani ini terdaftar di desa lain. Minta PPL desanya yang melapor.")
        raise RuleBroken(elsewhere, field="phone") from None
