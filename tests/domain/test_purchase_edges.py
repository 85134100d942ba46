"""Bad input and unlucky days: rates that change mid-order, papers that ended yesterday, the turn of the year, doubled duties."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from domain import clock, journal, region
from domain.budgets import actions as budgets
from domain.budgets.models import BudgetLine
from domain.catalogue import actions as catalogue
from domain.catalogue.models import Listing
from domain.db import db
from domain.errors import RuleBroken, Stale
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people import actions as people
from domain.people.models import Vendor, VendorTaxProfile
from domain.people.rules import SYSTEM, Actor, Role
from domain.purchases import actions, queries
from domain.purchases.actions.delivering import Arrived
from domain.purchases.audit.verify import verify
from domain.purchases.states import State
from domain.tax.model import PaymentWay
from domain.writing import write
from tests.support.market import Market
from tests.support.people import as_admin

LAST_EVENING = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # 23.30 WIB
FIRST_MINUTES = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # 1 January 2027, 00.30 WIB
SUMMER = datetime(2026, 6, 15, 3, tzinfo=UTC)


@pytest.fixture
def summer():
    """A day far from the turn of the year."""
    with clock.freeze(SUMMER):
        yield


def at(code: str):
    db.session.rollback()
    return queries.get(SYSTEM, code)


def taxes(code: str) -> dict[str, int]:
    return {tax.code: tax.amount for tax in at(code).taxes}


def says(code: str, kind: PaperKind) -> dict:
    paper = next(each for each in reversed(papers.of(code)) if each.kind is kind)
    return json.loads(papers.get(code, paper.id).snapshot)


def honest() -> None:
    db.session.rollback()
    assert verify().differences == ()
    assert journal.verify() == []


def profile(market, **how) -> None:
    with write():
        db.session.add(VendorTaxProfile(vendor_id=market.vendor_id, **how))


def due_later(market, code: str, line: int | None = None) -> str:
    """Filled in anew, with a day until the end of the week (or of the year)."""
    day = min(clock.today() + timedelta(days=5), clock.today().replace(month=12, day=31))
    with write():
        actions.change_draft(
            market.actor(Role.PROCURER), code, version=None, budget_line_id=line or market.budget_id,
            deliver_to="Aula", deliver_by=day, payment_way=PaymentWay.LS,
        )  # fmt: skip
    return code


def bought(market, quantity: int, listing: int) -> str:
    """Submitted and signed."""
    code = market.draft(quantity, listing)
    market.step(Role.PROCURER, "submit", code)
    market.step(Role.SIGNER, "approve", code)
    return code


def carry(market, code: str, quantity: int) -> None:
    """From the vendor's yes to the invoice found right."""
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[quantity])
    market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(quantity)])
    market.step(Role.SIGNER, "hand_over", code)
    market.step(Role.VENDOR_OWNER, "invoice", code, tax_invoice="04002600000000001")
    market.step(Role.FINANCE_VERIFIER, "verify", code)


def pay(market, code: str, number: str = "SP2D-1"):
    paid = {"amount": at(code).net, "proof_number": number, "paid_on": clock.today()}
    return market.step(Role.TREASURER, "pay", code, **paid)


# ---- a rate changes between order and payment


def from_day(code: str, value: Fraction, day, rates) -> Iterable:
    """The table of rates with another value of one of them from `day` on."""
    for rate in rates:
        if rate.code == code and rate.valid_to is None:
            yield replace(rate, valid_to=day)
            yield replace(rate, valid_from=day, value=value, source="Contoh perubahan tarif")
        else:
            yield rate


@pytest.fixture
def dearer_tomorrow(summer, market, monkeypatch):
    """From tomorrow PPN is 15 % of 11/12 and PPh 22 is 3 %."""
    tomorrow, pack = clock.today() + timedelta(days=1), region.current()
    rates = tuple(from_day("ppn_rate", Fraction(15, 100), tomorrow, pack.rates))
    rates = tuple(from_day("pph22_goods", Fraction(3, 100), tomorrow, rates))
    monkeypatch.setattr(region, "_current", replace(pack, rates=rates))
    profile(market, valid_from=clock.today() - timedelta(days=30), is_pkp=True)
    return market


