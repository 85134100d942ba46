"""A past order again in four taps: the order, Ulangi, a look, Ajukan."""

from domain.people.rules import Role


def test_a_past_order_is_submitted_again_in_four_taps(market, visit):
    old = market.draft(4)
    market.step(Role.PROCURER, "submit", old)
    market.step(Role.SIGNER, "reject", old, reason="Nanti saja.")
    buyer = visit(market.people[Role.PROCURER])
    assert "Ulangi pesanan ini" in buyer.get(f"/pesanan/{old}").text
    fresh = buyer.post(f"/pesanan/{old}/ulangi").headers["Location"]
    page = buyer.get(fresh)
    assert page.select_one('form[action$="/ajukan"] button').text == "Ajukan ke PPK"
    buyer.post(f"{fresh}/ajukan", version=page.select_one('form[action$="/ajukan"] button')["value"])
    assert "PPK" in buyer.get(fresh).select_one(".hi").text
