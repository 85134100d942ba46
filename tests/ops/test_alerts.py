"""Sending beside everything else: a channel that hangs holds up nobody, and what waited goes out when it is back."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain import clock
from domain.alerts import reading, rules
from domain.alerts.models import AlertChoice, AlertDelivery
from domain.alerts.states import Channel, DeliveryState
from domain.db import db
from domain.people.rules import Role
from domain.writing import write
from ops import jobs
from ops.alerts import send_due
from services.gateway import HttpGateway
from services.outgoing import Outgoing
from services.senders import KeptSender
from tests.support.channels import *  # noqa: F403
from tests.support.complaints import VILLAGE, Cast
from tests.support.people import make_person
from tests.support.receivers import http_receiver


@pytest.fixture(autouse=True)
def one_by_one(monkeypatch):
    """Here each message counts by itself."""
    monkeypatch.setattr(rules, "TOGETHER_FROM", 99)


SMS = frozenset({Channel.SMS})


def by(url: str) -> dict:
    outgoing = Outgoing(["127.0.0.1"], public_only=False, plain=True, seconds=0.3)
    return {Channel.SMS: HttpGateway(url, "rahasia", outgoing)}


def waiting(how_many: int) -> Cast:
    """So many messages for one officer, due now."""
    cast = Cast()
    with write():
        db.session.add(AlertChoice(person_id=cast.officer.actor.person_id, channel=Channel.SMS, wanted=True))
    for _ in range(how_many):
        cast.file(make_person(Role.FARMER, village=VILLAGE))
    reading.read_journal(SMS)
    with write():
        for row in db.session.scalars(select(AlertDelivery)):
            row.due_at = clock.now()
    return cast


def states() -> dict[str, int]:
    found = select(AlertDelivery.state, func.count()).group_by(AlertDelivery.state)
    return {state.value: count for state, count in db.session.execute(found)}


def later(minutes: int):
    return clock.freeze(clock.now() + timedelta(minutes=minutes))


def test_everything_due_goes_out_once(within):
    waiting(5)
    with http_receiver("ok") as (url, taken):
        assert send_due(by(url)) == {"sent": 5}
        assert send_due(by(url)) == {}
    assert len(set(taken.keys)) == 5
    assert states() == {"sent": 5}


@pytest.mark.parametrize("mood", ["slow", "drips", "503"])
def test_a_channel_that_is_down_is_left_after_three_and_drained_when_it_is_back(within, mood):
    waiting(8)
    with http_receiver(mood) as (url, _taken):
        began = time.monotonic()
        assert send_due(by(url)) == {"down": 3}
        assert time.monotonic() - began < 4
    tries = sorted(db.session.scalars(select(AlertDelivery.attempts)))
    assert tries == [0, 0, 0, 0, 0, 1, 1, 1]
    with later(2), http_receiver("ok") as (url, taken):
        assert send_due(by(url)) == {"sent": 8}
    assert len(set(taken.keys)) == len(taken.keys) == 8


def test_answers_that_are_lost_bring_copies_that_are_known_by_their_key(within):
    waiting(3)
    with http_receiver("lost", "ok", "lost", "ok") as (url, taken):
        send_due(by(url))
        with later(2):
            send_due(by(url))
        with later(6):
            send_due(by(url))
    assert states() == {"sent": 3}
    assert len(taken.keys) > len(set(taken.keys)) == 3


def test_one_that_is_refused_stops_nobody_behind_it(within):
    waiting(3)
    with http_receiver("400", "ok") as (url, _taken):
        assert send_due(by(url)) == {"refused": 1, "sent": 2}
    assert states() == {"dead": 1, "sent": 2}


def test_a_channel_that_hangs_holds_up_no_other(within):
    cast = waiting(4)
    with write():
        ids = list(db.session.scalars(select(AlertDelivery.alert_id)))
        for alert in ids:
            db.session.add(AlertDelivery(alert_id=alert, channel=Channel.WHATSAPP, due_at=clock.now()))
    kept = KeptSender()
    with http_receiver("slow") as (url, _taken):
        done = send_due({**by(url), Channel.WHATSAPP: kept})
    assert done == {"down": 3, "sent": 4}
    assert len(kept.letters) == 4
    assert cast.officer.phone == kept.letters[0].to


def test_an_error_nobody_foresaw_is_a_failure_and_stops_nothing(within):
    waiting(2)
    kept = KeptSender([KeyError("x")])
    assert send_due({Channel.SMS: kept}) == {"down": 1, "sent": 1}
    assert (
        db.session.scalar(select(AlertDelivery.error).where(AlertDelivery.state == DeliveryState.WAITING))
        == "KeyError"
    )


def test_two_senders_at_once_send_each_once(app, within):
    from concurrent.futures import ThreadPoolExecutor

    waiting(6)
    with http_receiver("ok") as (url, taken):

        def run(_number: int) -> None:
            with app.app_context():
                send_due(by(url))

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(run, range(4)))
    assert sorted(taken.keys) == sorted(set(taken.keys))
    assert len(taken.keys) == 6


def test_the_jobs_tell_and_send(app, within, senders):
    cast = Cast()
    with write():
        db.session.add(AlertChoice(person_id=cast.officer.actor.person_id, channel=Channel.SMS, wanted=True))
    noon = clock.start_of(clock.today()) + timedelta(hours=12)
    with clock.freeze(noon):
        cast.file()
        assert jobs.run_due(app, [jobs.remind_of_promises, jobs.tell_people, jobs.send_alerts]) == 0
    assert [letter.words for letter in senders[Channel.SMS].letters] == ["Keluhan baru K0001 di desa Anda."]
    assert {jobs.remind_of_promises, jobs.tell_people, jobs.send_alerts} <= {
        *jobs.EVERY_MINUTE,
        *jobs.OUTSIDE,
    }


def test_the_keys_are_made_and_the_channels_stand(app, within, senders):
    runner = app.test_cli_runner()
    made = runner.invoke(args=["alerts", "keys"])
    assert made.output.startswith("LUMBUNG_PUSH_KEY=")
    waiting(2)
    said = runner.invoke(args=["alerts", "status"]).output
    assert "sms       set up     2 waiting, 0 sent, 0 dead, 0 dropped" in said


def test_a_run_that_goes_on_is_not_joined_by_the_next():
    from threading import Lock

    from ops.schedule import unless_busy

    busy, ran = Lock(), []
    assert unless_busy(busy, lambda: ran.append(unless_busy(busy, lambda: ran.append("inner"))))
    assert ran == [False]
    with pytest.raises(ZeroDivisionError):
        unless_busy(busy, lambda: 1 / 0)
    assert unless_busy(busy, lambda: None)
