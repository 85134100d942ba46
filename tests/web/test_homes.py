"""Where each hat lands: its own work first, nothing it cannot use."""

import pytest

from domain.people.rules import Role
from tests.support.places import scope_for


@pytest.mark.parametrize("role", [Role.OFFICER, Role.EXPERT, Role.COORDINATOR])
def test_a_desk_lands_on_what_waits(app, visit, person, role):
    page = visit(person(role, scope=scope_for(app, role))).get("/")
    assert "keluhan menunggu" in page.select_one("h1").text


@pytest.mark.parametrize("role", [Role.ADMIN, None])
def test_only_strangers_are_asked_to_sign_in(visit, person, role):
    page = visit(person(role) if role else None).get("/")
    asked = [link for link in page.select("main a") if link["href"] == "/masuk"]
    assert bool(asked) is (role is None)


def test_the_demo_lets_one_in_as_the_owner_of_any_vendor(app, visit, person):
    owners = [person(Role.VENDOR_OWNER, scope=scope_for(app, Role.VENDOR_OWNER)) for _ in range(2)]
    page = visit().get("/coba/")
    for owner in owners:
        assert page.select_one(f'#hat_id option[value="{owner.hat_id}"]')
        phone = visit()
        phone.post("/coba/masuk", hat_id=owner.hat_id)
        assert owner.name in phone.get("/akun").text
    visit().post("/coba/masuk", expect=404, hat_id="x")
