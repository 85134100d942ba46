"""The journal read as an outbox: each person hears once, of the right thing, by the ways they chose."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain import clock, journal
from domain.alerts import actions, delivering, queries, reading, told
from domain.alerts.models import Alert, AlertAddress, AlertCursor, AlertDelivery, PushPhone
from domain.alerts.states import Channel, DeliveryState
from domain.complaints import actions as complaints
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people import actions as people
from domain.people import secrets
from domain.people.models import Person
from domain.people.rules import Role
from domain.people.vendors import reminding
from domain.writing import write
from tests.support.complaints import ADVICE, VILLAGE, Cast
from tests.support.market import Market
from tests.support.people import make_person

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)  # 12:00 in the region
ALL = frozenset(Channel)


@pytest.fixture
def noon(within):
    with clock.freeze(NOON):
        yield


@pytest.fixture
def cast(noon) -> Cast:
    made = Cast()
    skip()
    return made


def skip() -> None:
    """What happened so far is not told."""
    with write():
        db.session.merge(AlertCursor(id=1, seq=journal.head()[0]))


def hear(offered=frozenset()) -> int:
    return reading.read_journal(offered)


def do(action, *args, **fields):
    with write():
        return action(*args, **fields)


def heard(somebody) -> list[str]:
    return [seen.words for seen in reversed(queries.page_of(somebody.actor)[0])]


def subscribe(somebody, endpoint="https://push.example/1") -> None:
    with write():
        row = people.sign_in(db.session.get(Person, somebody.actor.person_id), token=endpoint, device="HP")
        sign_in = row.id
    do(actions.add_phone, somebody.actor, sign_in, endpoint=endpoint, public_key="k", auth="a")


def deliveries() -> list[AlertDelivery]:
    return list(db.session.scalars(select(AlertDelivery).order_by(AlertDelivery.id)))


def test_a_case_is_told_to_its_officer_and_its_answer_to_the_farmer(cast):
    code = cast.file()
    hear()
    assert heard(cast.officer) == [f"Keluhan baru {code} di desa Anda."]
    assert heard(cast.farmer) == []
    cast.act(complaints.ask, cast.officer.actor, code, question="Sejak kapan?")
    cast.act(complaints.reply, cast.farmer.actor, code, text="Kemarin.")
    cast.act(complaints.answer, cast.officer.actor, code, advice=ADVICE)
    hear()
    assert heard(cast.farmer) == [
        f"Ada pertanyaan tentang keluhan {code}. Jawab, ya.",
        f"Keluhan {code} sudah dijawab.",
    ]
    assert heard(cast.officer)[1:] == [f"Petani menjawab pertanyaan di keluhan {code}."]


def test_reading_again_tells_nobody_twice(cast):
    begun = journal.head()[0]
    cast.file()
    assert hear(ALL) == 1
    before = [(row.person_id, row.seq) for row in db.session.scalars(select(Alert))]
    with write():
        db.session.get(AlertCursor, 1).seq = begun
    assert hear(ALL) == 0
    assert [(row.person_id, row.seq) for row in db.session.scalars(select(Alert))] == before


def test_one_batch_after_the_other_misses_nothing(cast, monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 3)
    farmers = [make_person(Role.FARMER, village=VILLAGE) for _ in range(5)]
    codes = [cast.file(each) for each in farmers]
    assert hear() == 5
    assert len(heard(cast.officer)) == len(codes)
    assert db.session.get(AlertCursor, 1).seq == journal.head()[0]


def test_who_did_it_is_not_told(cast):
    code = cast.answered()
    hear()
    assert all("dijawab" not in words for words in heard(cast.officer)), code


def test_a_follower_hears_of_the_answer_too(cast):
    neighbour = make_person(Role.FARMER, village=VILLAGE)
    code = cast.file()
    do(complaints.follow, neighbour.actor, code)
    cast.act(complaints.answer, cast.officer.actor, code, advice=ADVICE)
    hear()
    assert heard(neighbour) == [f"Keluhan {code} yang Anda tunggu sudah dijawab."]


def test_a_case_without_an_officer_is_told_to_the_coordinator(cast):
    stranger = make_person(Role.FARMER, village="99.01.02.1001")
    code = cast.file(stranger, village_code="99.01.02.1001")
    hear()
    assert heard(cast.coordinator) == [f"Keluhan {code} belum punya penyuluh."]


def test_an_order_is_told_step_by_step_to_whose_turn_it_is(noon):
    market = Market()
    skip()
    code = market.until_issued()
    hear()
    signer, buyer = market.people[Role.SIGNER], market.people[Role.PROCURER]
    assert heard(signer) == [f"Pesanan {code} menunggu persetujuan Anda."]
    assert heard(buyer) == [f"Pesanan {code} disetujui dan sudah ke penjual."]
    assert heard(market.owner)[-1] == f"Pesanan baru {code}. Jawab sebelum batas waktunya."


def test_what_is_old_is_not_told_and_what_is_late_stays_inside(cast):
    subscribe(cast.officer)
    cast.file()
    with clock.freeze(NOON + timedelta(days=30)):
        later = cast.file()
    with clock.freeze(NOON + timedelta(days=31, hours=1)):
        hear(ALL)
    assert heard(cast.officer) == [f"Keluhan baru {later} di desa Anda."]
    assert deliveries() == []


def test_each_way_gets_its_own_delivery_and_each_phone_its_own(cast):
    subscribe(cast.officer)
    subscribe(cast.officer, "https://push.example/2")
    do(actions.switch, cast.officer.actor, channel="sms", wanted=True)
    cast.file()
    hear(ALL)
    rows = deliveries()
    assert [(row.channel, row.phone_id > 0, row.state) for row in rows] == [
        (Channel.PUSH, True, DeliveryState.WAITING),
        (Channel.PUSH, True, DeliveryState.WAITING),
        (Channel.SMS, False, DeliveryState.WAITING),
    ]
    assert {row.due_at for row in rows} == {NOON}


def test_a_night_s_news_waits_for_the_region_s_morning(cast):
    subscribe(cast.officer)
    night = datetime(2026, 11, 24, 15, tzinfo=UTC)  # 22:00; quiet from 21:00 to 06:00 in the test region
    with clock.freeze(night):
        cast.file()
        hear(ALL)
        (row,) = deliveries()
        assert row.due_at == datetime(2026, 11, 24, 23, tzinfo=UTC)
        assert delivering.due_ids(Channel.PUSH, 10) == []
    with clock.freeze(datetime(2026, 11, 24, 23, 0, 1, tzinfo=UTC)):
        assert delivering.due_ids(Channel.PUSH, 10) == [row.id]


def test_a_night_s_news_goes_out_as_one_in_the_morning(cast):
    subscribe(cast.officer)
    night, morning = NOON + timedelta(hours=10), NOON + timedelta(hours=19)
    with clock.freeze(night):
        for _ in range(2):
            cast.file(make_person(Role.FARMER, village=VILLAGE))
        hear(ALL)
    with clock.freeze(morning):
        first = delivering.take(deliveries()[0].id)
        assert (first.words, first.together) == ("Keluhan baru K0001 di desa Anda.", ())
        do(delivering.note_failed, first, "silent")
    with clock.freeze(night):
        cast.file(make_person(Role.FARMER, village=VILLAGE))
        hear(ALL)
    with clock.freeze(morning + timedelta(minutes=2)):
        parcel = delivering.take(deliveries()[0].id)
        assert (parcel.words, parcel.place) == ("Ada 3 kabar baru untuk Anda.", "list")
        do(delivering.note_failed, parcel, "silent")
        assert [row.state for row in deliveries()] == [DeliveryState.WAITING] * 3
    with clock.freeze(morning + timedelta(minutes=5)):
        do(delivering.note_sent, delivering.take(deliveries()[0].id))
        assert [row.state for row in deliveries()] == [DeliveryState.SENT] * 3
        assert delivering.due_ids(Channel.PUSH, 10) == []


def test_what_was_read_meanwhile_is_not_sent(cast):
    subscribe(cast.officer)
    cast.file()
    hear(ALL)
    do(actions.mark_all_read, cast.officer.actor)
    (row,) = deliveries()
    assert delivering.take(row.id) is None
    assert deliveries()[0].state == DeliveryState.DROPPED


def test_a_delivery_is_taken_by_one_sender_at_a_time(cast):
    subscribe(cast.officer)
    code = cast.file()
    hear(ALL)
    (row,) = deliveries()
    parcel = delivering.take(row.id)
    assert (parcel.words, parcel.to) == (f"Keluhan baru {code} di desa Anda.", "https://push.example/1")
    assert delivering.take(row.id) is None
    with clock.freeze(NOON + timedelta(minutes=6)):  # whoever had it never came back
        again = delivering.take(row.id)
        assert again.key == parcel.key
        do(delivering.note_sent, again)
    do(delivering.note_failed, parcel, "silent")  # the slow one comes back after all
    assert deliveries()[0].state == DeliveryState.SENT


def test_it_is_given_up_after_eight_tries_and_an_admin_lets_it_go_again(cast):
    subscribe(cast.officer)
    cast.file()
    hear(ALL)
    (row,) = deliveries()
    now = NOON
    for _ in range(8):
        with clock.freeze(now):
            do(delivering.note_failed, delivering.take(row.id), "silent timeout")
        now += timedelta(minutes=65)
    assert (deliveries()[0].state, deliveries()[0].attempts) == (DeliveryState.DEAD, 8)
    admin = make_person(Role.ADMIN)
    (dead,) = delivering.dead(admin.actor)
    assert (dead.words, dead.error) == ("Keluhan baru … di desa Anda.", "silent timeout")
    with pytest.raises(NotVisible):
        delivering.dead(cast.officer.actor)
    with clock.freeze(now):
        assert do(delivering.try_again, admin.actor, channel="push").id == 1
        assert delivering.take(row.id) is not None


def test_a_phone_goes_with_its_sign_in_and_when_the_service_knows_it_no_more(cast):
    subscribe(cast.officer)
    subscribe(cast.officer, "https://push.example/2")
    do(people.sign_out, cast.officer.actor, secrets.digest("https://push.example/1"))
    assert [row.endpoint for row in db.session.scalars(select(PushPhone))] == ["https://push.example/2"]
    cast.file()
    hear(ALL)
    (row,) = deliveries()
    do(delivering.note_gone, delivering.take(row.id))
    assert list(db.session.scalars(select(PushPhone))) == []
    do(people.sign_out_everywhere, cast.officer.actor)


def test_the_same_phone_is_told_for_whoever_asked_last(cast):
    subscribe(cast.officer)
    with write():
        row = people.sign_in(db.session.get(Person, cast.farmer.actor.person_id), token="other", device="HP")
        sign_in = row.id
    do(
        actions.add_phone,
        cast.farmer.actor,
        sign_in,
        endpoint="https://push.example/1",
        public_key="k",
        auth="a",
    )
    (phone,) = db.session.scalars(select(PushPhone))
    assert phone.person_id == cast.farmer.actor.person_id
    with pytest.raises(NotVisible):
        do(actions.add_phone, cast.officer.actor, sign_in, endpoint="https://x", public_key="k", auth="a")


def test_an_address_is_used_only_after_its_code_came_back(cast):
    officer = cast.officer.actor
    do(actions.give_address, officer, address="rini@contoh.id")
    hear(ALL)
    (mail,) = deliveries()
    parcel = delivering.take(mail.id)
    code = db.session.get(AlertAddress, officer.person_id).code
    assert (parcel.channel, parcel.to, parcel.code) == (Channel.EMAIL, "rini@contoh.id", code)
    cast.file()
    hear(ALL)
    assert len(deliveries()) == 1
    with pytest.raises(RuleBroken):
        do(actions.confirm_address, officer, code="SALAHKAN")
    do(actions.confirm_address, officer, code=code.lower())
    neighbour = make_person(Role.FARMER, village=VILLAGE)
    cast.file(neighbour)
    hear(ALL)
    assert [row.channel for row in deliveries()] == [Channel.EMAIL, Channel.EMAIL]
    with pytest.raises(RuleBroken, match="sepuluh menit"):
        do(actions.give_address, officer, address="lain@contoh.id")


def test_the_promise_is_reminded_of_at_half_and_near_its_end(cast):
    code = cast.file()  # 48 hours promised here
    assert complaints.remind() == 0
    with clock.freeze(NOON + timedelta(hours=24)):
        assert (complaints.remind(), complaints.remind()) == (1, 0)
    with clock.freeze(NOON + timedelta(hours=39)):
        assert (complaints.remind(), complaints.remind()) == (1, 0)
        hear()
    assert heard(cast.officer)[1:] == [
        f"Janji keluhan {code}: separuh waktunya sudah lewat.",
        f"Janji keluhan {code} hampir habis. Jawab segera.",
    ]
    assert heard(cast.coordinator) == [f"Janji keluhan {code} hampir habis."]
    assert journal.verify() == []


def test_a_question_stops_the_reminders_too(cast):
    code = cast.file()
    cast.act(complaints.ask, cast.officer.actor, code, question="Sejak kapan?")
    with clock.freeze(NOON + timedelta(hours=60)):
        assert complaints.remind() == 0
        cast.act(complaints.reply, cast.farmer.actor, code, text="Kemarin.")
        assert complaints.remind() == 0


def test_a_vendor_hears_of_a_paper_that_ends(noon):
    from tests.support.vendors import verified

    actor, vendor = verified()
    with write():
        for document in db.session.query(reminding.VendorDocument).filter_by(vendor_id=vendor):
            document.valid_through = clock.today() + timedelta(days=5)
            break
    skip()
    assert reminding.remind() == 1
    hear()
    words = [seen.words for seen in queries.page_of(actor)[0]]
    assert words[0] == "Dokumen usaha Anda hampir atau sudah habis masanya."


def test_nobody_s_words_or_number_reach_an_alert(cast):
    cast.file(body="Rahasia daun.")
    hear(ALL)
    for row in db.session.scalars(select(Alert)):
        words = told.words_of(row.telling, row.subject)
        assert "Slamet" not in words
        assert "Rahasia" not in words


def test_a_person_who_leaves_is_told_nothing_more_and_nothing_is_left(cast):
    subscribe(cast.farmer)
    cast.answered()
    hear(ALL)
    do(actions.give_address, cast.farmer.actor, address="slamet@contoh.id")
    do(actions.switch, cast.farmer.actor, channel="sms", wanted=True)
    do(actions.forget_person, cast.farmer.actor)
    assert queries.export_of(cast.farmer.actor) == {
        "kabar": [], "hp_yang_dikabari": [], "pilihan_kabar": {}, "topik_kabar": {}, "surel": None,
    }  # fmt: skip
    assert all(row.alert.person_id != cast.farmer.actor.person_id for row in deliveries())


def test_alerts_go_after_ninety_days(cast):
    cast.file()
    hear()
    with clock.freeze(NOON + timedelta(days=89)):
        assert do(delivering.sweep) == 0
    with clock.freeze(NOON + timedelta(days=91)):
        assert do(delivering.sweep) == 1
