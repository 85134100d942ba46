"""An organiser's order from the basket to the last term: BAST by BAST, each paid to the rupiah."""

from dataclasses import replace

import pytest

from domain import clock
from domain.budgets.models import BudgetLine
from domain.catalogue import actions as catalogue
from domain.catalogue.models import Listing
from domain.catalogue.packages import actions as packages
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people.models import Vendor
from domain.people.rules import SYSTEM, Role, VendorKind
from domain.purchases import actions, events, milestones, receivables
from domain.purchases import queries as purchases
from domain.purchases.audit import verify as audit
from domain.purchases.milestones import Stage, TermPayment
from domain.purchases.models import BasketLine, Payment
from domain.purchases.money import actions as money
from domain.purchases.money import exports
from domain.purchases.money import queries as ledger
from domain.purchases.money.rules import Channel
from domain.purchases.states import State
from domain.tax.model import PaymentWay
from domain.writing import write
from tests.support.packages import PACKAGE, organise
from tests.support.rentals import day


@pytest.fixture
def outing(market):
    """A package at Rp40.000.000 by a company without PPN: 30, 40 and 30 percent."""
    with write():
        db.session.get_one(Vendor, market.vendor_id).kind = VendorKind.COMPANY
    return organise(market.owner.actor)


def put(market, listing: int, people: int = 40, on: int = 10) -> BasketLine:
    with write():
        return actions.book_event(market.actor(Role.PROCURER), listing_id=listing, day=day(on), people=people)


def draft(market, listing: int) -> str:
    put(market, listing)
    with write():
        code = actions.draft_purchases(market.actor(Role.PROCURER))[0].code
    with write():
        actions.change_draft(
            market.actor(Role.PROCURER), code, version=None, budget_line_id=market.budget_id,
            deliver_to="Tepi sungai", deliver_by=clock.today(), payment_way=PaymentWay.LS,
            external_number="SPSE-12345678", hps=45_000_000, hps_source="Survei",
        )  # fmt: skip
    return code


def accepted(market, listing: int) -> str:
    code = draft(market, listing)
    market.step(Role.PROCURER, "submit", code)
    market.step(Role.SIGNER, "approve", code)
    market.step(Role.VENDOR_OWNER, "accept", code)
    return code


def pay_term(market, code: str, through: int) -> State:
    """Report up to a milestone, and take what was reported to its payment."""
    market.step(Role.VENDOR_OWNER, "report", code, through=through, words="Sudah jalan")
    market.step(Role.RECEIVER, "approve_stage", code)
    market.step(Role.SIGNER, "hand_over", code)
    market.step(Role.VENDOR_OWNER, "invoice", code)
    market.step(Role.FINANCE_VERIFIER, "verify", code)
    purchase = purchases.get(SYSTEM, code)
    term = milestones.running_term(purchase, milestones.of(purchase))
    paid = {"amount": term.net, "proof_number": f"SP2D/{term.n}", "paid_on": clock.today()}
    return market.step(Role.TREASURER, "pay", code, **paid)


def budget(market) -> tuple[int, int]:
    db.session.rollback()
    line = db.session.get_one(BudgetLine, market.budget_id)
    return line.held, line.spent