def test_a_rate_that_changes_mid_order_leaves_it_alone_and_takes_the_next_one(dearer_tomorrow):
    """Base 3.000.000, DPP 2.750.000: PPN 12 % 330.000, 15 % 412.500; PPh 22 1,5 % 45.000, 3 % 90.000."""
    market = dearer_tomorrow
    listing = market.sell("Bingkisan", price=300_000, stock=50)
    old = due_later(market, market.draft(10, listing))
    market.step(Role.PROCURER, "submit", old)
    untouched = market.draft(10, listing)
    with clock.freeze(SUMMER + timedelta(days=1)):
        market.step(Role.SIGNER, "approve", old)
        carry(market, old, 10)
        assert taxes(old) == {"ppn": 330_000, "pph22": 45_000}
        for kind in (PaperKind.SURAT_PESANAN, PaperKind.BAST, PaperKind.INVOICE):
            assert says(old, kind)["total"] == 3_330_000
        assert pay(market, old) is State.PAID
        fresh = market.draft(10, listing)
        assert taxes(fresh) == {"ppn": 412_500, "pph22": 90_000}
        due_later(market, untouched)
        market.step(Role.PROCURER, "submit", untouched)
        assert taxes(untouched) == {"ppn": 412_500, "pph22": 90_000}
    honest()


def test_what_comes_back_and_is_asked_again_takes_the_rate_of_that_day(dearer_tomorrow):
    market = dearer_tomorrow
    code = market.draft(10, market.sell("Bingkisan", price=300_000, stock=50))
    market.step(Role.PROCURER, "submit", code)
    market.step(Role.SIGNER, "send_back", code, reason="Tunggu dulu.")
    with clock.freeze(SUMMER + timedelta(days=1)):
        with pytest.raises(RuleBroken, match="tanggal kirim"):
            market.step(Role.PROCURER, "submit", code)
        due_later(market, code)
        market.step(Role.PROCURER, "submit", code)
        assert taxes(code) == {"ppn": 412_500, "pph22": 90_000}
    honest()


def test_an_addendum_after_the_change_is_taxed_as_the_order_was(dearer_tomorrow):
    """11 x 300.000 = 3.300.000: DPP 3.025.000, PPN 12 % 363.000, PPh 22 1,5 % 49.500."""
    market = dearer_tomorrow
    code = bought(market, 10, market.sell("Bingkisan", price=300_000, stock=50))
    market.step(Role.VENDOR_OWNER, "accept", code)
    with clock.freeze(SUMMER + timedelta(days=1)):
        market.step(
            Role.SIGNER, "propose_change", code, quantities=[11], prices=[300_000],
            deliver_by=clock.today(), reason="Tamu bertambah.",
        )  # fmt: skip
        market.step(Role.VENDOR_OWNER, "agree_change", code)
        assert taxes(code) == {"ppn": 363_000, "pph22": 49_500}
    honest()


# ---- a certificate that ended


@pytest.mark.parametrize(
    ("days", "due"),
    [(-1, {"pph22": 45_000}), (0, {"pph_final": 15_000}), (30, {"pph_final": 15_000}), (None, {"pph22": 45_000})],
)  # fmt: skip
def test_the_half_percent_holds_through_the_last_day_of_the_certificate(summer, market, days, due):
    """Base 3.000.000 of a vendor without PPN (PMK 164/2023 Ps 7-8): 0,5 % is 15.000, PPh 22 of 1,5 % is 45.000."""
    until = None if days is None else clock.today() + timedelta(days=days)
    profile(
        market, valid_from=clock.today() - timedelta(days=60), is_pkp=False, certificate_number="S-1",
        certificate_until=until,
    )  # fmt: skip
    code = bought(market, 10, market.sell("Bingkisan", price=300_000, stock=50))
    assert taxes(code) == due
    honest()


def test_a_certificate_that_ends_after_the_order_was_asked_keeps_its_half_percent(summer, market):
    profile(
        market, valid_from=clock.today() - timedelta(days=60), is_pkp=False, certificate_number="S-1",
        certificate_until=clock.today(),
    )  # fmt: skip
    listing = market.sell("Bingkisan", price=300_000, stock=50)
    code = due_later(market, market.draft(10, listing))
    market.step(Role.PROCURER, "submit", code)
    with clock.freeze(SUMMER + timedelta(days=1)):
        market.step(Role.SIGNER, "approve", code)
        carry(market, code, 10)
        assert pay(market, code) is State.PAID
        assert (at(code).payment.withheld, at(code).payment.net) == (15_000, 2_985_000)
        assert taxes(market.draft(10, listing)) == {"pph22": 45_000}
    honest()


# ---- the turn of the year


def next_year(market) -> int:
    with write():
        return budgets.add_budget_line(
            SYSTEM, office_code=market.office, fiscal_year=2027, name="Rapat 2027", ceiling=50_000_000
        ).id


def new_years_draft(market, line: int) -> str:
    buyer = market.actor(Role.PROCURER)
    with write():
        actions.add_to_basket(buyer, listing_id=market.listing, quantity=1)
        code = actions.draft_purchases(buyer)[0].code
    return due_later(market, code, line)


