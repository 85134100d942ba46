"""How evenly an office buys: counted over its newest orders, told in words, never forbidden."""

from fractions import Fraction

import pytest

from domain.people.rules import Role
from domain.purchases.rotation.queries import rotation_of
from domain.purchases.rotation.rules import Part, rotation

HALF = Fraction(1, 2)
APEL, JERUK = Part(1, "Dapur Apel", 3, 750), Part(2, "Kebun Jeruk", 1, 250)


def test_parts_are_told_in_words():
    found = rotation([APEL, JERUK], {2}, HALF)
    assert (found.top, found.percent(1), found.percent(2), found.percent(9)) == (APEL, 75, 25, 0)
    assert found.told(2) == "25 % dari 1 pesanan, baru tahun ini"
    assert found.told(9) == "belum pernah tahun ini"
    assert found.sentences(2) == (
        "4 pesanan dari 2 penjual, 1 di antaranya baru tahun ini.",
        "Terbesar: Dapur Apel, 75 %.",
        "Penjual ini: 25 % dari 1 pesanan, baru tahun ini.",
    )
    assert "Pertimbangkan penjual lain" in found.sentences(1)[-1]
    assert rotation([], (), HALF).sentences(1) == ("Kantor Anda belum membeli jenis ini tahun ini.",)


@pytest.mark.parametrize(
    ("parts", "heavy"),
    [([APEL, JERUK], True), ([APEL._replace(orders=1)], False), ([APEL._replace(amount=200), JERUK], False)],
)
def test_one_vendor_is_pointed_out_from_its_share_on(parts, heavy):
    assert rotation(parts, (), HALF).is_heavy(1) is heavy


def test_only_orders_in_force_of_the_own_office_count(market, visit):
    kept, ended = market.until_issued(), market.until_issued()
    market.step(Role.VENDOR_OWNER, "refuse", ended, reason="Habis.")
    page = visit(market.people[Role.PROCURER]).get(f"/produk/{market.listing}-keripik-apel")
    assert "1 pesanan dari 1 penjual" in page.select_one("#rotation").text
    buyer = market.actor(Role.PROCURER)
    found = rotation_of(buyer)
    assert (found.orders, found.total, found.first) == (1, 50_000, {market.vendor_id})
    assert rotation_of(buyer, ["tenda"]).parts == {}
    assert rotation_of(market.owner.actor) is None
    assert kept != ended
