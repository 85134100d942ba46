"""Goods that come in parts: k of n shipments, a BAST and a payment for each, late days, quarrels and short ends."""

import json
from datetime import timedelta

import pytest

from domain import clock, journal
from domain.budgets.models import BudgetLine
from domain.catalogue.models import Listing
from domain.db import db
from domain.errors import RuleBroken, Stale
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people.models import VendorTaxProfile
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, handovers, progress, queries, receivables, terms
from domain.purchases.actions.delivering import Arrived, Evidence
from domain.purchases.audit import replay
from domain.purchases.audit.verify import verify
from domain.purchases.claims import Outcome
from domain.purchases.states import State
from domain.writing import write
from tests.support.people import make_person

PRICE = 12_500


def budget(market) -> tuple[int, int]:
    line = db.session.get_one(BudgetLine, market.budget_id)
    db.session.refresh(line)
    return line.held, line.spent


def stock(listing: int) -> int:
    found = db.session.get_one(Listing, listing)
    db.session.refresh(found)
    return found.stock


def at(code: str):
    return queries.get(SYSTEM, code)


def honest() -> None:
    """Nothing that can be worked out again differs, and the chain holds."""
    db.session.rollback()
    assert verify().differences == ()
    assert journal.verify() == []


def pkp(market) -> None:
    with write():
        day = clock.today() - timedelta(days=30)
        db.session.add(VendorTaxProfile(vendor_id=market.vendor_id, valid_from=day, is_pkp=True))


def accepted(market, quantity: int, listing: int | None = None) -> str:
    code = market.draft(quantity, listing)
    market.step(Role.PROCURER, "submit", code)
    market.step(Role.SIGNER, "approve", code)
    market.step(Role.VENDOR_OWNER, "accept", code)
    return code


def send(market, code: str, quantity: int, **arrived):
    """One shipment and its arrival: all of it good unless told otherwise."""
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[quantity])
    how = Arrived(**arrived) if arrived else Arrived(quantity)
    return market.step(Role.RECEIVER, "receive", code, arrived=[how])


def pay(market, code: str, number: str = "SP2D-1"):
    market.step(Role.FINANCE_VERIFIER, "verify", code)
    net = terms.next_net(at(code))
    return market.step(Role.TREASURER, "pay", code, amount=net, proof_number=number, paid_on=clock.today())


def bill(market, code: str):
    return market.step(Role.VENDOR_OWNER, "invoice", code, tax_invoice="04002600000000001")


def test_each_delivery_has_its_bast_bill_and_payment(market):
    """10 x Rp300.000 of a PKP: 3.000.000, PPN 330.000, PPh 22 45.000; 4 pieces and then 6."""
    pkp(market)
    code = accepted(market, 10, market.sell("Bingkisan", price=300_000, stock=20))
    assert send(market, code, 4) is State.IN_FULFILMENT
    assert market.step(Role.SIGNER, "hand_over", code) is State.HANDED_OVER
    first = terms.running(at(code))
    assert (first.base, first.taxes, first.total) == (1_200_000, {"ppn": 132_000, "pph22": 18_000}, 1_332_000)
    assert (first.withheld, first.net) == (150_000, 1_182_000)
    assert receivables.owed(market.owner.actor).net == 1_182_000
    bill(market, code)
    assert pay(market, code) is State.IN_FULFILMENT
    assert budget(market) == (3_330_000 - 1_332_000, 1_332_000)
    assert receivables.owed(market.owner.actor).net == 0
    assert send(market, code, 6) is State.RECEIVED
    market.step(Role.SIGNER, "hand_over", code)
    second = terms.running(at(code))
    assert (second.base, second.taxes) == (1_800_000, {"ppn": 198_000, "pph22": 27_000})
    bill(market, code)
    assert pay(market, code, "SP2D-2") is State.PAID
    assert budget(market) == (0, 3_330_000)
    whole = at(code).payment
    assert (whole.gross, whole.withheld, whole.net) == (3_330_000, 375_000, 2_955_000)
    basts = [paper.number for paper in papers.of(code) if paper.kind is PaperKind.BAST]
    assert len(basts) == len(set(basts)) == 2
    assert market.step(Role.VENDOR_OWNER, "confirm_paid", code) is State.DONE
    honest()


