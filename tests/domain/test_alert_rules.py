"""When an alert goes out, by what, and how often it is tried. Hand-made moments and expected values."""

from datetime import UTC, datetime, time, timedelta

import pytest

from domain.alerts.rules import Quiet, carries, channels_for, check_address, send_at, sms_text, wait_after
from domain.alerts.states import Channel, Topic, Weight
from domain.alerts.topics import TOPIC_WORDS, words_for
from domain.errors import RuleBroken
from domain.people.rules import Role

NIGHT = Quiet(time(20), time(5, 30))
PUSH, EMAIL, SMS, WHATSAPP = Channel


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (at(19, 59), at(19, 59)),
        (at(20), at(5, 30, 25)),
        (at(23, 30), at(5, 30, 25)),
        (at(0, 10), at(5, 30)),
        (at(5, 29), at(5, 30)),
        (at(5, 30), at(5, 30)),
        (at(12), at(12)),
    ],
)
def test_what_happens_at_night_waits_for_the_morning(now, goes):
    assert send_at(Weight.NEEDED, now, NIGHT, warnings_wake=False) == goes


def test_a_warning_goes_through_only_where_the_region_says_so():
    assert send_at(Weight.URGENT, at(23), NIGHT, warnings_wake=True) == at(23)
    assert send_at(Weight.URGENT, at(23), NIGHT, warnings_wake=False) == at(5, 30, 25)
    assert send_at(Weight.NEEDED, at(23), NIGHT, warnings_wake=True) == at(5, 30, 25)


def test_quiet_hours_within_a_day_and_none_at_all():
    noon = Quiet(time(12), time(13))
    assert send_at(Weight.PLAIN, at(12, 30), noon, warnings_wake=False) == at(13)
    assert send_at(Weight.PLAIN, at(11), noon, warnings_wake=False) == at(11)
    none = Quiet(time(20), time(20))
    assert send_at(Weight.PLAIN, at(20), none, warnings_wake=False) == at(20)


def test_waits_double_and_end():
    waits = [wait_after(tries) for tries in range(1, 9)]
    assert waits[:7] == [timedelta(minutes=each) for each in (1, 2, 4, 8, 16, 32, 64)]
    assert waits[7] is None


def test_what_costs_a_message_carries_no_plain_news():
    assert [carries(each, Weight.PLAIN) for each in Channel] == [True, True, False, False]
    assert all(carries(each, Weight.NEEDED) and carries(each, Weight.URGENT) for each in Channel)


@pytest.mark.parametrize(
    ("chosen", "by"),
    [
        ({}, [PUSH, EMAIL]),
        ({PUSH: False}, [EMAIL]),
        ({SMS: True, WHATSAPP: True}, [PUSH, EMAIL, SMS, WHATSAPP]),
        ({EMAIL: False, WHATSAPP: True}, [PUSH, WHATSAPP]),
    ],
)
def test_switches_and_what_they_are_before_anybody_touched_them(chosen, by):
    ways = {"offered": set(Channel), "has_phone": True, "has_address": True, "phones": 1}
    assert channels_for(Weight.NEEDED, chosen=chosen, **ways) == by


def test_a_channel_that_cannot_reach_or_is_not_set_up_is_not_used():
    chosen = dict.fromkeys(Channel, True)
    nobody = {"has_phone": False, "has_address": False, "phones": 0}
    assert channels_for(Weight.URGENT, offered=set(Channel), chosen=chosen, **nobody) == []
    all_of_it = {"has_phone": True, "has_address": True, "phones": 2}
    assert channels_for(Weight.URGENT, offered={SMS}, chosen=chosen, **all_of_it) == [SMS]
    assert channels_for(Weight.PLAIN, offered={SMS, EMAIL}, chosen=chosen, **all_of_it) == [EMAIL]


@pytest.mark.parametrize(
    "wrong", ["", "a", "a@b", "a b@c.id", "a@c.id\nBcc: x@y.id", "a@-c.id", "é@c.id", "a@c..id"]
)
def test_what_is_no_address_is_refused(wrong):
    with pytest.raises(RuleBroken):
        check_address(wrong)


def test_an_address_is_kept_as_written():
    assert check_address("  Bu.Kartini+kabar@dinas.contoh.id ") == "Bu.Kartini+kabar@dinas.contoh.id"


def test_an_sms_is_short_and_of_the_plain_alphabet():
    assert sms_text("Layanan", "Keluhan K0412 sudah dijawab.") == "Layanan: Keluhan K0412 sudah dijawab."
    assert len(sms_text("Layanan", "x" * 300)) == 160
    assert sms_text("Layanan", "“kutip”") == "Layanan: kutip"


@pytest.mark.parametrize(
    ("roles", "name", "about"),
    [
        ({Role.FARMER}, "Tanya penjual", "Jawaban atas pertanyaan Anda."),
        ({Role.FARMER, Role.SIGNER}, "Tanya penjual", "Jawaban atas pertanyaan Anda."),
        ({Role.VENDOR_OWNER}, "Barang dan usaha", "Pertanyaan, pemeriksaan, dan dokumen."),
        (
            {Role.EXPERT, Role.VENDOR_OWNER},
            "Barang dan usaha",
            "Pertanyaan dan jawabannya, pemeriksaan, dan dokumen.",
        ),
    ],
)
def test_words_of_goods_fit_every_hat_of_a_person(roles, name, about):
    assert words_for(roles, Topic.GOODS) == (name, about)


@pytest.mark.parametrize("topic", [topic for topic in Topic if topic is not Topic.GOODS])
def test_all_other_topics_have_one_wording_under_any_hat(topic):
    assert {words_for({role, Role.FARMER}, topic) for role in Role} == {TOPIC_WORDS[topic]}
