"""What a desk may narrow its list by; the same choices make a shareable address and a saved view."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, false, or_, select

from domain import clock
from domain.complaints.desk import SavedView
from domain.complaints.models import Complaint, ComplaintPhoto
from domain.complaints.states import OPEN, Desk, Status
from domain.db import db
from domain.people.rules import Actor

STATES = OPEN - {Status.AWAITING_FARMER}  # those have a tab of their own


ADDRESS = {
    "state": "keadaan",
    "commodity": "tanaman",
    "village": "desa",
    "kind": "jenis",
    "late": "lewat",
    "mine": "saya",
    "unclaimed": "bebas",
    "photo": "foto",
}  # what is asked for, as the address names it


@dataclass(frozen=True)
class Wanted:
    """What is asked for; empty and false ask for nothing. `kind` is new, again, or for_farmer."""

    state: str = ""
    commodity: str = ""
    village: str = ""
    kind: str = ""
    late: bool = False
    mine: bool = False
    unclaimed: bool = False
    photo: bool = False

    @property
    def address(self) -> dict[str, str]:
        """The arguments of the address that asks for this; nothing for what is not asked."""
        said = {ADDRESS[name]: value for name, value in vars(self).items() if value}
        return {name: "ya" if value is True else str(value) for name, value in said.items()}

    @property
    def count(self) -> int:
        return sum(map(bool, vars(self).values()))


NOTHING = Wanted()


def conditions(actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    return list(_conditions(actor, wanted))


def _conditions(actor: Actor, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.state:
        yield Complaint.status == Status(wanted.state) if wanted.state in list(STATES) else false()
    if wanted.commodity:
        yield Complaint.commodity_code == wanted.commodity
    if wanted.village:
        yield Complaint.village_code == wanted.village
    if wanted.late:
        yield Complaint.due_at < clock.now()
    if wanted.mine:
        yield or_(
            (Complaint.desk == Desk.EXPERT) & (Complaint.expert_id == actor.person_id),
            (Complaint.desk == Desk.OFFICER) & (Complaint.officer_id == actor.person_id),
        )
    if wanted.unclaimed:
        yield or_(
            (Complaint.desk == Desk.EXPERT) & Complaint.expert_id.is_(None),
            (Complaint.desk == Desk.OFFICER) & Complaint.officer_id.is_(None),
        )
    if wanted.photo:
        yield exists().where(ComplaintPhoto.complaint_id == Complaint.id)
    if wanted.kind:
        yield _KINDS.get(wanted.kind, false())


_KINDS: dict[str, ColumnElement[bool]] = {
    "new": Complaint.attempt == 1,
    "again": Complaint.attempt > 1,
    "for_farmer": Complaint.filed_by != Complaint.farmer_id,
}


def saved_views(actor: Actor) -> list[SavedView]:
    """The actor's own, in the order they were made."""
    mine = select(SavedView).where(SavedView.person_id == actor.person_id)
    return list(db.session.scalars(mine.order_by(SavedView.id)))