def test_shares_of_a_tax_sum_to_the_rupiah(market):
    """Base 1.000.003 x 3 = 3.000.009: PPN 330.001 whole; 110.000 twice, the last carries 110.001."""
    pkp(market)
    code = accepted(market, 3, market.sell("Mesin", price=1_000_003, stock=5))
    whole = {tax.code: tax.amount for tax in at(code).taxes}
    assert whole == {"ppn": 330_001, "pph22": 45_000}
    for _ in range(3):
        send(market, code, 1)
        market.step(Role.SIGNER, "hand_over", code)
    shares = [each.taxes["ppn"] for each in handovers.of(at(code))]
    assert shares == [110_000, 110_000, 110_001]
    honest()


def test_goods_go_on_coming_while_money_has_its_turn(market):
    code = accepted(market, 10)
    send(market, code, 4)
    market.step(Role.SIGNER, "hand_over", code)
    bill(market, code)
    assert send(market, code, 3) is State.INVOICED
    assert market.step(Role.SIGNER, "hand_over", code) is State.INVOICED
    assert terms.running(at(code)).base == 4 * PRICE
    assert send(market, code, 3) is State.INVOICED
    assert pay(market, code) is State.HANDED_OVER
    assert market.step(Role.SIGNER, "hand_over", code) is State.HANDED_OVER
    assert terms.running(at(code)).base == 6 * PRICE
    bill(market, code)
    assert pay(market, code, "SP2D-2") is State.PAID
    assert budget(market) == (0, 125_000)
    issued = {kind: [paper for paper in papers.of(code) if paper.kind is kind] for kind in PaperKind}
    first, second, third = (paper.number for paper in issued[PaperKind.BAST])
    for kind in (PaperKind.INVOICE, PaperKind.BA_PEMBAYARAN):
        said = [json.loads(papers.get(code, paper.id).snapshot)["bast"] for paper in issued[kind]]
        assert said == [first, f"{second}, {third}"]
    honest()


def test_a_bill_that_went_back_asks_for_everything_handed_over_since(market):
    code = accepted(market, 10)
    send(market, code, 4)
    market.step(Role.SIGNER, "hand_over", code)
    bill(market, code)
    send(market, code, 2)
    market.step(Role.SIGNER, "hand_over", code)
    market.step(Role.FINANCE_VERIFIER, "return_invoice", code, reason="Salah nama.")
    bill(market, code)
    assert terms.running(at(code)).base == 6 * PRICE
    honest()


def test_no_bast_without_something_new(market):
    code = accepted(market, 10)
    with pytest.raises(Stale):
        market.step(Role.SIGNER, "hand_over", code)
    send(market, code, 4, accepted=0, damaged=4, condition="Pecah")
    with pytest.raises(RuleBroken, match="belum masuk BAST"):
        market.step(Role.SIGNER, "hand_over", code)


def test_more_than_was_sent_is_refused_with_the_numbers(market):
    code = accepted(market, 10)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])
    with pytest.raises(RuleBroken, match="Yang sedang dikirim 4, tetapi dicatat 5"):
        market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(3, 1, "Pecah", 1)])
    with pytest.raises(RuleBroken, match="Tulis kenapa"):
        market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(3, 0, " ", 1)])
    assert at(code).lines[0].accepted == 0


@pytest.mark.parametrize("days", [-1, 1])
def test_things_arrive_between_sending_and_today(market, days):
    code = accepted(market, 4)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])
    wrong = Evidence(arrived_on=clock.today() + timedelta(days=days))
    with pytest.raises(RuleBroken, match="Tanggal datang"):
        market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(4)], evidence=wrong)


def test_a_refused_count_that_was_touched_is_named(market):
    """Three rejected, one contested and left open, one replaced: counted again from the journal."""
    code = accepted(market, 6)
    send(market, code, 6, accepted=3, damaged=3, condition="Pecah.")
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[1])
    assert at(code).lines[0].refused == 2
    honest()
    market.step(Role.VENDOR_OWNER, "contest", code, reason="Utuh waktu dikirim.")
    assert at(code).lines[0].refused == 0
    honest()
    with write():
        at(code).lines[0].refused = 2
    db.session.expire_all()
    (found,) = verify().differences
    assert "belum ada kelanjutannya tersimpan 2, hitungan ulang 0" in found.words


# ---- late


