"""The doors of the demo: one for each hat, and one for the owner of any vendor."""

from domain.people.rules import Role
from tests.support.market import Market


def test_each_hat_has_a_door_and_any_vendor_can_be_entered(app, visit, person):
    with app.app_context():
        Market()
    expert = person(Role.EXPERT)
    page = visit().get("/coba/")
    assert expert.name in page.text
    shop = next(option for option in page.select("#hat_id option") if option.text == "Dapur Contoh")
    phone = visit()
    phone.post("/coba/masuk", hat_id=shop["value"])
    assert "Uang saya" in phone.get("/").text