def test_numbers_begin_anew_at_midnight_of_the_region_not_of_the_server(within):
    with clock.freeze(LAST_EVENING):
        market = Market()
        old = market.until_issued(1)
        older = market.until_issued(1)
    with clock.freeze(FIRST_MINUTES):
        code = new_years_draft(market, next_year(market))
        market.step(Role.PROCURER, "submit", code)
        market.step(Role.SIGNER, "approve", code)
        numbers = [papers.of(each)[0].number for each in (old, older, code)]
        assert numbers == ["SP-DISTAN-2026-001", "SP-DISTAN-2026-002", "SP-DISTAN-2027-001"]
        market.step(Role.VENDOR_OWNER, "accept", old)
        market.step(Role.VENDOR_OWNER, "ship", old, quantities=[1])
        sent = papers.of(old)[-1]
        assert (sent.kind, sent.seq, sent.year) == (PaperKind.SURAT_JALAN, 1, 2027)
        honest()


def test_an_order_asked_on_the_last_evening_is_not_signed_on_the_first_morning(within):
    with clock.freeze(LAST_EVENING):
        market = Market()
        code = market.draft(1)
        market.step(Role.PROCURER, "submit", code)
    with clock.freeze(FIRST_MINUTES):
        with pytest.raises(RuleBroken, match="tanggal kirim"):
            market.step(Role.SIGNER, "approve", code)
        market.step(Role.PROCURER, "withdraw", code)
        with pytest.raises(RuleBroken, match="Mata anggaran ini"):
            market.step(Role.PROCURER, "submit", code)
        line = db.session.get_one(BudgetLine, market.budget_id)
        assert (line.held, line.spent) == (0, 0)
        honest()


def test_a_bill_of_december_is_paid_in_january_from_the_line_it_was_ordered_on(within):
    with clock.freeze(LAST_EVENING):
        market = Market()
        code = market.until_verified(4)
    with clock.freeze(FIRST_MINUTES):
        line = next_year(market)
        assert pay(market, code) is State.PAID
        old, new = db.session.get_one(BudgetLine, market.budget_id), db.session.get_one(BudgetLine, line)
        assert (old.held, old.spent, new.held, new.spent) == (0, 50_000, 0, 0)
        assert papers.of(code)[-1].number == "BAB-DISTAN-2027-001"
        honest()


def test_last_years_money_pays_for_no_addendum_that_costs_more(within):
    with clock.freeze(LAST_EVENING):
        market = Market()
        code = market.until_issued(10)
        market.step(Role.VENDOR_OWNER, "accept", code)
    with clock.freeze(FIRST_MINUTES):
        change = {"prices": [12_500], "deliver_by": clock.today(), "reason": "Perlu diubah."}
        with pytest.raises(RuleBroken, match="Mata anggaran ini"):
            market.step(Role.SIGNER, "propose_change", code, quantities=[11], **change)
        market.step(Role.SIGNER, "propose_change", code, quantities=[9], **change)
        market.step(Role.VENDOR_OWNER, "agree_change", code)
        assert at(code).base == 112_500
        honest()


# ---- too late, too much, twice


def test_nothing_is_sent_or_counted_after_an_order_was_called_off(summer, market):
    code = market.until_issued(4)
    market.step(Role.VENDOR_OWNER, "accept", code)
    open_screen = at(code).version
    market.step(Role.SIGNER, "ask_cancel", code, reason="Kegiatan batal.")
    market.step(Role.VENDOR_OWNER, "agree_cancel", code)
    before = len(journal.of(code))
    for role, verb, how in (
        (Role.VENDOR_OWNER, "ship", {"quantities": [4]}),
        (Role.RECEIVER, "receive", {"arrived": [Arrived(4)]}),
        (Role.SIGNER, "hand_over", {}),
    ):
        for version in (open_screen, None):
            with pytest.raises(Stale, match="Dibatalkan"), write():
                getattr(actions, verb)(market.actor(role), code, version=version, **how)
    assert at(code).state is State.CANCELLED
    assert [line.count.shipped for line in at(code).lines] == [0]
    assert len(journal.of(code)) == before
    assert db.session.get_one(Listing, market.listing).stock == 100
    assert papers.of(code)[0].voided
    honest()


def test_what_is_on_its_way_can_not_be_called_off_under_the_driver(summer, market):
    code = market.until_issued(4)
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.SIGNER, "ask_cancel", code, reason="Kegiatan batal.")
    with pytest.raises(Stale):
        market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])
    market.step(Role.VENDOR_OWNER, "keep", code, reason="Sudah di jalan.")
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])
    with pytest.raises(Stale):
        market.step(Role.SIGNER, "ask_cancel", code, reason="Kegiatan batal.")