def late_order(market, quantity: int, price: int, days: int) -> str:
    """Due today, arrived `days` later."""
    code = accepted(market, quantity, market.sell("Meja", price=price, stock=quantity))
    with clock.freeze(clock.now() + timedelta(days=days)):
        send(market, code, quantity)
    return code


def test_late_goods_cost_one_per_mille_a_day_before_ppn(market):
    """Case 21 of the domain: 5 days late on 20.000.000 is 100.000; PPh 22 of 1,5 % is 300.000."""
    code = late_order(market, 2, 10_000_000, 5)
    with clock.freeze(clock.now() + timedelta(days=5)):
        market.step(Role.SIGNER, "hand_over", code)
        made = handovers.of(at(code))[0]
        assert (made.total, made.withheld, made.penalty, made.net) == (
            20_000_000,
            300_000,
            100_000,
            19_600_000,
        )
        assert "terlambat 5 hari senilai Rp20.000.000, dendanya Rp100.000" in made.why
        assert "Perpres 16/2018 Ps 79" in made.why
        told = replay.replay(SYSTEM, code)
        assert "late_penalty_per_day" in {rule.code for rule in told.rules}
        assert ("Denda", "Rp100.000") in next(step.facts for step in told.steps if step.title == "Buat BAST")
        bill(market, code)
        assert pay(market, code) is State.PAID
        payment = at(code).payment
        assert (payment.gross, payment.withheld, payment.penalty, payment.net) == (
            20_000_000, 300_000, 100_000, 19_600_000,
        )  # fmt: skip
        assert budget(market) == (0, 20_000_000)
        honest()


def test_the_penalty_ends_where_the_region_says(market):
    """60 days late on 20.000.000: 1.200.000 without an end, 1.000.000 where 5 % is the most (this region)."""
    code = late_order(market, 2, 10_000_000, 60 if clock.today().month < 11 else 36)
    with clock.freeze(clock.now() + timedelta(days=60)):
        late = handovers.late_of(at(code), handovers.pending(at(code)))
        days = handovers.pending(at(code))[0].on - at(code).deliver_by
        assert late.amount == min(1_000_000, 20_000 * days.days)


def test_only_the_late_part_is_charged(market):
    code = accepted(market, 4, market.sell("Meja", price=1_000_000, stock=4))
    send(market, code, 3)
    with clock.freeze(clock.now() + timedelta(days=3)):
        send(market, code, 1)
        market.step(Role.SIGNER, "hand_over", code)
        assert handovers.of(at(code))[0].penalty == 3_000
        honest()


def test_the_ppk_may_waive_it_with_a_reason(market):
    code = late_order(market, 2, 1_000_000, 5)
    with clock.freeze(clock.now() + timedelta(days=5)):
        with pytest.raises(RuleBroken, match="alasan"):
            market.step(Role.SIGNER, "waive", code, reason=" ")
        market.step(Role.SIGNER, "waive", code, reason="Jalan longsor.")
        market.step(Role.SIGNER, "hand_over", code)
        made = handovers.of(at(code))[0]
        assert (made.penalty, made.waived) == (0, "Jalan longsor.")
        honest()


def test_nothing_is_waived_where_nothing_is_late(market):
    code = accepted(market, 4)
    send(market, code, 4)
    with pytest.raises(RuleBroken, match="Tidak ada denda"):
        market.step(Role.SIGNER, "waive", code, reason="Hujan.")


# ---- rejected, short, contested


def test_a_replacement_comes_and_all_is_paid(market):
    code = accepted(market, 4)
    send(market, code, 4, accepted=2, damaged=1, condition="Sobek", short=1)
    line = at(code).lines[0]
    assert (line.accepted, line.rejected, line.refused) == (2, 2, 2)
    assert send(market, code, 2) is State.RECEIVED
    assert at(code).lines[0].refused == 0
    market.step(Role.SIGNER, "hand_over", code)
    bill(market, code)
    assert pay(market, code) is State.PAID
    honest()


