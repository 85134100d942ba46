"""Verbs about one's own alerts and how one wants to hear. None commits."""

import secrets
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import delete, select, update

from domain import clock, journal
from domain.alerts import rules
from domain.alerts.models import Alert, AlertAddress, AlertChoice, AlertTopicChoice, PushPhone
from domain.alerts.states import Channel, Topic
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people.models import SignIn
from domain.people.rules import Actor
from domain.people.secrets import clean_paper_code, new_paper_code

ASK_AGAIN_AFTER = timedelta(minutes=10)


class Marked(NamedTuple):
    """How many alerts were marked as read."""

    id: int


def mark_read(actor: Actor, alert_id: int) -> Marked:
    """One alert was opened. Raises NotVisible."""
    own = select(Alert.id).where(Alert.id == alert_id, Alert.person_id == actor.person_id)
    if db.session.scalar(own) is None:
        raise NotVisible(str(alert_id))
    return _mark(actor, Alert.id == alert_id)


def mark_all_read(actor: Actor) -> Marked:
    return _mark(actor, Alert.id > 0)


def _mark(actor: Actor, which) -> Marked:
    unread = Alert.person_id == actor.person_id, Alert.read_at.is_(None), which
    done = update(Alert).where(*unread).values(read_at=clock.now()).returning(Alert.id)
    return Marked(len(db.session.execute(done.execution_options(synchronize_session=False)).all()))


def clear(actor: Actor) -> Marked:
    """Delete every alert of one's own."""
    mine = delete(Alert).where(Alert.person_id == actor.person_id).returning(Alert.id)
    return Marked(len(db.session.execute(mine.execution_options(synchronize_session=False)).all()))


def switch(actor: Actor, *, channel: str, wanted: bool) -> AlertChoice:
    """Switch a channel on or off. Raises RuleBroken for one that cannot reach the person."""
    try:
        which = Channel(channel)
    except ValueError:
        raise RuleBroken("Pilih caranya.") from None
    row = db.session.merge(AlertChoice(person_id=actor.person_id, channel=which, wanted=wanted))
    db.session.flush()
    journal.record(actor, "alert.channel_switched", _subject(actor), channel=which, wanted=wanted)
    return row


def choose_topic(actor: Actor, *, topic: str, wanted: bool) -> AlertTopicChoice:
    """Hear of a topic outside the page, or not. Raises RuleBroken for one there is not."""
    try:
        which = Topic(topic)
    except ValueError:
        raise RuleBroken("Pilih kabarnya.") from None
    row = db.session.merge(AlertTopicChoice(person_id=actor.person_id, topic=which, wanted=wanted))
    db.session.flush()
    journal.record(actor, "alert.topic_chosen", _subject(actor), topic=which, wanted=wanted)
    return row


def add_phone(actor: Actor, sign_in_id: str, *, endpoint: str, public_key: str, auth: str) -> PushPhone:
    """This phone is told on its screen, as long as it stays signed in. Raises RuleBroken, NotVisible.

    One phone has one address: whoever was told there before is not any more.
    """
    signed_in = db.session.get(SignIn, sign_in_id)
    if signed_in is None or signed_in.person_id != actor.person_id:
        raise NotVisible("sign-in")
    same = (PushPhone.endpoint == endpoint) | (PushPhone.sign_in_id == sign_in_id)
    db.session.execute(delete(PushPhone).where(same))
    row = PushPhone(
        person_id=actor.person_id,
        sign_in_id=sign_in_id,
        endpoint=endpoint,
        public_key=public_key,
        auth=auth,
    )
    db.session.add(row)
    db.session.flush()
    journal.record(actor, "alert.phone_added", _subject(actor), phone=row.id)
    return row


def drop_phone(actor: Actor, phone_id: int) -> Marked:
    """A phone is told no more. Raises NotVisible."""
    mine = PushPhone.id == phone_id, PushPhone.person_id == actor.person_id
    if db.session.scalar(delete(PushPhone).where(*mine).returning(PushPhone.id)) is None:
        raise NotVisible(str(phone_id))
    journal.record(actor, "alert.phone_dropped", _subject(actor), phone=phone_id)
    return Marked(phone_id)


def give_address(actor: Actor, *, address: str) -> AlertAddress:
    """Name an e-mail address; a code goes there and has to come back. Raises RuleBroken."""
    address = rules.check_address(address)
    row = db.session.get(AlertAddress, actor.person_id)
    if row and row.address == address and row.confirmed_at:
        raise RuleBroken("Alamat ini sudah dipakai.", field="address")
    if row and clock.now() - row.asked_at < ASK_AGAIN_AFTER:
        raise RuleBroken("Kode baru saja dikirim. Tunggu sepuluh menit, lalu coba lagi.", field="address")
    if row is None:
        row = AlertAddress(person_id=actor.person_id)
        db.session.add(row)
    row.address, row.code, row.asked_at, row.confirmed_at = address, new_paper_code(), clock.now(), None
    db.session.flush()
    journal.record(actor, "alert.address_given", _subject(actor))
    return row


def confirm_address(actor: Actor, *, code: str) -> AlertAddress:
    """The code of the mail came back. Raises RuleBroken."""
    row = db.session.get(AlertAddress, actor.person_id)
    if (
        row is None
        or row.confirmed_at
        or not secrets.compare_digest(row.code.encode(), clean_paper_code(code)[:12].encode())
    ):
        raise RuleBroken("Kode tidak cocok. Periksa surelnya lagi.", field="code")
    row.confirmed_at = clock.now()
    journal.record(actor, "alert.address_confirmed", _subject(actor))
    return row


def drop_address(actor: Actor) -> Marked:
    """Forget the e-mail address."""
    mine = AlertAddress.person_id == actor.person_id
    if db.session.scalar(delete(AlertAddress).where(mine).returning(AlertAddress.person_id)) is None:
        raise RuleBroken("Belum ada alamat surel.")
    journal.record(actor, "alert.address_dropped", _subject(actor))
    return Marked(actor.person_id or 0)


def forget_person(actor: Actor) -> None:
    """Everything kept here about a person who leaves."""
    for table in (Alert, PushPhone, AlertChoice, AlertTopicChoice, AlertAddress):
        db.session.execute(delete(table).where(table.person_id == actor.person_id))


def _subject(actor: Actor) -> str:
    return f"person:{actor.person_id}"
