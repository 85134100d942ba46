"""A vendor did not answer in time: ordered again in one tap, or another vendor compared."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import clock
from domain.budgets.models import BudgetLine
from domain.catalogue import actions as catalogue
from domain.catalogue.models import Listing
from domain.db import db
from domain.errors import RuleBroken, Stale
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, queries
from domain.purchases.audit.verify import verify
from domain.purchases.states import State
from domain.tax.model import PaymentWay
from domain.writing import write
from tests.support.market import Market
from tests.support.rentals import day, rent_out


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.fixture(params=[False, True], ids=["plain", "htmx"])
def buyer(request, shop, visit):
    return visit(shop.people[Role.PROCURER], request.param)


def expired(shop, quantity: int = 4) -> str:
    """Sent to the vendor, who let the time pass."""
    with clock.freeze(clock.now() - timedelta(days=4)):
        code = shop.until_issued(quantity)
    actions.run_due()
    return code


def reprice(shop, price: int) -> None:
    with write():
        listing = db.session.get_one(Listing, shop.listing)
        offer = replace(catalogue.offer_of(listing), price=price)
        catalogue.change_listing(shop.owner.actor, shop.listing, seen=listing.version, offer=offer)


def held() -> tuple[int, int]:
    line = db.session.scalars(db.select(BudgetLine)).one()
    db.session.refresh(line)
    return line.held, line.spent


def test_one_tap_asks_the_ppk_again_when_nothing_changed(app, shop, buyer):
    with app.app_context():
        code = expired(shop)
        assert held() == (0, 0)
    page = buyer.get(f"/pesanan/{code}")
    assert "Harga sama, Rp12.500 per" in page.text
    assert "Stok cukup." in page.text
    button = page.select_one('form[action$="/pesan-lagi"] button')
    assert button.text == "Pesan lagi ke penjual yang sama"
    buyer.post(f"/pesanan/{code}/pesan-lagi", version=button["value"])
    with app.app_context():
        fresh = queries.get(SYSTEM, "P0002")
        assert (fresh.state, fresh.repeats_id, fresh.total) == (State.AWAITING_APPROVAL, 1, 50_000)
        assert held() == (50_000, 0)
        assert queries.get(SYSTEM, code).state is State.EXPIRED
        assert verify().differences == ()
    page = buyer.get(f"/pesanan/{code}")
    assert page.select_one('a[href$="/pesanan/P0002"]')
    assert not page.select_one('form[action$="/pesan-lagi"]')


def test_a_changed_price_waits_as_a_draft_that_shows_old_and_new(app, shop, buyer):
    with app.app_context():
        code = expired(shop)
        reprice(shop, 15_000)
    page = buyer.get(f"/pesanan/{code}")
    assert "Dulu Rp12.500, sekarang Rp15.000" in page.text
    version = page.select_one('form[action$="/pesan-lagi"] button')["value"]
    buyer.post(f"/pesanan/{code}/pesan-lagi", version=version)
    page = buyer.get("/pesanan/P0002")
    assert "harga dari Rp12.500 menjadi Rp15.000" in page.text
    with app.app_context():
        assert queries.get(SYSTEM, "P0002").state is State.DRAFT
        assert held() == (0, 0)


def test_less_on_the_shelf_is_said_before_and_after(app, shop, buyer):
    with app.app_context():
        code = expired(shop, 60)
        with write():
            db.session.get_one(Listing, shop.listing).stock = 10
    page = buyer.get(f"/pesanan/{code}")
    assert "Perlu 60, stok tinggal 10." in page.text
    version = page.select_one('form[action$="/pesan-lagi"] button')["value"]
    buyer.post(f"/pesanan/{code}/pesan-lagi", version=version)
    assert "jumlah dari 60 menjadi 10" in buyer.get("/pesanan/P0002").text


def test_another_vendor_is_one_tap_away_on_the_page_that_compares(app, shop, buyer):
    with app.app_context():
        code = expired(shop)
        with write():
            from tests.support.places import make_vendor

        other = make_vendor("Warung Lain", npwp="0000000000000002")
        mine = shop.owner
        from tests.support.people import make_person

        shop.owner = make_person(Role.VENDOR_OWNER, scope=str(other))
        rival = shop.sell("Keripik nangka", price=11_000, stock=50)
        shop.owner = mine
    link = next(
        a["href"] for a in buyer.get(f"/pesanan/{code}").select("a") if "Pilih penyedia lain" in a.text
    )
    assert link.endswith(f"/produk/banding?b={shop.listing}&b={rival}")
    page = buyer.get(link)
    assert "Warung Lain" in page.text
    assert "Keripik apel" in page.text


def test_it_is_ordered_again_once_and_only_by_buyers(app, shop, buyer, visit):
    with app.app_context():
        code = expired(shop)
        shop.step(Role.PROCURER, "reissue", code)
        with pytest.raises(RuleBroken, match="Sudah dipesan lagi: P0002"):
            shop.step(Role.REQUESTER, "reissue", code)
        issued = shop.until_issued(1)
        with pytest.raises(Stale):
            shop.step(Role.PROCURER, "reissue", issued)
    assert "pesan-lagi" not in str(visit(shop.people[Role.SIGNER]).get(f"/pesanan/{code}"))
    visit(shop.people[Role.SIGNER]).post(f"/pesanan/{code}/pesan-lagi", expect=409, version="1")


def test_too_little_budget_changes_nothing(app, shop, buyer):
    with app.app_context():
        code = expired(shop)
        with write():
            db.session.scalars(db.select(BudgetLine)).one().ceiling = 40_000
    version = buyer.get(f"/pesanan/{code}").select_one('form[action$="/pesan-lagi"] button')["value"]
    page = buyer.post(f"/pesanan/{code}/pesan-lagi", expect=409, version=version)
    assert "kurang Rp10.000" in page.text
    with app.app_context():
        assert (
            db.session.scalar(db.select(db.func.count()).select_from(queries.visible_to(SYSTEM).subquery()))
            == 1
        )


def rented(shop, first: int) -> str:
    """A tent for two days from `first` days on, sent to the vendor."""
    tent, buyer = rent_out(shop.owner.actor), shop.actor(Role.PROCURER)
    with write():
        actions.rent(buyer, listing_id=tent, quantity=1, first=day(first), last=day(first + 1))
        code = actions.draft_purchases(buyer)[0].code
    with write():
        actions.change_draft(
            buyer, code, version=None, budget_line_id=shop.budget_id, deliver_to="Alun-alun",
            deliver_by=day(first), payment_way=PaymentWay.LS,
        )  # fmt: skip
    shop.step(Role.PROCURER, "submit", code)
    shop.step(Role.SIGNER, "approve", code)
    return code


@pytest.mark.parametrize(("first", "works"), [(9, True), (2, False)])
def test_rented_days_are_taken_again_while_they_lie_ahead(app, shop, first, works):
    with app.app_context():
        code = rented(shop, first)
        with clock.freeze(clock.now() + timedelta(days=4)):
            actions.run_due()
            assert queries.get(SYSTEM, code).state is State.EXPIRED
            if works:
                assert shop.step(Role.PROCURER, "reissue", code) is State.AWAITING_APPROVAL
                line = queries.get(SYSTEM, "P0002").lines[0]
                assert (line.start_day, line.booking_id is not None) == (day(first - 4), True)
            else:
                with pytest.raises(RuleBroken, match=r"sudah lewat|hari ini atau sesudahnya"):
                    shop.step(Role.PROCURER, "reissue", code)
            db.session.rollback()
            assert verify().differences == ()
