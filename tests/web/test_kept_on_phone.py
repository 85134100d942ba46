"""What a phone asks of the server so that it can keep and send by itself."""

import json
from pathlib import Path

from domain.people.rules import Role
from tests.support.complaints import VILLAGE, WORDS

REPORT = {"commodity": "padi", "village_code": VILLAGE, "body": WORDS}
ROOT = Path(__file__).resolve().parents[2]
ASK = "/luring/tanda?kunci="


def test_before_it_sends_a_phone_learns_who_is_there_and_what_arrived(visit, person):
    farmer, other = person(Role.FARMER), person(Role.FARMER)
    phone = visit(farmer)
    before = phone.get(ASK + "k1")
    assert len(before.json["me"]) == 8 and before.json["token"]
    assert "Lumbung-Receipt" not in before.headers
    assert before.headers["Cache-Control"] == "no-store"
    phone.post("/keluhan/", once_key="k1", **REPORT)
    assert phone.get(ASK + "k1").headers["Lumbung-Receipt"] == "k1 K0001"
    stranger = visit(other).get(ASK + "k1")
    assert stranger.json["me"] != before.json["me"]
    assert "Lumbung-Receipt" not in stranger.headers


def test_nobody_is_nobody(visit):
    answer = visit().get(ASK + "k1")
    assert answer.json["me"] is None
    assert "Lumbung-Receipt" not in answer.headers


def test_the_worker_is_asked_for_again_and_answered_in_a_few_bytes(visit):
    first = visit().get("/sw.js")
    assert "built:" not in first.text
    assert first.headers["Cache-Control"] == "no-cache"
    again = visit().client.get("/sw.js", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_app_has_a_card_in_the_words_of_the_region(visit):
    card = json.loads(visit().get("/app.webmanifest").data)
    assert card["display"] == "standalone"
    for icon in card["icons"]:
        assert Path(f"{ROOT}{icon['src']}").exists()


def test_the_page_of_what_is_kept_says_nothing_of_anybody(visit, person):
    page = visit(person(Role.FARMER)).get("/luring")
    assert page.select_one("[data-unsent]") and page.select_one("[data-saved]")
