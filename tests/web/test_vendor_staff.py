"""Staff do what the owner gave them, no more; an aggregator acts for its members and sees only theirs."""

import pytest

from domain.errors import NotVisible
from domain.people import queries as people
from domain.people.rules import Actor, Right, Role
from domain.people.vendors import staff
from domain.purchases import queries as purchases
from domain.purchases.states import State
from domain.writing import write
from tests.support.listings import publish
from tests.support.market import Market
from tests.support.people import make_person
from tests.support.vendors import verified


class Signed:
    def __init__(self, person_id: int, hat):
        self.hat_id, self.actor = hat.id, Actor(person_id, hat.role, hat.scope)


@pytest.fixture
def market(app):
    with app.app_context():
        return Market()


@pytest.fixture
def helper(app, visit, market):
    """Somebody appointed by the owner on the screen with these rights: `helper("orders")`."""

    def make(*rights: str):
        with app.app_context():
            somebody = make_person(Role.FARMER)
        visit(market.owner).post("/orang/pegawai-usaha", phone=somebody.phone, rights=list(rights))
        with app.app_context():
            hats = people.hats_of(somebody.actor.person_id)
            return Signed(
                somebody.actor.person_id, next(each for each in hats if each.role is Role.VENDOR_STAFF)
            )

    return make


REACH = {"listings": "/usaha/barang", "orders": "/pesanan/", "money": "/pesanan/uang"}


@pytest.mark.parametrize("right", sorted(REACH))
def test_the_bar_shows_only_what_was_given(visit, helper, right):
    doors = {link["href"] for link in visit(helper(right)).get("/").select("nav.nav a")}
    shut = [
        address for name, address in REACH.items() if name != right and (right, name) != ("money", "orders")
    ]
    assert REACH[right] in doors
    assert not doors & set(shut)


def test_without_the_right_to_listings_nothing_can_be_offered(app, visit, market, helper):
    somebody = visit(helper("orders"))
    somebody.get("/usaha/barang", expect=404)
    somebody.get(f"/usaha/barang/{market.listing}", expect=404)
    somebody.post(f"/usaha/barang/{market.listing}/stok", expect=404, by="1")
    from tests.web.test_vendor_desk import GOOD

    somebody.post("/usaha/barang", expect=404, **GOOD)


def test_without_the_right_to_orders_none_is_seen(app, visit, market, helper):
    with app.app_context():
        code = market.until_issued()
    visit(helper("listings")).get(f"/pesanan/{code}", expect=404)
    visit(helper("orders")).get(f"/pesanan/{code}")


def test_money_is_for_those_who_have_it(app, visit, market, helper):
    with app.app_context():
        code = market.until_received()
        market.step(Role.SIGNER, "hand_over", code)
    orders, money = visit(helper("orders")), visit(helper("money"))
    assert "Rp0" in orders.get("/pesanan/uang").text
    assert "Rp0" not in money.get("/pesanan/uang").select_one("b.num").text
    version = money.get(f"/pesanan/{code}/tagih").select_one("[name=version]")["value"]
    assert not orders.get(f"/pesanan/{code}").select("a[href$=tagih]")
    refused = orders.post(f"/pesanan/{code}/tagih", expect=422, version=version)
    assert "belum memberi Anda urusan ini" in refused.text
    money.post(f"/pesanan/{code}/tagih", version=version)
    with app.app_context():
        assert purchases.get(market.owner.actor, code).state is State.INVOICED


def test_rights_are_changed_and_count_at_once(app, visit, market, helper):
    somebody = helper("orders")
    owner = visit(market.owner)
    assert "Pesanan dan pengiriman" in owner.get("/orang/pegawai-usaha").text
    page = owner.get(f"/orang/pegawai-usaha/{somebody.hat_id}")
    assert page.select_one("input[value=orders]").has_attr("checked")
    refused = owner.post(f"/orang/pegawai-usaha/{somebody.hat_id}", expect=422)
    assert refused.select_one("#rights-err")
    owner.post(f"/orang/pegawai-usaha/{somebody.hat_id}", rights=["listings"])
    visit(somebody).get("/usaha/barang")
    visit(somebody).get("/usaha/data", expect=403)


def test_another_owner_changes_nothing(app, visit, market, helper):
    somebody = helper("orders")
    with app.app_context():
        stranger, vendor_id = verified()
        hat = next(each for each in people.hats_of(stranger.person_id) if each.scope == str(vendor_id))
        other = Signed(stranger.person_id, hat)
    visit(other).get(f"/orang/pegawai-usaha/{somebody.hat_id}", expect=404)
    visit(other).post(f"/orang/pegawai-usaha/{somebody.hat_id}", expect=404, rights=["money"])


