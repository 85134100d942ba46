"""Whom an entry of the journal is for: people and the hat they hear it under. Reads only."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import select

from domain.alerts import tips
from domain.alerts.states import Hearer
from domain.catalogue.models import Listing
from domain.catalogue.questions.models import ListingQuestion
from domain.complaints.models import Complaint, ComplaintFollower
from domain.complaints.states import Desk, Status
from domain.db import db
from domain.demand.models import Need, NeedNotice
from domain.inputs.models import InputRequest
from domain.journal import JournalEntry
from domain.outbreaks.models import NoticeReader
from domain.people.models import Hat, Person
from domain.people.queries import in_force, rights_in
from domain.people.rules import BUYING_HATS, Right, Role
from domain.purchases.models import Purchase
from domain.purchases.quotes.models import Quote

People = list[tuple[int, Role]]


class Event(NamedTuple):
    """An entry as the hearers are found by: what it is about, and its facts."""

    kind: str
    subject: str
    facts: Mapping[str, Any]

    @property
    def number(self) -> int:
        """The number in the subject: "K0412" and "listing:412" both say 412."""
        digits = "".join(sign for sign in self.subject if sign.isdigit())
        return int(digits or 0)


def event_of(entry: JournalEntry) -> Event:
    return Event(entry.event, entry.subject, json.loads(entry.facts))


def of(hearer: Hearer, event: Event) -> People:
    """The people of this kind for this event; nobody when what it is about is gone."""
    return FOUND[hearer](event)


def _farmer(event: Event) -> People:
    case = db.session.get(Complaint, event.number)
    return [(case.farmer_id, Role.FARMER)] if case else []


def _followers(event: Event) -> People:
    found = select(ComplaintFollower.person_id).where(ComplaintFollower.complaint_id == event.number)
    return [(person, Role.FARMER) for person in db.session.scalars(found)]


def _holder(event: Event) -> People:
    """Who has it in hand; else everybody at its desk, so that nobody's case is nobody's."""
    case = db.session.get(Complaint, event.number)
    if case is None:
        return []
    role = Role.EXPERT if case.desk is Desk.EXPERT else Role.OFFICER
    holder = case.expert_id if case.desk is Desk.EXPERT else case.officer_id
    if holder is not None:
        return [(holder, role)]
    return _wearing(role, case.village_code if role is Role.OFFICER else "")


def _unrouted(event: Event) -> People:
    case = db.session.get(Complaint, event.number)
    return _wearing(Role.COORDINATOR) if case and case.status is Status.FILED else []


def _asked_for_aid(event: Event) -> People:
    request = db.session.get(InputRequest, event.number)
    if request is None:
        return []
    farmer = [(request.farmer_id, Role.FARMER)]
    return farmer if request.asked_by == request.farmer_id else [*farmer, (request.asked_by, Role.OFFICER)]


def _readers(event: Event) -> People:
    found = select(NoticeReader.person_id).where(NoticeReader.notice_id == event.number)
    return [(person, Role.FARMER) for person in db.session.scalars(found)]


def _tip_readers(event: Event) -> People:
    return [(person, Role.FARMER) for person in tips.readers(event.facts["month"])]


def _buyer(event: Event) -> People:
    purchase = db.session.get(Purchase, event.number)
    if purchase is None:
        return []
    return _while_buying(purchase.negotiator_id, purchase.office_code)


def _executor(event: Event) -> People:
    """Everybody at the office who wears the hat a draft was handed to."""
    purchase = db.session.get(Purchase, event.number)
    return _at_office(purchase, Role(event.facts["to"])) if purchase else []


def _while_buying(person: int, office: str) -> People:
    """Somebody under the hat in which they still buy for an office; nobody once they do not."""
    worn = sorted(role for role in (*BUYING_HATS, Role.SIGNER) if (person, role) in _wearing(role, office))
    return [(person, role) for role in worn[:1]]


def _official(role: Role, named: str) -> Callable[[Event], People]:
    """Whoever the order already names for a duty, or else everybody at its office who may do it."""

    def found(event: Event) -> People:
        purchase = db.session.get(Purchase, event.number)
        if purchase is None:
            return []
        person = getattr(purchase, named)
        return [(person, role)] if person else _at_office(purchase, role)

    return found


def _at_office(purchase: Purchase, *roles: Role) -> People:
    return [one for role in roles for one in _wearing(role, purchase.office_code)]


def _vendor(*rights: Right) -> Callable[[Event], People]:
    """Owners, and staff with one of these rights; no rights: owners only."""

    def found(event: Event) -> People:
        vendor = _vendor_of(event)
        return _of_vendor(vendor, *rights) if vendor else []

    return found


def _vendor_of(event: Event) -> int | None:
    """The vendor an order, a listing or a vendor's own entry is about."""
    if event.subject.startswith("vendor:"):
        return event.number
    if event.subject.startswith("listing:"):
        return db.session.scalar(select(Listing.vendor_id).where(Listing.id == event.number))
    return db.session.scalar(select(Purchase.vendor_id).where(Purchase.id == event.number))