def test_three_terms_are_handed_over_and_paid_one_after_the_other(market, outing, rows):
    code = accepted(market, outing)
    assert [each.name for each in milestones.of(purchases.get(SYSTEM, code))] == [
        "Persiapan", "Pelaksanaan", "Laporan",
    ]  # fmt: skip
    assert pay_term(market, code, 1) is State.IN_FULFILMENT
    assert budget(market) == (28_000_000, 12_000_000)
    assert purchases.get(SYSTEM, code).paid_at is None
    assert pay_term(market, code, 2) is State.IN_FULFILMENT
    assert pay_term(market, code, 3) is State.PAID
    assert budget(market) == (0, 40_000_000)
    assert market.step(Role.VENDOR_OWNER, "confirm_paid", code) is State.DONE
    assert (rows(TermPayment), rows(Payment)) == (3, 1)
    paid = milestones.payments_of(purchases.get(SYSTEM, code))
    assert [each.gross for each in paid] == [12_000_000, 16_000_000, 12_000_000]
    assert [each.withheld for each in paid] == [240_000, 320_000, 240_000]
    told = [papers.says(each) for each in papers.of(code)]
    order = told[0]
    assert order["package"]["cancel"] == "kurang dari 7 hari: 25 %, kurang dari 2 hari: 75 %"
    assert [each["weight"] for each in order["milestones"]] == [30, 40, 30]
    basts = [each for each in told if each["kind"] == "bast"]
    assert [(each["term"], each["total"]) for each in basts] == [
        (1, 12_000_000),
        (2, 16_000_000),
        (3, 12_000_000),
    ]
    assert basts[0]["lines"][0]["name"] == "Persiapan, 30 %"
    assert [each["net"] for each in told if each["kind"] == "kuitansi"] == [
        11_760_000,
        15_680_000,
        11_760_000,
    ]


def test_a_term_stands_in_the_cash_book_and_the_sums_at_once(market, outing):
    code = accepted(market, outing)
    market.step(Role.VENDOR_OWNER, "report", code, through=1, words="Siap")
    market.step(Role.RECEIVER, "approve_stage", code)
    market.step(Role.SIGNER, "hand_over", code)
    market.step(Role.VENDOR_OWNER, "invoice", code)
    market.step(Role.FINANCE_VERIFIER, "verify", code)
    treasurer = market.actor(Role.TREASURER)
    paid = {"amount": 11_760_000, "proof_number": "SP2D/1", "paid_on": clock.today()}
    with write():
        money.pay(treasurer, code, version=None, channel=Channel.TRANSFER, **paid)
    span = ledger.month_of("")
    told = ledger.cash_book(treasurer, *span)
    assert [(each.gross, each.withheld, each.net, each.taxes) for each in told] == [
        (12_000_000, 240_000, 11_760_000, (("PPh 23", 240_000),))
    ]
    assert [(each.count, each.gross) for each in ledger.sums_by(treasurer, "penjual", *span)] == [
        (1, 12_000_000)
    ]
    assert audit.verify().differences == ()
    pay_term(market, code, 3)
    assert [each.gross for each in ledger.cash_book(treasurer, *span)] == [12_000_000, 28_000_000]
    assert audit.verify().differences == ()


def test_each_term_owes_its_tax_and_stands_in_the_drafts(market, outing):
    """PPh 23 of 2 % on 12, 16 and 12 million: 240.000, 320.000, 240.000."""
    code = accepted(market, outing)
    treasurer, span = market.actor(Role.TREASURER), ledger.month_of("")
    pay_term(market, code, 1)
    assert [(task.n, task.amount) for task in ledger.deposits_due(treasurer)] == [(1, 240_000)]
    assert exports.ebupot(treasurer, *span).count == 1
    pay_term(market, code, 2)
    pay_term(market, code, 3)
    assert [(task.n, task.amount) for task in ledger.deposits_due(treasurer)] == [
        (1, 240_000), (2, 320_000), (3, 240_000),
    ]  # fmt: skip
    slips = exports.ebupot(treasurer, *span).xml
    assert [slips.count(f"<TaxBase>{base}</TaxBase>".encode()) for base in (12_000_000, 16_000_000)] == [2, 1]


def test_milestones_reported_together_are_one_term(market, outing, rows):
    code = accepted(market, outing)
    assert pay_term(market, code, 2) is State.IN_FULFILMENT
    assert budget(market) == (12_000_000, 28_000_000)
    assert pay_term(market, code, 3) is State.PAID
    assert rows(TermPayment) == 2