def test_the_rest_that_does_not_come_leaves_amount_tax_budget_and_stock(market):
    """4 x 600.000 = 2.400.000 with PPh 22 36.000; 3 stay: 1.800.000 is within the limit of 2 million, no PPh 22."""
    listing = market.sell("Kursi", price=600_000, stock=10)
    code = accepted(market, 4, listing)
    assert {tax.code: tax.amount for tax in at(code).taxes} == {"pph22": 36_000}
    send(market, code, 4, accepted=3, damaged=1, condition="Retak")
    market.step(Role.VENDOR_OWNER, "close_short", code, reason="Tidak ada gantinya.")
    with pytest.raises(RuleBroken, match="masih perlu dikirim 0"):
        market.step(Role.VENDOR_OWNER, "ship", code, quantities=[1])
    assert (stock(listing), budget(market)) == (6, (2_400_000, 0))
    assert market.step(Role.SIGNER, "agree_short", code) is State.RECEIVED
    purchase = at(code)
    assert (purchase.base, purchase.total, purchase.withheld, purchase.net) == (
        1_800_000,
        1_800_000,
        0,
        1_800_000,
    )
    assert (stock(listing), budget(market)) == (7, (1_800_000, 0))
    assert papers.of(code)[-1].kind is PaperKind.ADDENDUM
    market.step(Role.SIGNER, "hand_over", code)
    bill(market, code)
    assert pay(market, code) is State.PAID
    assert budget(market) == (0, 1_800_000)
    honest()


def test_after_a_bast_taxes_keep_their_rule_and_follow_the_price(market):
    """4 x 600.000, 3 handed over with 27.000 of 36.000 PPh 22; then the fourth is dropped: 27.000 stays."""
    listing = market.sell("Kursi", price=600_000, stock=10)
    code = accepted(market, 4, listing)
    send(market, code, 4, accepted=3, damaged=1, condition="Retak")
    market.step(Role.SIGNER, "hand_over", code)
    bill(market, code)
    market.step(Role.VENDOR_OWNER, "close_short", code, reason="Habis.")
    assert market.step(Role.SIGNER, "agree_short", code) is State.INVOICED
    purchase = at(code)
    assert (purchase.base, purchase.withheld, purchase.net) == (1_800_000, 27_000, 1_773_000)
    assert pay(market, code) is State.PAID
    assert (stock(listing), budget(market)) == (7, (0, 1_800_000))
    honest()


def test_a_rest_dropped_after_its_part_was_paid_closes_the_order(market):
    code = accepted(market, 4)
    send(market, code, 3)
    market.step(Role.SIGNER, "hand_over", code)
    bill(market, code)
    assert pay(market, code) is State.IN_FULFILMENT
    market.step(Role.VENDOR_OWNER, "close_short", code, reason="Habis.")
    assert market.step(Role.SIGNER, "agree_short", code) is State.PAID
    assert at(code).payment.gross == 3 * PRICE
    assert budget(market) == (0, 3 * PRICE)
    honest()


def test_the_ppk_may_still_want_the_rest(market):
    code = accepted(market, 4)
    send(market, code, 4, accepted=3, damaged=1, condition="Retak")
    market.step(Role.VENDOR_OWNER, "close_short", code, reason="Habis.")
    for role, verb in ((Role.VENDOR_OWNER, "close_short"), (Role.SIGNER, "contest")):
        with pytest.raises(RuleBroken, match="Tidak ada barang"):
            market.step(role, verb, code, reason="Lagi.")
    market.step(Role.SIGNER, "refuse_short", code, reason="Acara butuh empat.")
    assert send(market, code, 1) is State.RECEIVED
    honest()


def test_when_all_of_it_goes_back_the_order_ends(market):
    before = (stock(market.listing), budget(market))
    code = accepted(market, 4)
    send(market, code, 4, accepted=0, damaged=4, condition="Basi")
    market.step(Role.VENDOR_OWNER, "close_short", code, reason="Tidak ada gantinya.")
    assert market.step(Role.SIGNER, "agree_short", code) is State.CANCELLED
    assert (stock(market.listing), budget(market)) == before
    assert papers.void_words(papers.of(code)[0]) == "Dibatalkan, tidak berlaku lagi"
    honest()


def contested(market) -> str:
    """3 of 4 good; the vendor does not accept that the fourth was rejected."""
    code = accepted(market, 4)
    send(market, code, 4, accepted=3, damaged=1, condition="Retak")
    market.step(Role.VENDOR_OWNER, "contest", code, reason="Retak di tangan kantor.")
    return code


def settle(market, code: str, outcome: Outcome, person=None):
    admin = (person or make_person(Role.ADMIN)).actor
    with write():
        return actions.settle(
            admin, code, version=None, outcome=outcome, reason="Foto menunjukkan utuh."
        ).state


