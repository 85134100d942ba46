"""A purchase from basket to money, and everything that may go wrong on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from domain import clock, journal
from domain.budgets import actions as budget_actions
from domain.budgets.models import BudgetLine
from domain.catalogue import actions as catalogue
from domain.catalogue.models import Listing
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people.models import Vendor, VendorTaxProfile
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, queries
from domain.purchases.actions.delivering import Arrived
from domain.purchases.models import Purchase
from domain.purchases.offers import OfferChanged
from domain.purchases.states import State
from domain.writing import write

QUANTITY = 4
PRICE = 12_500


def budget(market) -> tuple[int, int]:
    line = db.session.get_one(BudgetLine, market.budget_id)
    db.session.refresh(line)
    return line.held, line.spent


def stock(market) -> int:
    listing = db.session.get_one(Listing, market.listing)
    db.session.refresh(listing)
    return listing.stock


def at(code: str) -> Purchase:
    return queries.get(SYSTEM, code)


def reprice(market, price: int) -> None:
    """The vendor changes the price of the listing."""
    with write():
        listing = db.session.get_one(Listing, market.listing)
        offer = replace(catalogue.offer_of(listing), price=price)
        catalogue.change_listing(market.owner.actor, market.listing, seen=listing.version, offer=offer)


def test_the_whole_way_from_basket_to_money(market):
    code = market.until_verified(QUANTITY)
    assert budget(market) == (QUANTITY * PRICE, 0)
    net = at(code).net
    today = clock.today()
    market.step(Role.TREASURER, "pay", code, amount=net, proof_number="SP2D-1", paid_on=today)
    assert budget(market) == (0, QUANTITY * PRICE)
    assert market.step(Role.VENDOR_OWNER, "confirm_paid", code) is State.DONE
    kinds = [paper.kind for paper in papers.of(code)]
    assert kinds == [
        PaperKind.SURAT_PESANAN,
        PaperKind.SURAT_JALAN,
        PaperKind.TANDA_TERIMA,
        PaperKind.BA_PEMERIKSAAN,
        PaperKind.BAST,
        PaperKind.INVOICE,
        PaperKind.KUITANSI,
        PaperKind.BA_PEMBAYARAN,
    ]
    assert stock(market) == 100 - QUANTITY
    assert journal.verify() == []


def test_taxes_are_those_of_the_day_it_was_submitted(market):
    """Vector 1 of PMK 59/2022 with PPN in two stages: goods, PKP, LS, base Rp3.000.000."""
    with write():
        day = clock.today() - timedelta(days=30)
        db.session.add(VendorTaxProfile(vendor_id=market.vendor_id, valid_from=day, is_pkp=True))
    listing = market.sell("Bingkisan", price=3_000_000, stock=5)
    code = market.draft(1, listing)
    market.step(Role.PROCURER, "submit", code)
    purchase = at(code)
    assert (purchase.base, purchase.total) == (3_000_000, 3_330_000)
    assert (purchase.withheld, purchase.net) == (375_000, 2_955_000)
    with write():
        db.session.add(VendorTaxProfile(vendor_id=market.vendor_id, valid_from=clock.today(), is_pkp=False))
    market.step(Role.SIGNER, "approve", code)
    assert at(code).total == 3_330_000
    assert {tax.code: tax.amount for tax in at(code).taxes} == {"ppn": 330_000, "pph22": 45_000}


def test_submit_takes_budget_and_stock_and_withdraw_gives_them_back(market):
    code = market.draft(QUANTITY)
    assert (stock(market), budget(market)) == (100, (0, 0))
    market.step(Role.PROCURER, "submit", code)
    assert (stock(market), budget(market)) == (96, (50_000, 0))
    market.step(Role.PROCURER, "withdraw", code)
    assert (stock(market), budget(market)) == (100, (0, 0))


@pytest.mark.parametrize("verb", ["send_back", "reject"])
def test_a_refusal_needs_a_reason_and_lets_go(market, verb):
    code = market.draft()
    market.step(Role.PROCURER, "submit", code)
    with pytest.raises(RuleBroken, match="alasan"):
        market.step(Role.SIGNER, verb, code, reason="  ")
    assert stock(market) == 96
    market.step(Role.SIGNER, verb, code, reason="Pilih yang lebih murah.")
    assert (stock(market), budget(market)) == (100, (0, 0))


def test_a_changed_price_is_never_taken_silently(market):
    code = market.draft()
    reprice(market, 15_000)
    with pytest.raises(OfferChanged):
        market.step(Role.PROCURER, "submit", code)
    assert (stock(market), budget(market)) == (100, (0, 0))
    market.step(Role.PROCURER, "refresh_offer", code)
    market.step(Role.PROCURER, "submit", code)
    assert at(code).total == 60_000


def test_a_renamed_listing_changes_no_issued_order(market):
    code = market.until_issued()
    paper = papers.get(code, papers.of(code)[0].id)
    before = paper.snapshot
    with write():
        listing = db.session.get_one(Listing, market.listing)
        offer = catalogue.offer_of(listing)
        new = replace(offer, name="Nama lain")
        catalogue.change_listing(market.owner.actor, market.listing, seen=listing.version, offer=new)
        db.session.get_one(Vendor, market.vendor_id).legal_name = "Usaha Lain"
    assert at(code).lines[0].name == "Keripik apel"
    assert papers.get(code, paper.id).snapshot == before
    assert papers.check(paper.verify_code).genuine


def test_too_little_budget_is_said_in_rupiah_and_nothing_is_taken(market):
    with write():
        line = budget_actions.add_budget_line(
            SYSTEM, office_code=market.office, fiscal_year=clock.fiscal_year(), name="Kecil", ceiling=10_000
        )
        market.budget_id = line.id
    code = market.draft()
    with pytest.raises(RuleBroken, match=r"kurang Rp40\.000"):
        market.step(Role.PROCURER, "submit", code)
    assert stock(market) == 100


def test_too_little_stock_names_the_goods(market):
    code = market.draft(60)
    other = market.draft(60)
    market.step(Role.PROCURER, "submit", code)
    with pytest.raises((OfferChanged, RuleBroken)):
        market.step(Role.PROCURER, "submit", other)
    assert (stock(market), budget(market)) == (40, (750_000, 0))


def test_a_stale_screen_changes_nothing(market):
    code = market.draft()
    version = at(code).version
    market.step(Role.PROCURER, "submit", code)
    with pytest.raises(Stale), write():
        actions.approve(market.actor(Role.SIGNER), code, version=version)
    assert at(code).state is State.AWAITING_APPROVAL


def test_nobody_receives_more_than_was_sent_or_twice(market):
    code = market.until_issued()
    market.step(Role.VENDOR_OWNER, "accept", code)
    with pytest.raises(RuleBroken):
        market.step(Role.VENDOR_OWNER, "ship", code, quantities=[5])
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[3])
    with pytest.raises(RuleBroken):
        market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(4)])
    with pytest.raises(RuleBroken, match="ditolak"):
        market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(2, 1, "")])
    arrived = [Arrived(2, 1, "Bungkusnya sobek")]
    assert market.step(Role.RECEIVER, "receive", code, arrived=arrived) is State.IN_FULFILMENT
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[2])
    arrived = [Arrived(2)]
    assert market.step(Role.RECEIVER, "receive", code, arrived=arrived) is State.RECEIVED
    with pytest.raises(RuleBroken):
        market.step(Role.RECEIVER, "receive", code, arrived=arrived)


def test_it_is_paid_once_and_to_the_rupiah(market):
    code = market.until_verified()
    how = {"proof_number": "SP2D-1", "paid_on": clock.today()}
    with pytest.raises(RuleBroken, match="harus Rp"):
        market.step(Role.TREASURER, "pay", code, amount=at(code).net - 1, **how)
    market.step(Role.TREASURER, "pay", code, amount=at(code).net, **how)
    with pytest.raises(Stale):
        market.step(Role.TREASURER, "pay", code, amount=at(code).net, **how)
    assert budget(market) == (0, 50_000)


def test_the_payer_is_neither_signer_nor_verifier_whatever_the_hat(market):
    code = market.until_verified()
    purchase = at(code)
    how = {"amount": purchase.net, "proof_number": "1", "paid_on": clock.today()}
    for other in (purchase.signer_id, purchase.verifier_id):
        actor = market.actor(Role.TREASURER)._replace(person_id=other)
        with pytest.raises(RuleBroken, match="Harus orang lain"), write():
            actions.pay(actor, code, version=None, **how)


def test_the_signer_is_not_the_negotiator_unless_a_decree_is_named(market):
    code = market.draft()
    market.step(Role.PROCURER, "submit", code)
    same = market.actor(Role.SIGNER)._replace(person_id=at(code).negotiator_id)
    with pytest.raises(RuleBroken, match="Harus orang lain"), write():
        actions.approve(same, code, version=None)
    with write():
        actions.approve(same, code, version=None, kpa_decree="SK/7/2026")
    assert at(code).state is State.ISSUED


@pytest.mark.parametrize(
    ("duty", "other"),
    [
        ("payer_id", "signer_id"),
        ("payer_id", "verifier_id"),
        ("receiver_id", "negotiator_id"),
        ("signer_id", "negotiator_id"),
    ],
)
def test_the_database_keeps_the_duties_apart_too(market, duty, other):
    code = market.until_verified()
    with pytest.raises(IntegrityError), write():
        purchase = queries.get(SYSTEM, code, lock=True)
        setattr(purchase, duty, getattr(purchase, other))
        db.session.flush()


def test_numbers_have_no_gap_even_when_an_issue_fails(market):
    first = market.until_issued(1)
    code = market.draft(1)
    market.step(Role.PROCURER, "submit", code)
    with pytest.raises(ZeroDivisionError), write():
        actions.approve(market.actor(Role.SIGNER), code, version=None)
        raise ZeroDivisionError
    market.step(Role.SIGNER, "approve", code)
    numbers = [papers.of(each)[0].seq for each in (first, code)]
    assert numbers == [1, 2]


def test_offices_and_vendors_see_only_their_own(market):
    draft, issued = market.draft(), market.until_issued()
    with pytest.raises(NotVisible):
        queries.get(market.owner.actor, draft)
    assert queries.get(market.owner.actor, issued).code == issued
    with pytest.raises(NotVisible):
        queries.get(market.owner.actor._replace(scope="999999"), issued)
    with pytest.raises(NotVisible):
        queries.get(market.actor(Role.SIGNER)._replace(scope="LAIN"), issued)


def test_time_lets_go_of_what_nobody_decided(market):
    waiting, issued, paid = market.draft(1), market.until_issued(1), market.until_verified(1)
    market.step(Role.PROCURER, "submit", waiting)
    market.step(Role.TREASURER, "pay", paid, amount=at(paid).net, proof_number="1", paid_on=clock.today())
    assert actions.run_due() == 0
    with clock.freeze(clock.now() + timedelta(days=12)):
        assert actions.run_due() == 3
        assert actions.run_due() == 0
    assert at(waiting).state is State.RETURNED
    assert at(issued).state is State.EXPIRED
    assert at(paid).state is State.DONE
    assert budget(market) == (0, 12_500)
    assert stock(market) == 99


def test_a_vendor_is_too_late_after_the_deadline(market):
    code = market.until_issued()
    with clock.freeze(clock.now() + timedelta(days=4)), pytest.raises(RuleBroken, match="lewat"):
        market.step(Role.VENDOR_OWNER, "accept", code)
