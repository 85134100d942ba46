"""Haggling before approval: turns, limits, money in step, minutes, deadlines, and many hands at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from domain import clock
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, queries
from domain.purchases.audit.verify import verify
from domain.purchases.negotiation import rules
from domain.purchases.states import State
from domain.writing import write
from tests.domain.test_orders_verify import unguarded
from tests.domain.test_purchase_races import budget
from tests.support.drills import together
from tests.support.people import make_person

PRICE = 12_500


def asked(*prices):
    return [rules.Asked(price) for price in prices]


@pytest.mark.parametrize(
    ("offered", "before", "said"),
    [
        ([0, 5], [10, 5], "paling sedikit"),
        ([11, 5], [10, 5], "Paling tinggi harga etalase, Rp10"),
        ([10, 5], [10, 5], "masih sama"),
    ],
)
def test_prices_stay_within_the_shelf_and_move(offered, before, said):
    with pytest.raises(RuleBroken, match=said):
        rules.check_prices(asked(10, 5), asked(*offered), asked(*before))


def test_rounds_end_and_who_haggled_does_not_sign():
    rules.check_prices(asked(10, 5), asked(9, 5), asked(10, 5))
    rules.check_round(5, 5)
    with pytest.raises(RuleBroken, match="Sudah 5 putaran"):
        rules.check_round(6, 5)
    rules.check_signer(1, {2, 3}, "")
    rules.check_signer(1, {1}, "188/2026")
    with pytest.raises(RuleBroken, match="menawar harga"):
        rules.check_signer(1, {1, 2}, "")


@pytest.fixture
def talk(market):
    """A draft of four at Rp12.500 for which the office offered Rp10.000."""
    market.code = market.draft()
    market.step(Role.PROCURER, "offer", market.code, prices=[10_000], note="Beli banyak.")
    return market


def row(market):
    db.session.rollback()
    return queries.get(SYSTEM, market.code)


def test_the_offer_holds_the_listed_price_and_the_vendor_sees_it(talk):
    found = row(talk)
    assert (found.state, found.rounds, found.lines[0].price) == (State.OFFERED, 1, PRICE)
    assert budget(talk) == (4 * PRICE, 0)
    assert queries.get(talk.actor(Role.VENDOR_OWNER), talk.code).code == talk.code
    draft = talk.draft(1)
    with pytest.raises(NotVisible):
        queries.get(talk.actor(Role.VENDOR_OWNER), draft)


def test_the_last_round_becomes_price_tax_budget_and_minutes_in_one(talk):
    talk.step(Role.VENDOR_OWNER, "counter", talk.code, prices=[11_000])
    with pytest.raises(Stale):
        talk.step(Role.VENDOR_OWNER, "agree", talk.code)
    with pytest.raises(RuleBroken, match="dijalankan Pejabat Pengadaan"):
        talk.step(Role.REQUESTER, "agree", talk.code)
    talk.people[Role.PROCURER] = make_person(Role.PROCURER, scope=talk.office)  # another of the same office
    talk.step(Role.PROCURER, "agree", talk.code)
    found = row(talk)
    assert (found.state, found.agreed_round, found.base) == (State.AWAITING_APPROVAL, 2, 44_000)
    assert (found.lines[0].price, found.lines[0].listed_price) == (11_000, PRICE)
    assert found.negotiator_id == talk.actor(Role.PROCURER).person_id
    assert budget(talk) == (found.total, 0)
    says = papers.says(papers.of(talk.code)[0])
    assert [each["base"] for each in says["rounds"]] == [40_000, 44_000]
    assert (says["title"], says["total"]) == ("Berita Acara Negosiasi", found.total)
    talk.step(Role.SIGNER, "approve", talk.code)
    assert papers.of(talk.code)[-1].kind is PaperKind.SURAT_PESANAN
    assert verify().differences == ()


def test_an_agreed_price_outlives_a_return_and_falls_with_a_fresh_offer(talk):
    talk.step(Role.VENDOR_OWNER, "agree", talk.code)
    talk.step(Role.SIGNER, "send_back", talk.code, reason="Ganti tempat.")
    assert budget(talk) == (0, 0)
    talk.step(Role.PROCURER, "submit", talk.code)
    assert (row(talk).lines[0].price, budget(talk)[0]) == (10_000, row(talk).total)
    assert verify().differences == ()
    talk.step(Role.PROCURER, "withdraw", talk.code)
    with write():
        actions.refresh_offer(talk.actor(Role.PROCURER), talk.code, version=None)
    assert (row(talk).lines[0].price, row(talk).agreed_round) == (PRICE, None)
    talk.step(Role.PROCURER, "offer", talk.code, prices=[12_000])
    assert (row(talk).rounds, budget(talk)[0]) == (2, 4 * PRICE)


@pytest.mark.parametrize(
    ("role", "verb", "how", "state"),
    [
        (Role.VENDOR_OWNER, "decline_offer", {"reason": "Tidak balik modal."}, State.RETURNED),
        (Role.PROCURER, "stop", {}, State.DRAFT),
    ],
)
def test_an_end_without_agreement_lets_everything_go_and_keeps_the_rounds(talk, role, verb, how, state):
    talk.step(role, verb, talk.code, **how)
    assert (row(talk).state, row(talk).rounds, budget(talk)) == (state, 1, (0, 0))
    assert queries.get(talk.actor(Role.VENDOR_OWNER), talk.code).rounds == 1


def test_a_round_without_an_answer_lapses_and_is_not_agreed_late(talk):
    with clock.freeze(row(talk).reserved_until + timedelta(minutes=1)):
        with pytest.raises(Stale, match="batas waktu"):
            talk.step(Role.VENDOR_OWNER, "agree", talk.code)
        assert actions.run_due() == 1
        assert actions.run_due() == 0
    assert (row(talk).state, budget(talk)) == (State.RETURNED, (0, 0))


def test_refused_rounds_change_nothing(talk):
    for prices in ([PRICE + 1], [10_000]):
        with pytest.raises(RuleBroken):
            talk.step(Role.VENDOR_OWNER, "counter", talk.code, prices=prices)
    assert (row(talk).state, row(talk).rounds) == (State.OFFERED, 1)
    talk.step(Role.VENDOR_OWNER, "counter", talk.code, prices=[12_000])
    talk.step(Role.PROCURER, "offer", talk.code, prices=[11_000])
    talk.step(Role.VENDOR_OWNER, "counter", talk.code, prices=[11_500])
    with pytest.raises(RuleBroken, match="Sudah 4 putaran"):
        talk.step(Role.PROCURER, "offer", talk.code, prices=[11_200])


def test_the_database_keeps_price_and_rounds(talk):
    with pytest.raises(IntegrityError), write():
        db.session.execute(text("UPDATE purchase_line SET price = 12501, amount = 50004"))
    with pytest.raises(DBAPIError, match="append-only"), write():
        db.session.execute(text("UPDATE negotiation_round SET base = 1"))


@pytest.mark.parametrize(
    ("table", "statement", "said"),
    [
        (
            "purchase_line",
            "UPDATE purchase_line SET price = 9000, amount = 36000",
            "harga disepakati Rp10.000",
        ),
        (
            "negotiation_round",
            "UPDATE negotiation_round SET prices = '[[1, 12500, 9000]]'",
            "putaran 1 tidak",
        ),
        ("negotiation_round", "DELETE FROM negotiation_round", "putaran 1 hilang"),
    ],
)
def test_a_planted_wrong_agreed_price_is_found(talk, table, statement, said):
    talk.step(Role.VENDOR_OWNER, "agree", talk.code)
    assert verify().differences == ()
    unguarded(table, statement)
    db.session.expire_all()
    assert any(said in each.words for each in verify().differences)


@pytest.mark.parallel
def test_two_rounds_at_once_are_one(talk, within):
    vendor = talk.actor(Role.VENDOR_OWNER)
    speak = [
        lambda p=p: actions.counter(vendor, talk.code, version=None, prices=[p]) for p in (11_000, 12_000)
    ]
    assert together(within, speak * 3).count("done") == 1
    assert (row(talk).rounds, row(talk).state) == (2, State.COUNTERED)


@pytest.mark.parallel
def test_agreeing_and_stopping_and_expiring_at_once_leave_one_truth(talk, within):
    vendor, buyer = talk.actor(Role.VENDOR_OWNER), talk.actor(Role.PROCURER)
    agree = [lambda: actions.agree(vendor, talk.code, version=None)] * 2
    outcomes = together(within, [*agree, lambda: actions.stop(buyer, talk.code, version=None)])
    assert outcomes.count("done") == 1
    agreed = row(talk).state is State.AWAITING_APPROVAL
    assert bool(papers.of(talk.code)) is agreed
    assert budget(talk) == (row(talk).total if agreed else 0, 0)


@pytest.mark.parallel
def test_agreeing_as_the_offer_lapses_leaves_one_truth(talk, within):
    """The deadline falls while one side keeps pressing "Sepakat" and the clock keeps looking."""
    vendor = talk.actor(Role.VENDOR_OWNER)
    with write():
        queries.get(SYSTEM, talk.code, lock=True).reserved_until = clock.now() + timedelta(milliseconds=20)

    def agree() -> bool:
        with within.app_context(), write():
            try:
                actions.agree(vendor, talk.code, version=None)
            except Stale:
                return False
            return True

    def lapse() -> int:
        with within.app_context():
            return actions.run_due()

    with ThreadPoolExecutor(4) as pool:
        tries = [pool.submit(work) for _ in range(12) for work in (agree, lapse)]
        ended = sum(int(each.result()) for each in tries)
    assert ended <= 1
    actions.run_due()
    agreed = row(talk).state is State.AWAITING_APPROVAL
    assert agreed or row(talk).state is State.RETURNED
    assert bool(papers.of(talk.code)) is agreed
    assert budget(talk) == (row(talk).total if agreed else 0, 0)