def _of_vendor(vendor: int, *rights: Right) -> People:
    owners = _wearing(Role.VENDOR_OWNER, str(vendor))
    if not rights:
        return owners
    staff = _hats(Role.VENDOR_STAFF, str(vendor)).add_columns(Hat.rights)
    helping = [
        (person, Role.VENDOR_STAFF)
        for person, said in db.session.execute(staff)
        if not rights_in(said).isdisjoint(rights)
    ]
    return owners + helping


def _asker(event: Event) -> People:
    question = db.session.get(ListingQuestion, event.facts.get("question"))
    if question is None:
        return []
    hat = select(Hat.role).where(Hat.person_id == question.asker_id, in_force()).order_by(Hat.id).limit(1)
    role = db.session.scalar(hat)
    return [(question.asker_id, role)] if role else []


def _quote_vendor(event: Event) -> People:
    """Owners and staff for orders of the vendor the entry names."""
    return _of_vendor(int(event.facts["vendor"]), Right.ORDERS)


def _quote_asker(event: Event) -> People:
    """Who asked for offers, while still buying for that office."""
    quote = db.session.get(Quote, event.number)
    if quote is None:
        return []
    return _while_buying(quote.asker_id, quote.office_code)


def _needed_vendors(event: Event) -> People:
    """The vendors told of a need of this table, each once."""
    file = event.subject.removeprefix("file:")
    told = select(NeedNotice.vendor_id).join(Need).where(Need.source_sha256.startswith(file)).distinct()
    vendors = db.session.scalars(told.order_by(NeedNotice.vendor_id))
    return [one for vendor in vendors for one in _of_vendor(vendor, Right.LISTINGS, Right.ORDERS)]


def _everybody(role: Role) -> Callable[[Event], People]:
    return lambda _event: _wearing(role)


def _oneself(event: Event) -> People:
    hat = select(Hat.role).where(Hat.person_id == event.number, in_force()).order_by(Hat.id).limit(1)
    role = db.session.scalar(hat)
    return [(event.number, role)] if role else []


def _wearing(role: Role, scope: str = "") -> People:
    return [(person, role) for person in db.session.scalars(_hats(role, scope))]


def _hats(role: Role, scope: str):
    found = (
        select(Hat.person_id)
        .join(Person, Person.id == Hat.person_id)
        .where(Hat.role == role, in_force(), Person.blocked_at.is_(None))
        .order_by(Hat.id)
    )
    return found.where(Hat.scope == scope) if scope else found


FOUND: dict[Hearer, Callable[[Event], People]] = {
    Hearer.FARMER: _farmer,
    Hearer.FOLLOWERS: _followers,
    Hearer.HOLDER: _holder,
    Hearer.UNROUTED: _unrouted,
    Hearer.EXPERTS: _everybody(Role.EXPERT),
    Hearer.COORDINATORS: _everybody(Role.COORDINATOR),
    Hearer.ASKED_FOR_AID: _asked_for_aid,
    Hearer.READERS: _readers,
    Hearer.TIP_READERS: _tip_readers,
    Hearer.VENDOR_ORDERS: _vendor(Right.ORDERS),
    Hearer.VENDOR_MONEY: _vendor(Right.MONEY),
    Hearer.VENDOR_LISTINGS: _vendor(Right.LISTINGS),
    Hearer.VENDOR_OWNER: _vendor(),
    Hearer.BUYER: _buyer,
    Hearer.EXECUTOR: _executor,
    Hearer.SIGNER: _official(Role.SIGNER, "signer_id"),
    Hearer.RECEIVER: _official(Role.RECEIVER, "receiver_id"),
    Hearer.VERIFIER: _official(Role.FINANCE_VERIFIER, "verifier_id"),
    Hearer.TREASURER: _official(Role.TREASURER, "payer_id"),
    Hearer.ASKER: _asker,
    Hearer.QUOTE_VENDOR: _quote_vendor,
    Hearer.QUOTE_ASKER: _quote_asker,
    Hearer.NEEDED_VENDORS: _needed_vendors,
    Hearer.ADMINS: _everybody(Role.ADMIN),
    Hearer.ONESELF: _oneself,
}
