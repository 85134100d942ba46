"""Deliveries on their way: taken, reported, given up, tried again. Nothing is sent here.

A delivery is taken by one sender at a time (a conditional UPDATE), for as long as the lease lasts; whoever is
slower than that has lost it, and its key lets the receiver drop the second copy.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select, update

from domain import clock, journal
from domain.alerts import rules, told, topics
from domain.alerts.models import Alert, AlertAddress, AlertChoice, AlertDelivery, AlertTopicChoice, PushPhone
from domain.alerts.states import Channel, DeliveryState, Place
from domain.db import db
from domain.errors import NotVisible
from domain.people.models import SignIn
from domain.people.rules import SYSTEM, Actor, Role
from domain.sentences import say
from domain.writing import write

PAGE = 20


class Parcel(NamedTuple):
    """What a sender carries: where to, the words, and a key that is the same however often it is tried.

    `together` are other deliveries it stands for: a night's news goes out as one. `to` is a phone number, an e-mail
    address or the address at a push service; `public_key` and `auth` go with the latter. `code` is for the mail that
    confirms an address.
    """

    delivery_id: int
    channel: Channel
    to: str
    words: str
    place: Place
    subject: str
    role: Role
    urgent: bool
    public_key: str = ""
    auth: str = ""
    code: str = ""
    together: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        return f"kabar-{self.delivery_id}"


def due_ids(channel: Channel, limit: int) -> list[int]:
    """Deliveries of a channel that may be tried now, oldest first."""
    found = select(AlertDelivery.id).where(
        AlertDelivery.state == DeliveryState.WAITING,
        AlertDelivery.channel == channel,
        AlertDelivery.due_at <= clock.now(),
    )
    return list(db.session.scalars(found.order_by(AlertDelivery.due_at, AlertDelivery.id).limit(limit)))


def take(delivery_id: int) -> Parcel | None:
    """Take a delivery for sending; None when somebody else has it or it is not wanted any more."""
    with write():
        row = _claim(delivery_id)
        if row is None:
            return None
        late = clock.now() - row.alert.at > rules.LATE_AFTER
        parcel = None if late or row.alert.read_at else _parcel(row)
        if parcel is None:
            row.state = DeliveryState.DROPPED
            return None
        return _with_others(row, parcel)


def _claim(delivery_id: int) -> AlertDelivery | None:
    mine = (
        update(AlertDelivery)
        .where(
            AlertDelivery.id == delivery_id,
            AlertDelivery.state == DeliveryState.WAITING,
            AlertDelivery.due_at <= clock.now(),
        )
        .values(attempts=AlertDelivery.attempts + 1, due_at=clock.now() + rules.LEASE)
        .returning(AlertDelivery.id)
        .execution_options(synchronize_session=False)
    )
    if db.session.scalar(mine) is None:
        return None
    return db.session.get(AlertDelivery, delivery_id)


def _with_others(row: AlertDelivery, parcel: Parcel) -> Parcel:
    """Several for one person by one way become one; a warning and the mail of a code stay by themselves."""
    if not _joins(row.alert.telling):
        return parcel
    found = (
        select(AlertDelivery.id, Alert.telling)
        .join(Alert, Alert.id == AlertDelivery.alert_id)
        .where(
            Alert.person_id == row.alert.person_id,
            Alert.read_at.is_(None),
            AlertDelivery.id != row.id,
            AlertDelivery.channel == row.channel,
            AlertDelivery.phone_id == row.phone_id,
            AlertDelivery.state == DeliveryState.WAITING,
            AlertDelivery.due_at <= clock.now(),
        )
    )
    others = tuple(number for number, telling in db.session.execute(found) if _joins(telling))
    many = len(others) + 1
    if many < rules.TOGETHER_FROM:
        return parcel
    return parcel._replace(
        words=say("Ada {many} kabar baru untuk Anda.", many=many), place=Place.LIST, together=others
    )


def _joins(key: str) -> bool:
    telling = told.TELLINGS.get(key)
    return telling is not None and telling.weight != "urgent" and not key.startswith(told.CONFIRMING)


def _parcel(row: AlertDelivery) -> Parcel | None:
    """Where it goes, looked up at the last moment: a channel or a topic switched off since is not used."""
    alert = row.alert
    telling = told.TELLINGS.get(alert.telling)
    off = _is_off(alert.person_id, row.channel) or _is_unwanted(alert.person_id, alert.telling)
    if telling is None or off or alert.person.blocked_at:
        return None
    made = Parcel(
        row.id, row.channel, "", told.words_of(alert.telling, alert.subject), telling.place, alert.subject,
        alert.role, telling.weight == "urgent",
    )  # fmt: skip
    if row.channel is Channel.PUSH:
        phone = _phone(row.phone_id)
        return phone and made._replace(to=phone.endpoint, public_key=phone.public_key, auth=phone.auth)
    if row.channel is Channel.EMAIL:
        return _mail(made, alert)
    return made._replace(to=alert.person.phone) if alert.person.phone else None


def _mail(made: Parcel, alert: Alert) -> Parcel | None:
    known = db.session.get(AlertAddress, alert.person_id)
    if known is None:
        return None
    if alert.telling.startswith(told.CONFIRMING):
        return None if known.confirmed_at else made._replace(to=known.address, code=known.code)
    return made._replace(to=known.address) if known.confirmed_at else None


def _phone(phone_id: int) -> PushPhone | None:
    """A phone whose sign-in still stands."""
    found = select(PushPhone).join(SignIn, SignIn.id == PushPhone.sign_in_id)
    return db.session.scalar(found.where(PushPhone.id == phone_id, SignIn.expires_at > clock.now()))


def _is_off(person_id: int, channel: Channel) -> bool:
    choice = db.session.get(AlertChoice, (person_id, channel))
    return choice is not None and not choice.wanted


def _is_unwanted(person_id: int, telling: str) -> bool:
    topic = topics.topic_of(telling)
    choice = topic and db.session.get(AlertTopicChoice, (person_id, topic))
    return bool(choice and not choice.wanted)


def note_sent(parcel: Parcel) -> None:
    """It arrived at whoever carries it. Inside `write()`."""
    for number in (parcel.delivery_id, *parcel.together):
        _settle(number, state=DeliveryState.SENT, sent_at=clock.now(), error="")


def note_failed(parcel: Parcel, error: str, *, for_good: bool = False) -> None:
    """It did not; tried again later, or given up. `error` is a short code. Inside `write()`."""
    attempts = (
        db.session.scalar(select(AlertDelivery.attempts).where(AlertDelivery.id == parcel.delivery_id)) or 0
    )
    wait = None if for_good else rules.wait_after(attempts)
    if wait is None:
        _settle(parcel.delivery_id, state=DeliveryState.DEAD, error=error[:40])
    else:
        _settle(parcel.delivery_id, due_at=clock.now() + wait, error=error[:40])


def note_gone(parcel: Parcel) -> None:
    """The push service knows this phone no longer (404, 410): it is forgotten. Inside `write()`."""
    _settle(parcel.delivery_id, state=DeliveryState.DROPPED, error="gone")
    db.session.execute(delete(PushPhone).where(PushPhone.endpoint == parcel.to))


def _settle(delivery_id: int, **values) -> None:
    """Only while it waits: whoever lost it cannot undo what another reported."""
    waiting = AlertDelivery.id == delivery_id, AlertDelivery.state == DeliveryState.WAITING
    db.session.execute(update(AlertDelivery).where(*waiting).values(**values))


# ---- the admin's view of what was given up


class Dead(NamedTuple):
    """A delivery that was given up. Whose it was is not shown: the admin mends channels, not people."""

    id: int
    channel: Channel
    words: str
    attempts: int
    error: str
    at: datetime


def dead(actor: Actor, *, after: int = 0) -> list[Dead]:
    """Given-up deliveries, newest first, one more than a page."""
    _check_admin(actor)
    found = select(AlertDelivery, Alert.telling, Alert.at).join(Alert, Alert.id == AlertDelivery.alert_id)
    found = found.where(AlertDelivery.state == DeliveryState.DEAD)
    if after:
        found = found.where(AlertDelivery.id < after)
    rows = db.session.execute(found.order_by(AlertDelivery.id.desc()).limit(PAGE + 1))
    return [
        Dead(row.id, row.channel, told.words_of(telling, "…"), row.attempts, row.error, at)
        for row, telling, at in rows
    ]


def counts(actor: Actor) -> dict[Channel, dict[DeliveryState, int]]:
    """How many deliveries of each channel are in which state."""
    _check_admin(actor)
    found = select(AlertDelivery.channel, AlertDelivery.state, func.count()).group_by(
        AlertDelivery.channel, AlertDelivery.state
    )
    seen: dict[Channel, dict[DeliveryState, int]] = {}
    for channel, state, count in db.session.execute(found):
        seen.setdefault(channel, {})[state] = count
    return seen


class TriedAgain(NamedTuple):
    """How many go out again."""

    id: int


def try_again(actor: Actor, *, channel: str = "", delivery_id: int = 0) -> TriedAgain:
    """Let given-up deliveries go out again: one, or all of a channel. None commits."""
    _check_admin(actor)
    given_up = AlertDelivery.state == DeliveryState.DEAD
    which = AlertDelivery.id == delivery_id if delivery_id else AlertDelivery.channel == Channel(channel)
    again = update(AlertDelivery).where(given_up, which)
    again = again.values(state=DeliveryState.WAITING, attempts=0, due_at=clock.now()).returning(
        AlertDelivery.id
    )
    found = len(db.session.execute(again.execution_options(synchronize_session=False)).all())
    journal.record(actor, "alert.given_up_tried_again", f"channel:{channel or 'one'}", count=found)
    return TriedAgain(found)


def sweep() -> int:
    """Drop alerts older than 90 days, their deliveries with them. Inside `write()`."""
    old = delete(Alert).where(Alert.at < clock.now() - rules.KEPT_FOR).returning(Alert.id)
    return len(db.session.execute(old.execution_options(synchronize_session=False)).all())


def _check_admin(actor: Actor) -> None:
    if actor.hat not in (Role.ADMIN, SYSTEM.hat):
        raise NotVisible("deliveries")
