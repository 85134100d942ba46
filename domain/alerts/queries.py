"""Reads of one's own alerts and of how one wants to hear."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, literal, select, tuple_

from domain import clock
from domain.alerts import told
from domain.alerts.models import Alert, AlertAddress, AlertChoice, AlertTopicChoice, PushPhone
from domain.alerts.states import Channel, Place, Topic, Weight
from domain.alerts.topics import ASKED_FOR
from domain.complaints.models import Complaint
from domain.db import db
from domain.errors import NotVisible
from domain.people.models import Person, SignIn
from domain.people.rules import BUYING_HATS, ROLE_WORDS, Actor, Role
from domain.purchases.models import Purchase
from domain.sentences import say

PAGE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CURSOR = re.compile(r"([0-9]{1,16})\.([0-9]{1,9})", re.ASCII)
UNREAD = (  # beside a person's own row
    select(func.count(Alert.id))
    .where(Alert.person_id == Person.id, Alert.read_at.is_(None))
    .correlate(Person)
    .scalar_subquery()
)


class Seen(NamedTuple):
    """An alert as its list shows it. `role` is the hat it is for."""

    id: int
    words: str
    place: Place
    subject: str
    role: Role
    role_words: str
    weight: Weight
    at: datetime
    is_new: bool


def page_of(actor: Actor, *, after: str = "") -> tuple[list[Seen], str]:
    """One's own alerts, what happened last first, and the cursor of the next page (empty at the end).

    A cursor of nonsense starts anew.
    """
    found = select(Alert).where(Alert.person_id == actor.person_id)
    if begun := _CURSOR.fullmatch(after):
        moment = _EPOCH + timedelta(microseconds=int(begun[1]))
        place = tuple_(literal(moment, type_=Alert.at.type), literal(int(begun[2])))
        found = found.where(tuple_(Alert.at, Alert.id) < place)
    rows = list(db.session.scalars(found.order_by(Alert.at.desc(), Alert.id.desc()).limit(PAGE + 1)))
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    cursor = f"{(last.at - _EPOCH) // timedelta(microseconds=1)}.{last.id}" if last else ""
    return [_seen(row) for row in rows[:PAGE]], cursor


def get(actor: Actor, alert_id: int) -> Seen:
    """One own alert. Raises NotVisible."""
    found = select(Alert).where(Alert.id == alert_id, Alert.person_id == actor.person_id)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(alert_id))
    return _seen(row)


def _seen(row: Alert) -> Seen:
    telling = told.TELLINGS.get(row.telling)
    return Seen(
        row.id,
        told.words_of(row.telling, row.subject),
        telling.place if telling else Place.HOME,
        row.subject,
        row.role,
        ROLE_WORDS[row.role],
        telling.weight if telling else Weight.PLAIN,
        row.at,
        row.read_at is None,
    )


class Choices(NamedTuple):
    """How a person hears now. `phones` are (id, device, since); `this_phone` is that of this sign-in."""

    chosen: dict[Channel, bool]
    unwanted: frozenset[Topic]
    address: str
    confirmed: bool
    phones: tuple[tuple[int, str, datetime], ...]
    this_phone: int | None


def choices_of(actor: Actor, sign_in_id: str) -> Choices:
    """The switches, the address and the phones of the actor. Four statements."""
    rows = db.session.scalars(select(AlertChoice).where(AlertChoice.person_id == actor.person_id))
    chosen = {row.channel: row.wanted for row in rows}
    known = db.session.get(AlertAddress, actor.person_id or 0)
    found = (
        select(PushPhone.id, SignIn.device, PushPhone.created_at, PushPhone.sign_in_id)
        .join(SignIn, SignIn.id == PushPhone.sign_in_id)
        .where(PushPhone.person_id == actor.person_id, SignIn.expires_at > clock.now())
        .order_by(PushPhone.id)
    )
    phones = db.session.execute(found).all()
    here = next((row.id for row in phones if row.sign_in_id == sign_in_id), None)
    return Choices(
        chosen,
        _unwanted(actor),
        known.address if known else "",
        bool(known and known.confirmed_at),
        tuple((row.id, row.device, row.created_at) for row in phones),
        here,
    )


def _unwanted(actor: Actor) -> frozenset[Topic]:
    """Switched off, or never asked for where one has to ask."""
    chosen = select(AlertTopicChoice).where(AlertTopicChoice.person_id == actor.person_id)
    wanted = {row.topic: row.wanted for row in db.session.scalars(chosen)}
    return frozenset(topic for topic in Topic if not wanted.get(topic, topic not in ASKED_FOR))


def is_told(sign_in_id: str) -> bool:
    """Whether the phone of this sign-in is told on its screen already."""
    return _any(select(PushPhone.id).where(PushPhone.sign_in_id == sign_in_id))


def may_ask(actor: Actor) -> bool:
    """Whether to offer news on the screen: only after the first report or order, or to whose work it is.

    Handlers and officials are told of others' reports from the first day; a farmer or a buyer has to have begun
    something to be told about; a vendor has to have been ordered from.
    """
    if actor.hat is Role.FARMER:
        return _any(select(Complaint.id).where(Complaint.farmer_id == actor.person_id))
    if actor.hat in BUYING_HATS:
        return _any(select(Purchase.id).where(Purchase.negotiator_id == actor.person_id))
    if actor.hat in (Role.VENDOR_OWNER, Role.VENDOR_STAFF):
        return _any(select(Purchase.id).where(Purchase.vendor_id == int(actor.scope or 0), Purchase.issued_at.is_not(None)))  # fmt: skip
    return actor.hat not in (Role.PUBLIC, Role.AUDITOR)


def _any(found) -> bool:
    return db.session.scalar(found.limit(1)) is not None


def counts_of(actor: Actor) -> tuple[tuple[str, int], ...]:
    """What is kept here about a person, in numbers."""
    kept = select(func.count()).where(Alert.person_id == actor.person_id)
    phones = select(func.count()).where(PushPhone.person_id == actor.person_id)
    return (
        (say("Kabar"), db.session.scalar(kept) or 0),
        (say("HP yang dikabari"), db.session.scalar(phones) or 0),
    )


def export_of(actor: Actor) -> dict[str, Any]:
    """Everything kept here about a person."""
    mine = select(Alert).where(Alert.person_id == actor.person_id).order_by(Alert.at, Alert.id)
    phones = select(PushPhone).where(PushPhone.person_id == actor.person_id).order_by(PushPhone.id)
    switched = select(AlertChoice).where(AlertChoice.person_id == actor.person_id)
    topics = select(AlertTopicChoice).where(AlertTopicChoice.person_id == actor.person_id)
    known = db.session.get(AlertAddress, actor.person_id or 0)
    return {
        "kabar": [
            {
                "waktu": row.at.isoformat(),
                "isi": told.words_of(row.telling, row.subject),
                "dibaca": row.read_at and row.read_at.isoformat(),
            }
            for row in db.session.scalars(mine)
        ],
        "hp_yang_dikabari": [
            {"alamat": row.endpoint, "sejak": row.created_at.isoformat()}
            for row in db.session.scalars(phones)
        ],
        "pilihan_kabar": {row.channel.value: row.wanted for row in db.session.scalars(switched)},
        "topik_kabar": {row.topic.value: row.wanted for row in db.session.scalars(topics)},
        "surel": known and known.address,
    }
