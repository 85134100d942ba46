"""Asking several organisers: one answer each, the clock, one taken, and what becomes of it as a purchase."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from domain import clock
from domain.alerts import audience
from domain.alerts.states import Hearer
from domain.catalogue.rental.rules import DAY
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.journal import JournalEntry
from domain.papers import queries as papers
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, milestones
from domain.purchases import queries as purchases
from domain.purchases.audit.verify import verify
from domain.purchases.quotes import actions as quotes
from domain.purchases.quotes import due, queries, rules
from domain.purchases.quotes.rules import OfferLine
from domain.purchases.quotes.shown import comparison
from domain.purchases.quotes.states import AnswerState, QuoteState
from domain.purchases.states import State
from domain.tax.model import PaymentWay
from domain.writing import write
from tests.support.drills import together
from tests.support.packages import organise
from tests.support.quotes import LINES, TWO, Fair


@pytest.fixture(autouse=True)
def in_june():
    """The event, 20 days on, is of this fiscal year whenever the test runs."""
    with clock.freeze(datetime(clock.today().year, 6, 1, 2, tzinfo=clock.now().tzinfo)):
        yield


@pytest.fixture
def fair(within):
    return Fair()


def states(number: int) -> list[AnswerState]:
    return [each.state for each in queries.get(SYSTEM, number).answers]


def filled(fair, code: str, role: Role = Role.PROCURER) -> None:
    with write():
        actions.change_draft(
            fair.actor(role), code, version=None, budget_line_id=fair.budget_id, deliver_to="Tepi sungai",
            deliver_by=fair.day, payment_way=PaymentWay.LS, external_number="SPSE-12345678", hps=45_000_000, hps_source="Survei",
        )  # fmt: skip


def at(days: int):
    return clock.freeze(clock.now() + timedelta(days=days))


# ---- asking


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"packages": []}, "packages"),
        ({"people": 61}, "people"),
        ({"people": 19}, "people"),
        ({"day": datetime(2020, 1, 1).date()}, "day"),
        ({"day": datetime(9999, 12, 31).date()}, "day"),
        ({"answer_by": datetime(2020, 1, 1).date()}, "answer_by"),
        ({"answer_by": datetime(9999, 12, 31).date()}, "answer_by"),
        ({"wishes": "  "}, "wishes"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(fair, change, field):
    with pytest.raises(RuleBroken) as broken:
        fair.ask(**change)
    assert broken.value.field == field


def test_one_to_three_vendors_each_with_one_package(fair):
    twice = fair.per_person(100_000)
    with pytest.raises(RuleBroken, match="satu paket saja"):
        fair.ask([fair.packages[1], twice])
    with pytest.raises(RuleBroken, match="Paling banyak 3"):
        fair.ask([*fair.packages, twice])
    with pytest.raises(NotVisible):
        fair.ask([fair.listing])
    assert len(states(fair.ask([fair.packages[0]]))) == 1


def test_lead_days_count_from_the_last_day_to_answer(fair):
    slow = organise(fair.owners[2].actor, name="Butuh persiapan", lead_days=16)
    with pytest.raises(RuleBroken, match="batas jawab paling lambat") as broken:
        fair.ask([slow])
    assert broken.value.field == "answer_by"
    fair.ask([slow], answer_by=fair.day - 16 * DAY)


def test_the_ceiling_is_the_shelf_for_so_many_people(fair):
    number = fair.ask([fair.packages[0], fair.per_person(900_000)])
    assert [each.listed for each in queries.get(SYSTEM, number).answers] == [40_000_000, 36_000_000]


# ---- answering


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([], "name-0"),
        ([OfferLine("", 1, 5)], "name-0"),
        ([OfferLine("Makan", 0, 5)], "quantity-0"),
        ([OfferLine("Makan", 1, 0)], "price-0"),
        ([OfferLine("Makan", 1, 40_000_001)], "price-0"),
    ],
)
def test_an_offer_that_cannot_be_is_said_at_its_field(fair, lines, field):
    number = fair.ask()
    with pytest.raises(RuleBroken) as broken:
        fair.offer(number, 0, lines=lines)
    assert broken.value.field == field
    assert fair.offer(number, 0, lines=[OfferLine("Semua", 1, 40_000_000)]) == 40_000_000


def test_weights_and_days_of_an_offer_are_held_to_their_rules(fair):
    number = fair.ask()
    with pytest.raises(RuleBroken, match="100 persen"):
        fair.offer(number, 0, milestones=TWO[:1])
    for until in (None, fair.answer_by, fair.day + DAY):
        with pytest.raises(RuleBroken) as broken:
            fair.offer(number, 0, valid_until=until)
        assert broken.value.field == "valid_until"
    assert states(number) == [AnswerState.ASKED] * 3


def test_a_vendor_answers_once_and_sees_only_its_own(fair):
    number = fair.ask([fair.packages[0], fair.packages[1]])
    assert fair.offer(number, 0) == 36_000_000
    with pytest.raises(Stale):
        fair.offer(number, 0)
    assert queries.invitation(fair.owners[1].actor, number).vendor_id == fair.vendors[1]
    with pytest.raises(NotVisible):
        queries.invitation(fair.owners[2].actor, number)
    with pytest.raises(NotVisible):
        queries.get(fair.owners[1].actor, number)


def test_a_stale_screen_is_told(fair):
    number = fair.ask()
    before = fair.version(number)
    fair.offer(number, 0)
    with pytest.raises(Stale):
        fair.offer(number, 1, version=before)


def test_after_the_deadline_nobody_answers(fair):
    number = fair.ask()
    with at(6), pytest.raises(Stale, match="Batas waktu"):
        fair.offer(number, 0, valid_until=fair.day)


# ---- the clock


def test_the_clock_misses_lapses_and_closes(fair):
    number = fair.ask()
    fair.offer(number, 0)
    with at(5):
        assert due.run_due() == 0
    with at(6):
        assert due.run_due() == 1
        assert states(number) == [AnswerState.OFFERED, AnswerState.MISSED, AnswerState.MISSED]
        assert queries.get(SYSTEM, number).state is QuoteState.OPEN
        assert due.run_due() == 0
    with at(11):  # valid until day 10
        assert due.run_due() == 1
    assert states(number)[0] is AnswerState.LAPSED
    assert queries.get(SYSTEM, number).state is QuoteState.LAPSED


def test_when_all_decline_it_closes_before_the_deadline(fair):
    number = fair.ask([fair.packages[0], fair.packages[1]])
    fair.offer(number, 0)
    fair.decline(number, 0)
    assert due.run_due() == 0
    fair.decline(number, 1)
    assert due.run_due() == 1
    assert queries.get(SYSTEM, number).state is QuoteState.LAPSED


def test_declining_needs_a_reason(fair):
    number = fair.ask()
    with pytest.raises(RuleBroken, match="alasannya"):
        fair.decline(number, 0, " ")


# ---- taking


def test_nobody_is_passed_over_while_there_is_time(fair):
    number = fair.ask([fair.packages[0], fair.packages[1]])
    fair.offer(number, 0)
    with pytest.raises(RuleBroken, match="belum menjawab"):
        fair.take(number, 0)
    with at(6):
        assert fair.take(number, 0) == "P0001"
    assert states(number) == [AnswerState.TAKEN, AnswerState.NOT_TAKEN]


def test_another_than_the_cheapest_needs_a_reason(fair):
    number = fair.ask([fair.packages[0], fair.packages[1]])
    fair.offer(number, 0)
    fair.offer(number, 1, lines=[OfferLine("Semua", 1, 35_000_000)])
    seen = comparison(queries.get(SYSTEM, number))
    assert [(each.answer.base, each.cheapest, each.saved, each.each) for each in seen.offers] == [
        (35_000_000, True, 5_000_000, 875_000), (36_000_000, False, 4_000_000, 900_000)
    ]  # fmt: skip
    assert [one.amount for one in seen.offers[0].milestones] == [14_000_000, 21_000_000]
    with pytest.raises(RuleBroken, match="termurah"):
        fair.take(number, 0)
    fair.take(number, 0, "Pemandunya bersertifikat.")


def test_an_offer_past_its_last_day_is_not_taken_even_before_the_clock_came(fair):
    number = fair.ask([fair.packages[0]])
    fair.offer(number, 0)
    with at(11), pytest.raises(Stale, match="masa berlaku"):
        fair.take(number, 0)
    with at(10):
        fair.take(number, 0)


def test_the_offer_becomes_the_negotiated_price_of_a_purchase(fair):
    number = fair.ask([fair.packages[0], fair.packages[1]])
    fair.offer(number, 0)
    fair.decline(number, 1)
    code = fair.take(number, 0)
    draft = purchases.get(SYSTEM, code)
    line = draft.lines[0]
    assert (draft.state, draft.budget_line_id, draft.agreed_round) == (State.DRAFT, fair.budget_id, 1)
    assert (line.quantity, line.price, line.listed_price) == (1, 36_000_000, 40_000_000)
    assert "Makan siang: 40 × Rp50.000 = Rp2.000.000" in line.spec
    filled(fair, code)
    for verb, how in (("offer", {"prices": [1]}), ("refresh_offer", {})):
        with pytest.raises(RuleBroken, match="penawaran yang dipilih"):
            fair.step(Role.PROCURER, verb, code, **how)
    fair.step(Role.PROCURER, "submit", code)
    fair.step(Role.PROCURER, "withdraw", code)
    fair.step(Role.PROCURER, "submit", code)
    kinds = [paper.kind.value for paper in papers.of(code)]
    assert kinds == ["ba_negosiasi"]
    fair.step(Role.SIGNER, "approve", code)
    planned = milestones.of(purchases.get(SYSTEM, code))
    assert [(each.name, each.weight, (fair.day - each.due).days) for each in planned] == [
        ("Awal", 40, 3), ("Akhir", 60, 0)
    ]  # fmt: skip
    assert verify().differences == ()


def test_the_shelf_may_move_after_the_offer_but_not_its_last_day(fair):
    number = fair.ask([fair.packages[0]])
    fair.offer(number, 0)
    code = fair.take(number, 0)
    filled(fair, code)
    with at(11), pytest.raises(Stale, match="masa berlaku"):
        fair.step(Role.PROCURER, "submit", code)
    with at(10):
        fair.step(Role.PROCURER, "submit", code)


def test_a_per_person_package_is_ordered_as_one(fair):
    number = fair.ask([fair.per_person(900_000)])
    fair.offer(number, 1, lines=[OfferLine("Semua", 1, 33_333_333)])
    code = fair.take(number, 1)
    filled(fair, code)
    fair.step(Role.PROCURER, "submit", code)
    line = purchases.get(SYSTEM, code).lines[0]
    assert (line.quantity, line.people, line.price, line.listed_price) == (1, 40, 33_333_333, 36_000_000)
    assert verify().differences == ()


def test_the_others_are_told_and_the_asker_hears_of_answers(fair):
    number = fair.ask()
    fair.offer(number, 0)
    with at(6):
        due.run_due()
        fair.take(number, 0)
    found = db.session.scalars(select(JournalEntry).order_by(JournalEntry.seq))
    told = {}
    for entry in found:
        if entry.event.startswith("quote."):
            event = audience.event_of(entry)
            hearer = (
                Hearer.QUOTE_ASKER if entry.event in ("quote.answered", "quote.due") else Hearer.QUOTE_VENDOR
            )
            told.setdefault(entry.event, []).extend(person for person, _role in audience.of(hearer, event))
    people = [each.actor.person_id for each in fair.owners]
    buyer = fair.actor(Role.PROCURER).person_id
    assert told["quote.asked"] == people
    assert told["quote.answered"] == told["quote.due"] == [buyer]
    assert told["quote.missed"] == people[1:]
    assert told["quote.taken"] == people[:1]


def test_closing_needs_a_reason_and_tells_everybody_left(fair):
    number = fair.ask()
    fair.decline(number, 0)
    how = {"version": fair.version(number)}
    with pytest.raises(RuleBroken, match="alasannya"), write():
        quotes.close(fair.actor(Role.PROCURER), number, reason=" ", **how)
    with write():
        quotes.close(fair.actor(Role.PROCURER), number, reason="Acaranya batal.", **how)
    assert states(number) == [AnswerState.DECLINED, AnswerState.NOT_TAKEN, AnswerState.NOT_TAKEN]
    with pytest.raises(Stale):
        fair.offer(number, 1)


@pytest.mark.parametrize("role", [Role.SIGNER, Role.TREASURER, Role.RECEIVER])
def test_only_buyers_take_and_close(fair, role):
    number = fair.ask([fair.packages[0]])
    fair.offer(number, 0)
    for verb, how in (("take", {"vendor_id": fair.vendors[0]}), ("close", {"reason": "x"})):
        with pytest.raises(RuleBroken, match="bukan tugas"), write():
            getattr(quotes, verb)(fair.actor(role), number, version=fair.version(number), **how)


def test_the_office_has_a_limit_of_open_requests(fair, monkeypatch):
    monkeypatch.setattr(rules, "MOST_OPEN", 1)
    fair.ask()
    with pytest.raises(RuleBroken, match="belum selesai"):
        fair.ask()


@pytest.mark.parallel
def test_of_many_hands_one_takes(app, fair):
    number = fair.ask([fair.packages[0], fair.packages[1]])
    fair.offer(number, 0)
    fair.offer(number, 1)
    buyer, version = fair.actor(Role.PROCURER), fair.version(number)
    moment = clock.now()

    def take(vendor: int):
        with clock.freeze(moment):  # each thread has a clock of its own
            return quotes.take(buyer, number, version=version, vendor_id=vendor)

    steps = [partial(take, fair.vendors[n % 2]) for n in range(20)]
    db.session.rollback()
    done = together(app, steps)
    assert done.count("done") == 1
    assert sorted(states(number)) == [AnswerState.NOT_TAKEN, AnswerState.TAKEN]
    assert len(list(db.session.scalars(purchases.visible_to(SYSTEM)))) == 1


def test_lines_of_the_tests_add_up():
    assert rules.total_of(LINES) == 36_000_000
