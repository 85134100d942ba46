"""Reading the journal as an outbox: each entry becomes alerts and deliveries, once, whatever is run twice.

The cursor moves in the same transaction as the rows it led to, and the rows have unique keys; so an entry may
be read again after a crash, and nobody hears it twice.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite

from domain import clock, region
from domain.alerts import audience, rules, told, topics
from domain.alerts.models import (
    Alert,
    AlertAddress,
    AlertChoice,
    AlertCursor,
    AlertDelivery,
    AlertTopicChoice,
    PushPhone,
)
from domain.alerts.rules import Quiet
from domain.alerts.states import Channel, DeliveryState, Topic
from domain.db import db
from domain.hours import hour_of
from domain.journal import JournalEntry
from domain.people.models import Person, SignIn
from domain.people.rules import Role
from domain.writing import write

BATCH = 200
CURSOR = 1


class Heard(NamedTuple):
    """One person hears one entry."""

    person_id: int
    role: Role
    telling: str


class Ways(NamedTuple):
    """How one person can be reached."""

    has_phone: bool
    has_address: bool
    phones: tuple[int, ...]
    chosen: Mapping[Channel, bool]
    unwanted: Collection[Topic]


def read_journal(offered: Collection[Channel], *, most: int = 20) -> int:
    """Read up to `most` batches of new entries; returns how many alerts were made. Opens its own write blocks.

    `offered` are the channels this server can send by.
    """
    made = 0
    for _ in range(most):
        entries, new = _read_batch(offered)
        made += new
        if entries < BATCH:
            break
    return made


def _read_batch(offered: Collection[Channel]) -> tuple[int, int]:
    with write():
        cursor = _cursor()
        found = (
            select(JournalEntry).where(JournalEntry.seq > cursor.seq).order_by(JournalEntry.seq).limit(BATCH)
        )
        entries = list(db.session.scalars(found))
        made = sum(_tell(entry, offered) for entry in entries)
        if entries:
            cursor.seq = entries[-1].seq
    return len(entries), made


def _cursor() -> AlertCursor:
    """The one row, locked: two readers take turns."""
    found = select(AlertCursor).where(AlertCursor.id == CURSOR).with_for_update(key_share=True)
    cursor = db.session.scalar(found)
    if cursor is None:
        cursor = AlertCursor(id=CURSOR, seq=0)
        db.session.add(cursor)
        db.session.flush()
    return cursor


def _tell(entry: JournalEntry, offered: Collection[Channel]) -> int:
    age = clock.now() - entry.at
    if entry.event not in told.TOLD or age > rules.SHOWN_FOR:
        return 0
    alerts = _insert(entry, hearers(entry))
    if alerts and offered and age <= rules.NEWS_FOR:
        _plan(entry.event, alerts, offered)
    return len(alerts)


def hearers(entry: JournalEntry) -> list[Heard]:
    """Who hears of an entry, each person once, never who did it (unless it is about an own address)."""
    event = audience.event_of(entry)
    found: dict[int, Heard] = {}
    for telling in told.TOLD[entry.event]:
        if not telling.holds(event.facts):
            continue
        for person, role in audience.of(telling.hearer, event):
            if person != entry.person_id or entry.event == told.CONFIRMING:
                found.setdefault(person, Heard(person, role, told.key_of(entry.event, telling)))
    return list(found.values())


def _insert(entry: JournalEntry, heard: Iterable[Heard]) -> list[tuple[int, int, str]]:
    """New alerts as (id, person, telling); those that were there already are left out."""
    rows = [
        {"person_id": each.person_id, "seq": entry.seq, "telling": each.telling, "subject": entry.subject,
         "role": each.role, "at": entry.at}
        for each in heard
    ]  # fmt: skip
    if not rows:
        return []
    dialect: Any = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    made = dialect.insert(Alert).on_conflict_do_nothing().returning(Alert.id, Alert.person_id, Alert.telling)
    return [tuple(row) for row in db.session.execute(made.values(rows))]  # type: ignore[misc]


def _plan(event: str, alerts: list[tuple[int, int, str]], offered: Collection[Channel]) -> None:
    """A delivery for each channel a person hears by, due now or when the quiet hours are over."""
    ways = _ways({person for _alert, person, _telling in alerts})
    deliveries = []
    for alert, person, telling in alerts:
        weight = told.TELLINGS[telling].weight
        due_at = due(weight)
        for channel, phone in _routes(event, weight, ways[person], offered):
            deliveries.append(
                {"alert_id": alert, "channel": channel, "phone_id": phone, "due_at": due_at,
                 "state": DeliveryState.WAITING, "attempts": 0, "error": ""}
            )  # fmt: skip
    if deliveries:
        db.session.execute(insert(AlertDelivery), deliveries)


def _routes(event: str, weight, ways: Ways, offered: Collection[Channel]) -> list[tuple[Channel, int]]:
    if event == told.CONFIRMING:
        return [(Channel.EMAIL, 0)] if Channel.EMAIL in offered else []
    if topics.topic_of(event) in ways.unwanted:
        return []
    chosen = rules.channels_for(
        weight, offered=offered, chosen=ways.chosen, has_phone=ways.has_phone, has_address=ways.has_address,
        phones=len(ways.phones),
    )  # fmt: skip
    return [
        (channel, phone) for channel in chosen for phone in (ways.phones if channel is Channel.PUSH else (0,))
    ]


def due(weight) -> datetime:
    """When something of this weight may go out, by the region's quiet hours; UTC."""
    said = region.current().alerts
    quiet = Quiet(hour_of(said.quiet_from), hour_of(said.quiet_to))
    return rules.send_at(weight, clock.local(clock.now()), quiet, warnings_wake=said.warnings_wake)


def _ways(people: Collection[int]) -> dict[int, Ways]:
    """How each of these people can be reached. Five statements, whatever their number."""
    known = db.session.execute(select(Person.id, Person.phone).where(Person.id.in_(people)))
    numbers = {person: number for person, number in known}
    confirmed = AlertAddress.person_id.in_(people), AlertAddress.confirmed_at.is_not(None)
    addresses = set(db.session.scalars(select(AlertAddress.person_id).where(*confirmed)))
    phones: dict[int, list[int]] = {}
    for person, phone in db.session.execute(_phones(people)):
        phones.setdefault(person, []).append(phone)
    chosen: dict[int, dict[Channel, bool]] = {}
    for row in db.session.scalars(select(AlertChoice).where(AlertChoice.person_id.in_(people))):
        chosen.setdefault(row.person_id, {})[row.channel] = row.wanted
    unwanted: dict[int, set[Topic]] = {}
    off = AlertTopicChoice.person_id.in_(people), AlertTopicChoice.wanted.is_(False)
    for row in db.session.scalars(select(AlertTopicChoice).where(*off)):
        unwanted.setdefault(row.person_id, set()).add(row.topic)
    return {
        person: Ways(
            bool(numbers.get(person)), person in addresses, tuple(phones.get(person, ())),
            chosen.get(person, {}), unwanted.get(person, ()),
        )
        for person in people
    }  # fmt: skip


def _phones(people: Collection[int]):
    """Phones whose sign-in still stands."""
    return (
        select(PushPhone.person_id, PushPhone.id)
        .join(SignIn, SignIn.id == PushPhone.sign_in_id)
        .where(PushPhone.person_id.in_(people), SignIn.expires_at > clock.now())
        .order_by(PushPhone.id)
    )