def test_what_does_not_fit_goes_back_with_a_reason_and_is_reported_again(market, outing):
    code = accepted(market, outing)
    market.step(Role.VENDOR_OWNER, "report", code, through=1, words="Siap")
    with pytest.raises(RuleBroken, match="Tulis alasannya"):
        market.step(Role.RECEIVER, "return_stage", code, reason=" ")
    market.step(Role.RECEIVER, "return_stage", code, reason="Daftar peserta belum ada")
    assert milestones.of(purchases.get(SYSTEM, code))[0].stage is Stage.PLANNED
    assert market.step(Role.VENDOR_OWNER, "report", code, through=1, words="Lengkap") is State.REPORTED


@pytest.mark.parametrize(("through", "words"), [(0, "Siap"), (1, " ")])
def test_a_report_says_which_and_what(market, outing, through, words):
    code = accepted(market, outing)
    with pytest.raises(RuleBroken):
        market.step(Role.VENDOR_OWNER, "report", code, through=through, words=words)
    assert purchases.get(SYSTEM, code).state is State.ACCEPTED


def test_a_term_is_paid_to_the_rupiah_and_once(market, outing):
    code = accepted(market, outing)
    market.step(Role.VENDOR_OWNER, "report", code, through=1, words="Siap")
    market.step(Role.RECEIVER, "approve_stage", code)
    market.step(Role.SIGNER, "hand_over", code)
    market.step(Role.VENDOR_OWNER, "invoice", code)
    market.step(Role.FINANCE_VERIFIER, "verify", code)
    vendor = market.owner.actor
    assert receivables.owed(vendor).net == 11_760_000
    assert list(receivables.due_of(receivables.unpaid(vendor)).values()) == [11_760_000]
    paid = {"proof_number": "SP2D/1", "paid_on": clock.today()}
    with pytest.raises(RuleBroken, match=r"Rp11\.760\.000"):
        market.step(Role.TREASURER, "pay", code, amount=39_200_000, **paid)
    market.step(Role.TREASURER, "pay", code, amount=11_760_000, **paid)
    with pytest.raises(Stale):
        market.step(Role.TREASURER, "pay", code, amount=11_760_000, **paid)
    assert receivables.owed(vendor).net == 0


def test_a_price_for_one_person_counts_the_people(market, outing):
    listing = organise(
        market.owner.actor, replace(PACKAGE, per_person=True), unit="kegiatan", price=150_000, name="Susur sungai"
    )  # fmt: skip
    line = put(market, listing, people=25)
    assert (line.quantity, line.amount, line.price_words) == (25, 3_750_000, "untuk 25 orang")
    with pytest.raises(RuleBroken, match="20 sampai 60 orang"):
        put(market, listing, people=61)
    with pytest.raises(RuleBroken, match="halaman paketnya"), write():
        actions.change_basket(market.actor(Role.PROCURER), listing_id=listing, quantity=30)


def test_each_package_is_an_order_of_its_own(market, outing):
    other = organise(market.owner.actor, name="Pelatihan", price=5_000_000)
    put(market, outing)
    put(market, other)
    with write():
        assert len(actions.draft_purchases(market.actor(Role.PROCURER))) == 2


def test_a_changed_package_is_seen_before_it_is_submitted(market, outing):
    code = draft(market, outing)
    row = db.session.get_one(Listing, outing)
    with write():
        packages.change_package(
            market.owner.actor, outing, seen=row.version, offer=catalogue.offer_of(row),
            package=replace(PACKAGE, hours=4),
        )  # fmt: skip
    with pytest.raises(Stale):
        market.step(Role.PROCURER, "submit", code)
    with write():
        actions.refresh_offer(market.actor(Role.PROCURER), code, version=None)
    market.step(Role.PROCURER, "submit", code)


def test_goods_are_no_packages(market, outing):
    with pytest.raises(NotVisible):
        put(market, market.listing)
    with pytest.raises(NotVisible):
        packages.managed(market.owner.actor, market.listing)


