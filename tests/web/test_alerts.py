"""Kabar on the page: read, opened, counted; and how somebody wants to hear, with and without htmx."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain import clock
from domain.alerts import reading
from domain.alerts.models import Alert, AlertAddress, AlertChoice, AlertDelivery, AlertTopicChoice, PushPhone
from domain.alerts.states import DeliveryState
from domain.db import db
from domain.people.rules import Role
from domain.writing import write
from ops.alerts import send_due
from tests.support.channels import *  # noqa: F403
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import VILLAGE
from web.channels import offered

ENDPOINT = "https://push.contoh.id/abc"
PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
PHONE = {"endpoint": ENDPOINT, "public_key": PUBLIC, "auth": AUTH}


@pytest.fixture
def hear(app):
    def read() -> int:
        with app.app_context():
            return reading.read_journal(offered())

    return read


@pytest.fixture
def answered(cast, case, hear) -> str:
    """An answered case, told, with everything before it read."""
    code = case(cast.answered)
    hear()
    return code


def newest(page) -> str:
    return page.select_one("#alert-rows h2").text


@pytest.mark.parametrize("htmx", [False, True])
def test_an_answer_stands_first_and_opens_its_case(visit, cast, answered, rows, htmx):
    farmer = visit(cast.farmer, htmx)
    page = farmer.get("/kabar/")
    assert newest(page) == f"Keluhan {answered} sudah dijawab."
    number = page.select_one("#alert-rows button")["value"]
    assert page.select_one("#alert-rows .tag")
    response = farmer.post("/kabar/buka", alert=number)
    target = response.headers.get("Location") or response.headers["HX-Location"]
    assert f"/keluhan/{answered}" in target
    assert farmer.get("/kabar/").select_one("#alert-rows .tag") is None or rows(Alert) > 1


@pytest.mark.parametrize("htmx", [False, True])
def test_all_are_marked_read_at_once_and_deleted_at_once(visit, cast, answered, htmx):
    farmer = visit(cast.farmer, htmx)
    assert "belum dibaca" in farmer.get("/kabar/").text
    farmer.post("/kabar/dibaca")
    assert "Semua sudah dibaca." in farmer.get("/kabar/").text
    farmer.post("/kabar/hapus")
    assert "Belum ada kabar" in farmer.get("/kabar/").text


def test_alerts_stand_by_when_it_happened_not_by_when_it_was_written_down(app, visit, cast):
    """Told late, out of order: 45 things, of which every third shares its minute with the next."""
    start = clock.now() - timedelta(days=3)
    minutes = [(at * 7) % 45 // 2 for at in range(45)]  # each minute holds two, the last one
    with app.app_context(), write():
        for seq, minute in enumerate(minutes, start=1_000):
            db.session.add(
                Alert(
                    person_id=cast.farmer.actor.person_id, seq=seq, telling="answered", subject=f"K{seq}",
                    role=Role.FARMER, at=start + timedelta(minutes=minute),
                )
            )  # fmt: skip
    farmer, path, shown, pages = visit(cast.farmer), "/kabar/", [], 0
    while path:
        page, pages = farmer.get(path, statements=3), pages + 1
        shown += [int(button["value"]) for button in page.select("#alert-rows button")]
        more = page.select_one("a[href*=sesudah]")
        path = more and more["href"]
    with app.app_context():
        by_time = sorted(db.session.scalars(select(Alert)).all(), key=lambda row: (row.at, row.id))
        assert shown == [row.id for row in reversed(by_time)]
    assert pages == 3 and len(set(shown)) == 45 and shown != sorted(shown, reverse=True)
    for nonsense in ("x", "1", "99999999999999999.1", "-1.2", "9999999999999999.999999999"):
        farmer.get(f"/kabar/?sesudah={nonsense}")


def test_nobody_opens_another_s(visit, cast, answered):
    number = visit(cast.farmer).get("/kabar/").select_one("#alert-rows button")["value"]
    visit(cast.officer).post("/kabar/buka", expect=404, alert=number)
    visit(cast.farmer).post("/kabar/buka", expect=404, alert="x")
    visit().get("/kabar/", expect=303)


def test_the_number_stands_on_every_page_and_costs_no_question_more(visit, cast, answered):
    farmer = visit(cast.farmer)
    page = farmer.get("/keluhan/")
    bell = page.select_one("[data-unread]")
    assert bell["data-unread"] == str(len(farmer.get("/kabar/").select("#alert-rows .tag")))
    assert bell["href"] == "/akun"
    assert "kabar baru" in farmer.get("/akun").text
    farmer.get("/kabar/", statements=3)  # the transaction, who is there, the page


def test_the_number_is_asked_for_cheaply(visit, cast, answered):
    farmer = visit(cast.farmer)
    unread = farmer.get("/keluhan/").select_one("[data-unread]")["data-unread"]
    same = farmer.client.get(f"/kabar/jumlah?n={unread}")
    other = farmer.client.get("/kabar/jumlah?n=99")
    assert (same.status_code, same.data) == (204, b"")
    assert (other.status_code, other.data) == (200, unread.encode())
    sent = (
        "HTTP/1.1 204 NO CONTENT\r\n"
        + "".join(f"{name}: {value}\r\n" for name, value in same.headers)
        + "\r\n"
    )
    assert (
        len(sent) + len("Server: gunicorn\r\nDate: Tue, 24 Nov 2026 16:00:00 GMT\r\nConnection: close\r\n")
        <= 250
    )
    assert same.headers["Cache-Control"] == other.headers["Cache-Control"] == "no-store"


def test_without_channels_nothing_is_offered_or_pretended(visit, cast, case, hear, rows):
    case(cast.file)
    page = visit(cast.farmer).get("/kabar/cara")
    assert "belum mengirim kabar lewat cara lain" in page.text
    assert page.select("#phone-form, #switches, #address-form") == []
    visit(cast.farmer).post("/kabar/hp", expect=404, **PHONE)
    visit(cast.farmer).post("/kabar/cara", expect=404, switch="push:on")
    visit(cast.farmer).post("/kabar/surel", expect=404, address="a@contoh.id")
    hear()
    assert rows(AlertDelivery) == 0


def test_the_phone_is_asked_for_only_after_the_first_report(visit, senders, cast, case):
    farmer = visit(cast.farmer)
    page = farmer.get("/kabar/cara")
    assert page.select_one("#phone-form") is None
    assert "sesudah laporan atau pesanan pertama" in page.text
    farmer.post("/kabar/hp", expect=404, **PHONE)
    case(cast.file)
    assert farmer.get("/kabar/cara").select_one("#phone-form")["data-push"]
    assert visit(cast.officer).get("/kabar/cara").select_one("#phone-form")


@pytest.mark.parametrize("htmx", [False, True])
def test_a_phone_is_added_and_stopped_and_ends_with_its_sign_in(visit, senders, cast, case, rows, htmx):
    case(cast.file)
    farmer = visit(cast.farmer, htmx)
    farmer.post("/kabar/hp", **PHONE)
    page = farmer.get("/kabar/cara")
    assert "(ini)" in page.select_one("#push-phones").text
    assert page.select_one("#phone-form") is None
    farmer.post("/kabar/hp/hapus", phone=page.select_one("#push-phones button")["value"])
    assert rows(PushPhone) == 0
    farmer.post("/kabar/hp", **PHONE)
    assert rows(PushPhone) == 1
    farmer.htmx = False  # signing out is a plain form
    farmer.post("/keluar")
    assert rows(PushPhone) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://jahat.id/abc"},
        {"endpoint": "http://push.contoh.id/abc"},
        {"endpoint": "https://127.0.0.1/abc"},
        {"endpoint": "https://push.contoh.id@169.254.169.254/"},
        {"endpoint": ""},
        {"endpoint": "https://push.contoh.id/" + "a" * 600},
        {"public_key": "AAAA"},
        {"auth": "%%%"},
    ],
)
def test_a_phone_that_is_none_is_refused(visit, senders, cast, case, rows, wrong):
    case(cast.file)
    visit(cast.farmer).post("/kabar/hp", expect=422, **PHONE | wrong)
    assert rows(PushPhone) == 0


def test_what_goes_to_the_phone_says_no_name_and_leads_to_the_case(app, visit, senders, cast, case, hear):
    code = case(cast.file)
    visit(cast.farmer).post("/kabar/hp", **PHONE)
    visit(cast.officer).post(f"/kotak/{code}/tanya", question="Rahasia Pak Slamet?")
    hear()
    _send_at_noon(app)
    (letter,) = senders["push"].letters
    assert (letter.to, letter.path, letter.words) == (
        ENDPOINT, f"/keluhan/{code}", f"Ada pertanyaan tentang keluhan {code}. Jawab, ya.",
    )  # fmt: skip
    assert "Slamet" not in str(letter)
    assert "rahasia" not in str(letter).lower()


def _send_at_noon(app) -> None:
    """Whatever the hour is, the quiet hours are over."""
    from datetime import timedelta

    from domain import clock

    with app.app_context(), clock.freeze(clock.now() + timedelta(hours=12)):
        send_due()


@pytest.mark.parametrize("htmx", [False, True])
def test_a_channel_is_switched_on_and_off(app, visit, senders, cast, rows, htmx):
    farmer = visit(cast.farmer, htmx)
    assert "Mati" in farmer.get("/kabar/cara").select("#switches li")[2].text
    farmer.post("/kabar/cara", switch="sms:on")
    assert "Menyala" in farmer.get("/kabar/cara").select("#switches li")[2].text
    farmer.post("/kabar/cara", switch="sms:off")
    with app.app_context():
        (row,) = db.session.scalars(select(AlertChoice))
        assert (row.channel, row.wanted) == ("sms", False)
    farmer.post("/kabar/cara", expect=404, switch="merpati:on")


@pytest.mark.parametrize("htmx", [False, True])
def test_a_topic_is_switched_off_and_is_told_on_the_page_only(
    app, visit, senders, cast, case, hear, rows, htmx
):
    code = case(cast.file)
    visit(cast.farmer).post("/kabar/hp", **PHONE)
    farmer = visit(cast.farmer, htmx)
    page = farmer.get("/kabar/cara")
    assert [row.text for row in page.select("#topics h3")] == [
        "Keluhan tanaman", "Peringatan hama", "Tips musim ini", "Bantuan", "Tanya penjual",
    ]  # fmt: skip
    farmer.post("/kabar/tentang", topic="cases:off")
    chosen = farmer.get("/kabar/cara").select("#topics li")
    assert ["Hanya di halaman Kabar." in row.text for row in chosen] == [True, False, False, False, False]
    visit(cast.officer).post(f"/kotak/{code}/tanya", question="Sejak kapan?")
    hear()
    assert newest(farmer.get("/kabar/")) == f"Ada pertanyaan tentang keluhan {code}. Jawab, ya."
    assert rows(AlertDelivery) == 0
    farmer.post("/kabar/tentang", topic="cases:on")
    assert "Hanya di halaman Kabar." not in farmer.get("/kabar/cara").text
    with app.app_context():
        (row,) = db.session.scalars(select(AlertTopicChoice))
        assert (row.topic, row.wanted) == ("cases", True)


def test_tips_are_told_to_who_asks_for_them(visit, cast):
    farmer = visit(cast.farmer)
    assert farmer.get("/kabar/cara").select_one("button[value='tips:on']").text.startswith("Kabari")
    farmer.post("/kabar/tentang", topic="tips:on")
    assert farmer.get("/kabar/cara").select_one("button[value='tips:off']")
    visit(cast.officer).post("/kabar/tentang", expect=404, topic="tips:on")


def test_a_topic_switched_off_while_the_news_waits_stops_it(app, visit, senders, cast, case, hear, rows):
    code = case(cast.file)
    farmer = visit(cast.farmer)
    farmer.post("/kabar/hp", **PHONE)
    visit(cast.officer).post(f"/kotak/{code}/tanya", question="Sejak kapan?")
    hear()
    assert rows(AlertDelivery) == 1
    farmer.post("/kabar/tentang", topic="cases:off")
    _send_at_noon(app)
    assert senders["push"].letters == []
    with app.app_context():
        assert db.session.scalar(select(AlertDelivery.state)) == DeliveryState.DROPPED


@pytest.mark.parametrize("said", ["orders:off", "cases", "cases:maybe", "", "merpati:off"])
def test_only_a_topic_of_one_s_own_hat_can_be_chosen(visit, senders, cast, rows, said):
    visit(cast.farmer).post("/kabar/tentang", expect=404, topic=said)
    assert rows(AlertTopicChoice) == 0


def test_the_phone_is_offered_after_a_report_until_it_is_told(visit, senders, cast, case):
    code = case(cast.file)
    farmer = visit(cast.farmer)
    assert "Kabari HP ini" in farmer.get(f"/keluhan/{code}/terkirim").text
    farmer.post("/kabar/hp", **PHONE)
    assert "Kabari HP ini" not in farmer.get(f"/keluhan/{code}/terkirim").text


@pytest.mark.parametrize("htmx", [False, True])
def test_an_address_is_confirmed_by_its_code(app, visit, senders, cast, hear, htmx):
    officer = visit(cast.officer, htmx)
    page = officer.post("/kabar/surel", expect=422, address="bukan alamat")
    assert page.select_one("#address")["value"] == "bukan alamat"
    assert "belum benar" in page.select_one("#address-err").text
    officer.post("/kabar/surel", address="rini@contoh.id")
    hear()
    _send_at_noon(app)
    (letter,) = senders["email"].letters
    page = officer.post("/kabar/surel/kode", expect=422, code="SALAHKAN")
    assert "tidak cocok" in page.select_one("#code-err").text
    officer.post("/kabar/surel/kode", code=letter.code)
    assert "Sudah dipastikan" in officer.get("/kabar/cara").text
    officer.post("/kabar/surel/hapus")
    with app.app_context():
        assert db.session.scalar(select(AlertAddress)) is None


def test_an_admin_sees_what_was_given_up_and_lets_it_go_again(app, visit, senders, cast, case, hear, person):
    visit(cast.officer).post("/kabar/cara", switch="sms:on")
    case(cast.file)
    hear()
    with app.app_context():
        from domain.writing import write

        with write():
            for row in db.session.scalars(select(AlertDelivery)):
                row.state, row.attempts, row.error = DeliveryState.DEAD, 8, "silent TimeoutError"
    admin = visit(person(Role.ADMIN))
    page = admin.get("/kabar/gagal")
    assert "silent TimeoutError" in page.select_one("#failed-rows").text
    assert "K0001" not in page.text
    admin.post("/kabar/gagal", channel="sms")
    assert admin.get("/kabar/gagal").select_one("#failed-rows") is None
    _send_at_noon(app)
    assert [letter.key for letter in senders["sms"].letters] == ["kabar-1"]
    visit(cast.officer).get("/kabar/gagal", expect=403)
    admin.post("/kabar/gagal", expect=404, channel="merpati")


def test_an_auditor_reads_and_changes_nothing(visit, person):
    auditor = visit(person(Role.AUDITOR))
    assert "Cara dikabari" not in auditor.get("/kabar/").text
    auditor.get("/kabar/cara", expect=403)


def test_who_acts_for_somebody_else_s_village_is_not_told(visit, cast, case, hear, person):
    other = person(Role.OFFICER, scope="99.01.01.2002", village=VILLAGE)
    case(cast.file)
    hear()
    assert "Keluhan baru" not in visit(other).get("/kabar/").text
