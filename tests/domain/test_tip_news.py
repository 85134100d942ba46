"""Tips of the season as news: once a week, to who asked for it and grows such a crop, only what an expert vouches for."""

from datetime import UTC, datetime, timedelta

import pytest

from domain import clock, journal, region
from domain.alerts import actions, queries, reading, tips
from domain.alerts.models import AlertAddress, AlertCursor, AlertDelivery
from domain.alerts.states import Channel
from domain.db import db
from domain.knowledge import actions as library
from domain.knowledge import queries as texts
from domain.people.parcels import actions as parcels
from domain.people.rules import Role
from domain.writing import write
from tests.support.people import make_person

MONDAY = datetime(2026, 11, 23, 5, tzinfo=UTC)  # 12:00 in the region
NEWS = "Ada tips musim ini untuk tanaman Anda."


@pytest.fixture
def grower(within):
    """Grows rice, asked for tips."""
    with clock.freeze(MONDAY):
        made = grows("padi")
        do(actions.choose_topic, made.actor, topic="tips", wanted=True)
        yield made


def grows(crop: str):
    made = make_person(Role.FARMER)
    do(parcels.note, made.actor, commodity=crop, label="", area_m2=None)
    return made


def do(action, *args, **fields):
    with write():
        return action(*args, **fields)


def heard(somebody) -> list[str]:
    reading.read_journal(frozenset())
    return [seen.words for seen in queries.page_of(somebody.actor)[0] if seen.words == NEWS]


def test_once_a_week_to_who_asked_however_often_the_job_runs(grower):
    assert tips.note_week() and not tips.note_week()
    assert heard(grower) == [NEWS]
    with clock.freeze(MONDAY + timedelta(days=6)):
        assert not tips.note_week()
        assert heard(grower) == [NEWS]
    with clock.freeze(MONDAY + timedelta(days=7)):
        assert tips.note_week()
        assert heard(grower) == [NEWS, NEWS]


def test_not_to_who_did_not_ask_or_switched_it_off_or_is_blocked(grower):
    never, off = grows("padi"), grows("padi")
    for wanted in (True, False):
        do(actions.choose_topic, off.actor, topic="tips", wanted=wanted)
    tips.note_week()
    assert (heard(never), heard(off), heard(grower)) == ([], [], [NEWS])


def test_only_of_crops_with_a_tip_somebody_vouches_for(grower, monkeypatch):
    other = grows("cabai")
    do(actions.choose_topic, other.actor, topic="tips", wanted=True)
    monkeypatch.setattr(texts, "crops_with_tips", lambda _month: {"padi"})
    assert tips.readers(11) == [grower.actor.person_id]
    monkeypatch.setattr(texts, "crops_with_tips", lambda _month: {""})
    assert tips.readers(11) == [grower.actor.person_id, other.actor.person_id]


def test_drafts_are_no_news(grower):
    expert = make_person(Role.EXPERT).actor
    while rows := texts.tip_desk(expert, drafts=False).rows:
        do(library.withdraw_tip, expert, rows[0].tip.key)
    assert texts.crops_with_tips(11) == set()
    assert not tips.note_week()


def test_it_waits_for_the_morning_like_all_plain_news(grower):
    with write():
        db.session.merge(AlertCursor(id=1, seq=journal.head()[0]))
    do(actions.give_address, grower.actor, address="tani@contoh.id")
    do(actions.confirm_address, grower.actor, code=_code_of(grower))
    with write():
        db.session.merge(AlertCursor(id=1, seq=journal.head()[0]))
    midnight = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)  # 00:30 on Tuesday
    with clock.freeze(midnight):
        assert tips.note_week()
        reading.read_journal(frozenset({Channel.EMAIL}))
        (letter,) = db.session.query(AlertDelivery).all()
    quiet_to = region.current().alerts.quiet_to
    assert f"{clock.local(letter.due_at):%H:%M}" == quiet_to.replace(".", ":")


def _code_of(somebody) -> str:
    return db.session.get(AlertAddress, somebody.actor.person_id).code