@pytest.mark.parametrize(
    "wrong", ["accepted = 5", "accepted = 3, rejected = 2", "shipped = 5", "accepted = -1", "dropped = 1"]
)
def test_the_database_itself_refuses_more_than_was_ordered_or_sent(summer, market, wrong):
    code = market.until_issued(4)
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])
    with pytest.raises(IntegrityError), write():
        db.session.execute(text(f"UPDATE purchase_line SET {wrong}"))


def test_a_second_arrival_of_what_came_already_is_refused_in_numbers(summer, market):
    code = market.until_issued(4)
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[2])
    market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(2)])
    with pytest.raises(RuleBroken):
        market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(1)])
    assert at(code).lines[0].accepted == 2
    honest()


def test_a_payment_recorded_twice_spends_once(summer, market):
    code = market.until_verified(4)
    assert pay(market, code) is State.PAID
    for number in ("SP2D-1", "SP2D-2"):
        with pytest.raises(Stale):
            pay(market, code, number)
    with pytest.raises(IntegrityError), write():
        db.session.execute(
            text("INSERT INTO payment SELECT * FROM payment WHERE purchase_id = :id"), {"id": at(code).id}
        )
    line = db.session.get_one(BudgetLine, market.budget_id)
    assert (line.held, line.spent) == (0, 50_000)
    assert [paper.kind for paper in papers.of(code)].count(PaperKind.KUITANSI) == 1
    honest()


# ---- names that change after the order was signed


def test_every_paper_of_an_order_names_goods_and_vendor_as_the_order_did(summer, market):
    code = market.until_issued(4)
    with write():
        listing = db.session.get_one(Listing, market.listing)
        offer = replace(catalogue.offer_of(listing), name="Nama lain", price=99_000, description="Lain")
        catalogue.change_listing(market.owner.actor, market.listing, seen=listing.version, offer=offer)
        vendor = db.session.get_one(Vendor, market.vendor_id)
        vendor.legal_name, vendor.npwp, vendor.size_class = "Usaha Lain", "9" * 16, "kecil"
    carry(market, code, 4)
    pay(market, code)
    found = [json.loads(papers.get(code, paper.id).snapshot) for paper in papers.of(code)]
    assert len(found) == 8
    assert {each["vendor"]["name"] for each in found} == {"Dapur Contoh"}
    assert {each["vendor"]["npwp"] for each in found} == {"0000000000000001"}
    lines = [line for each in found for line in each.get("lines", [])]
    assert {line["name"] for line in lines} == {"Keripik apel"}
    assert {line["price"] for line in lines if "price" in line} == {12_500}
    honest()


# ---- one person in two duties that must be apart


def with_hat(market, person: int, role: Role) -> Actor:
    with write():
        people.appoint(as_admin(), person_id=person, role=role, scope=market.office)
    return Actor(person, role, market.office)


def as_somebody(actor: Actor, verb: str, code: str, **how):
    with write():
        return getattr(actions, verb)(actor, code, version=None, **how)


def to_sign(market) -> str:
    code = market.draft(4)
    market.step(Role.PROCURER, "submit", code)
    return code


def to_receive(market) -> str:
    code = market.until_issued(4)
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])
    return code


@pytest.mark.parametrize(
    ("first", "second", "reach", "verb", "how", "said"),
    [
        (Role.PROCURER, Role.SIGNER, to_sign, "approve", {}, "tidak boleh menyetujuinya"),
        (Role.PROCURER, Role.RECEIVER, to_receive, "receive", {"arrived": [Arrived(4)]}, "tidak boleh menerima"),
        (Role.SIGNER, Role.TREASURER, lambda m: m.until_verified(4), "pay",
         {"amount": 50_000, "proof_number": "SP2D-1"}, "menandatangani"),
        (Role.FINANCE_VERIFIER, Role.TREASURER, lambda m: m.until_verified(4), "pay",
         {"amount": 50_000, "proof_number": "SP2D-1"}, "memeriksa tagihan"),
    ],
)  # fmt: skip
def test_two_hats_on_one_person_do_not_do_both_duties_of_one_order(
    summer, market, first, second, reach, verb, how, said
):
    both = with_hat(market, market.actor(first).person_id, second)
    code = reach(market)
    if verb == "pay":
        how = how | {"paid_on": clock.today()}
    before = at(code)
    seen = before.state, before.version
    with pytest.raises(RuleBroken, match=said):
        as_somebody(both, verb, code, **how)
    assert (at(code).state, at(code).version) == seen
    assert as_somebody(market.actor(second), verb, code, **how).code == code
    honest()
