"""A submission is carried out once, however often and however fast it arrives."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.people.models import Person
from domain.people.rules import Role
from tests.support.drills import note
from tests.support.places import scope_for

KEY = "k" * 22
FARMER = {"name": "Pak Sabar", "phone": "0813 5555 0177"}


@pytest.fixture
def officer(app, visit, person):
    village = scope_for(app, Role.OFFICER)
    phone = visit(person(Role.OFFICER, scope=village))
    phone.village = village
    return phone


@pytest.mark.parallel
def test_forty_parallel_posts_of_one_key_make_one_row_and_forty_equal_receipts(app, officer, rows):
    before, cookie, token = rows(Person), officer.client.get_cookie("lumbung").value, officer._token()
    fields = FARMER | {"village_code": officer.village, "once_key": KEY, "csrf_token": token}

    def send(_number):
        client = app.test_client()
        client.set_cookie("lumbung", cookie)
        answer = client.post("/orang/", data=fields)
        return answer.status_code, answer.headers.get("Lumbung-Receipt"), answer.headers.get("Location")

    with ThreadPoolExecutor(40) as pool:
        answers = set(pool.map(send, range(40)))
    assert rows(Person) == before + 1
    assert len(answers) == 1
    note(40, rows(Person) - before)
    status, receipt, location = answers.pop()
    assert status == 303
    assert receipt.startswith(KEY)
    assert location


def test_a_corrected_form_uses_its_key_again(officer, rows):
    before = rows(Person)
    refused = officer.post(
        "/orang/", expect=422, **FARMER | {"phone": "12", "village_code": officer.village}, once_key=KEY
    )
    assert refused.select_one("input[name=once_key]")["value"] == KEY
    officer.post("/orang/", **FARMER, village_code=officer.village, once_key=KEY)
    assert rows(Person) == before + 1


def test_the_same_key_for_other_words_is_refused_with_a_fresh_key(officer, rows):
    officer.post("/orang/", **FARMER, village_code=officer.village, once_key=KEY)
    count = rows(Person)
    other = FARMER | {"name": "Bu Lain", "phone": "0813 5555 0166"}
    page = officer.post("/orang/", expect=422, **other, village_code=officer.village, once_key=KEY)
    assert "sudah terkirim" in page.text
    assert page.select_one("#name")["value"] == "Bu Lain"
    fresh = page.select_one("input[name=once_key]")["value"]
    assert fresh != KEY
    assert rows(Person) == count
    officer.post("/orang/", **other, village_code=officer.village, once_key=fresh)
    assert rows(Person) == count + 1


def test_a_key_belongs_to_one_person(app, officer, visit, person, rows):
    officer.post("/orang/", **FARMER, village_code=officer.village, once_key=KEY)
    count = rows(Person)
    other = visit(person(Role.OFFICER, scope=officer.village))
    count += 1
    other.post("/orang/", name="Bu Baru", phone="0813 5555 0155", village_code=officer.village, once_key=KEY)
    assert rows(Person) == count + 1