def test_what_nobody_contests_flows_to_payment_meanwhile(market):
    code = contested(market)
    with pytest.raises(RuleBroken, match="masih perlu dikirim 0"):
        market.step(Role.VENDOR_OWNER, "ship", code, quantities=[1])
    market.step(Role.SIGNER, "hand_over", code)
    bill(market, code)
    assert pay(market, code) is State.IN_FULFILMENT
    assert budget(market) == (PRICE, 3 * PRICE)
    assert settle(market, code, Outcome.ACCEPTED) is State.RECEIVED
    market.step(Role.SIGNER, "hand_over", code)
    bill(market, code)
    assert pay(market, code, "SP2D-2") is State.PAID
    assert budget(market) == (0, 4 * PRICE)
    honest()


@pytest.mark.parametrize(
    ("outcome", "state", "left"),
    [
        (Outcome.ACCEPTED, State.RECEIVED, (96, 4 * PRICE)),
        (Outcome.REPLACE, State.IN_FULFILMENT, (96, 4 * PRICE)),
        (Outcome.DROPPED, State.RECEIVED, (97, 3 * PRICE)),
    ],
)
def test_each_outcome_of_a_dispute(market, outcome, state, left):
    code = contested(market)
    assert settle(market, code, outcome) is state
    assert (stock(market.listing), budget(market)[0]) == left
    kinds = [paper.kind for paper in papers.of(code)]
    assert kinds.count(PaperKind.BA_PEMERIKSAAN) == 2  # of the arrival, and of the dispute
    assert (PaperKind.ADDENDUM in kinds) is (outcome is Outcome.DROPPED)
    with pytest.raises(RuleBroken, match=r"Tidak ada yang menunggu putusan|Belum bisa"):
        settle(market, code, outcome)
    honest()


def test_a_mediator_has_no_other_part_in_it(market):
    code = contested(market)
    mixed = market.actor(Role.SIGNER)._replace(hat=Role.ADMIN, scope=None)
    with pytest.raises(RuleBroken, match="Penengah harus orang lain"), write():
        actions.settle(mixed, code, version=None, outcome=Outcome.REPLACE, reason="Ganti.")
    admin = make_person(Role.ADMIN).actor
    with pytest.raises(RuleBroken, match="alasan"), write():
        actions.settle(admin, code, version=None, outcome=Outcome.REPLACE, reason="")


def test_only_what_needs_somebody_waits_for_them(market):
    def waits(role) -> bool:
        db.session.rollback()
        actor = make_person(Role.ADMIN).actor if role is Role.ADMIN else market.actor(role)
        return bool(queries.waiting_ids(actor, [at(code)]))

    code = accepted(market, 4)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])
    assert [waits(each) for each in (Role.VENDOR_OWNER, Role.RECEIVER, Role.SIGNER)] == [False, True, False]
    market.step(Role.RECEIVER, "receive", code, arrived=[Arrived(3, 1, "Retak")])
    assert [waits(each) for each in (Role.VENDOR_OWNER, Role.RECEIVER, Role.SIGNER)] == [True, False, True]
    market.step(Role.VENDOR_OWNER, "contest", code, reason="Tidak retak.")
    assert waits(Role.ADMIN)
    assert not waits(Role.VENDOR_OWNER)
    market.step(Role.SIGNER, "hand_over", code)
    assert not waits(Role.SIGNER)


def test_buttons_follow_quantities(market):
    code = contested(market)
    purchase = at(code)
    idle = progress.idle_verbs(purchase, progress.progress_of(purchase))
    assert {"ship", "receive", "close_short", "contest", "agree_short", "waive"} <= idle
    assert not idle & {"settle", "hand_over"}


def test_the_auditor_reads_how_a_dispute_ended(market):
    code = contested(market)
    settle(market, code, Outcome.DROPPED)
    told = replay.replay(SYSTEM, code).steps
    assert ["Minta ditengahi", "Putuskan sengketa"] == [
        step.title for step in told if step.title in ("Minta ditengahi", "Putuskan sengketa")
    ]
    facts = dict(next(step for step in told if step.title == "Putuskan sengketa").facts)
    assert facts["Putusan"] == "Dikembalikan ke penjual, tidak diganti dan tidak dibayar"
    assert facts["Nilai"] == "Rp37.500"