@pytest.fixture
def cooperative(app, visit, person, market):
    """An aggregator, named on the screen, that acts for the market's vendor; its owner."""
    with app.app_context():
        owner, vendor_id = verified(name="Koperasi Contoh")
        hat = next(each for each in people.hats_of(owner.person_id) if each.scope == str(vendor_id))
        signed = Signed(owner.person_id, hat)
    desk = visit(person(Role.ADMIN))
    desk.post(f"/periksa-usaha/{vendor_id}/anggota", expect=422, member_id=str(market.vendor_id))
    desk.post(f"/periksa-usaha/{vendor_id}/agregator", yes="ya")
    for wrong in ("0", str(vendor_id), "999", "dua"):
        page = desk.post(f"/periksa-usaha/{vendor_id}/anggota", expect=422, member_id=wrong)
        assert page.select_one("#member_id-err")
    desk.post(f"/periksa-usaha/{vendor_id}/anggota", member_id=str(market.vendor_id))
    desk.post(f"/periksa-usaha/{vendor_id}/anggota", expect=422, member_id=str(market.vendor_id))
    return signed, vendor_id, desk


def test_an_aggregator_lists_and_delivers_for_its_member_without_its_money(app, visit, market, cooperative):
    signed, _vendor_id, _desk = cooperative
    with app.app_context():
        code = market.until_issued()
    phone = visit(signed)
    phone.get(f"/pesanan/{code}", expect=404)
    page = phone.get("/usaha/anggota")
    assert "Dapur Contoh" in page.text
    phone.post(page.select_one("form[action*=pakai]")["action"])
    assert "Keripik apel" in phone.get("/usaha/barang").text
    page = phone.get(f"/pesanan/{code}")
    phone.post(f"/pesanan/{code}/terima", version=page.select_one("[name=version]")["value"])
    phone.get("/usaha/data", expect=403)
    assert "Rp0" in phone.get("/pesanan/uang").text
    with app.app_context():
        assert purchases.get(market.owner.actor, code).state is State.ACCEPTED


def test_an_aggregator_sees_only_its_members(app, visit, market, cooperative):
    signed, _vendor_id, _desk = cooperative
    with app.app_context():
        other, other_id = verified()
        listing = publish(other)
    phone = visit(signed)
    phone.post(f"/usaha/anggota/{other_id}/pakai", expect=404)
    phone.post(f"/usaha/anggota/{market.vendor_id}/pakai")
    phone.get(f"/usaha/barang/{listing}", expect=404)


@pytest.mark.parametrize("who", ["member", "admin", "not an aggregator any more"])
def test_the_end_of_a_membership_takes_the_hat_off(app, visit, market, cooperative, who):
    signed, vendor_id, desk = cooperative
    phone = visit(signed)
    phone.post(f"/usaha/anggota/{market.vendor_id}/pakai")
    phone.get("/usaha/barang")
    with app.app_context():
        number = staff.membership_of(market.vendor_id).id
    if who == "member":
        assert "Koperasi Contoh" in visit(market.owner).get("/usaha/data").text
        visit(market.owner).post(f"/usaha/anggota/{number}/akhiri")
    elif who == "admin":
        desk.post(f"/periksa-usaha/{vendor_id}/anggota/{number}/akhiri")
    else:
        desk.post(f"/periksa-usaha/{vendor_id}/agregator", yes="tidak")
    phone.get("/usaha/barang", expect=403)
    with app.app_context(), pytest.raises(NotVisible), write():
        staff.end_membership(Actor(None, Role.ADMIN), number)


def test_staff_who_leave_the_aggregator_leave_its_members(app, visit, market, cooperative):
    signed, _vendor_id, _desk = cooperative
    with app.app_context():
        helper = make_person(Role.FARMER)
        with write():
            hat = staff.appoint_staff(signed.actor, phone=helper.phone, rights=["orders"])
            worker = Signed(helper.actor.person_id, hat)
    phone = visit(worker)
    phone.post(f"/usaha/anggota/{market.vendor_id}/pakai")
    phone.get("/pesanan/")
    phone.get("/usaha/barang", expect=404)
    visit(signed).post(f"/orang/pegawai-usaha/{worker.hat_id}/akhiri")
    phone.get("/pesanan/", expect=403)


def test_a_stranger_ends_nothing(app, visit, market, cooperative):
    with app.app_context():
        number = staff.membership_of(market.vendor_id).id
        other, vendor_id = verified()
        hat = next(each for each in people.hats_of(other.person_id) if each.scope == str(vendor_id))
        stranger = Signed(other.person_id, hat)
    visit(stranger).post(f"/usaha/anggota/{number}/akhiri", expect=404)
    visit(stranger).get("/usaha/anggota", expect=404)


def test_rights_belong_to_staff_only():
    owner, nobody = Actor(1, Role.VENDOR_OWNER, "7"), Actor(1, Role.ADMIN, None)
    clerk = Actor(1, Role.VENDOR_STAFF, "7", frozenset({Right.ORDERS}))
    assert owner.sells(Right.MONEY)
    assert not nobody.sells(Right.MONEY)
    assert clerk.sells(Right.ORDERS, Right.MONEY)
    assert not clerk.sells(Right.MONEY)