def test_an_event_is_moved_once_with_an_addendum(market, outing):
    code = accepted(market, outing)
    before = [each.due for each in milestones.of(purchases.get(SYSTEM, code))]
    other = next(each for each in (day(15), day(9), day(11)) if each.year == day(10).year)
    market.step(Role.SIGNER, "move_event", code, day=other, reason="Pembicara berhalangan.")
    purchase = purchases.get(SYSTEM, code)
    assert (purchase.lines[0].start_day, purchase.state) == (other, State.ACCEPTED)
    assert [each.due - was for each, was in zip(milestones.of(purchase), before, strict=True)] == [
        other - day(10)
    ] * 3
    addendum = papers.of(code)[-1]
    assert "Tanggal acara" in addendum.snapshot
    assert "ADD" in addendum.number
    with pytest.raises(RuleBroken, match="sekali"):
        market.step(Role.SIGNER, "move_event", code, day=day(20), reason="Lagi.")
    with pytest.raises(RuleBroken):
        market.step(Role.VENDOR_OWNER, "move_event", code, day=day(20), reason="Lagi.")
    assert audit.verify().differences == ()


@pytest.mark.parametrize(("on", "words"), [(10, "tanpa biaya"), (6, "25 % dari harga: Rp10.000.000")])
def test_calling_off_near_the_event_is_told_in_rupiah(market, outing, on, words):
    code = accepted(market, outing)
    purchase = purchases.get(SYSTEM, code)
    with clock.freeze(clock.now() + (day(10) - day(on))):
        assert words in events.cancel_words(purchase, events.event_of(purchase))


def test_fewer_people_by_addendum_within_what_the_package_takes(market, outing):
    """25 people at Rp150.000 become 27 (8 % more); 28 are above a tenth, 61 above the package."""
    listing = organise(
        market.owner.actor, replace(PACKAGE, per_person=True), unit="kegiatan", price=150_000, name="Susur sungai"
    )  # fmt: skip
    put(market, listing, people=25)
    with write():
        code = actions.draft_purchases(market.actor(Role.PROCURER))[0].code
    with write():
        actions.change_draft(
            market.actor(Role.PROCURER), code, version=None, budget_line_id=market.budget_id,
            deliver_to="Tepi sungai", deliver_by=clock.today(), payment_way=PaymentWay.LS,
        )  # fmt: skip
    for role, verb in ((Role.PROCURER, "submit"), (Role.SIGNER, "approve"), (Role.VENDOR_OWNER, "accept")):
        market.step(role, verb, code)
    change = {"prices": [150_000], "deliver_by": clock.today(), "reason": "Jumlah pasti."}
    for people, words in ((28, "paling banyak"), (61, "20 sampai 60 orang")):
        with pytest.raises(RuleBroken, match=words):
            market.step(Role.SIGNER, "propose_change", code, quantities=[people], **change)
    market.step(Role.SIGNER, "propose_change", code, quantities=[27], **change)
    market.step(Role.VENDOR_OWNER, "agree_change", code)
    purchase = purchases.get(SYSTEM, code)
    assert (purchase.base, purchase.lines[0].people, purchase.lines[0].price_words) == (
        4_050_000, 27, "untuk 27 orang",
    )  # fmt: skip
    assert papers.of(code)[-1].kind is PaperKind.ADDENDUM
    assert pay_term(market, code, 1) is State.IN_FULFILMENT
    assert audit.verify().differences == ()


def test_of_a_package_as_a_whole_only_the_price_changes(market, outing):
    code = accepted(market, outing)
    change = {"deliver_by": clock.today(), "reason": "Tanpa makan siang."}
    with pytest.raises(RuleBroken, match="hanya harganya"):
        market.step(Role.SIGNER, "propose_change", code, quantities=[2], prices=[30_000_000], **change)
    market.step(Role.SIGNER, "propose_change", code, quantities=[1], prices=[38_000_000], **change)
    market.step(Role.VENDOR_OWNER, "agree_change", code)
    assert purchases.get(SYSTEM, code).base == 38_000_000
    assert audit.verify().differences == ()
