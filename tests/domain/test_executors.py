"""Who carries a purchase out: the hat the dated rule names for its value and lane, and nobody else."""

from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from domain import journal, region
from domain.alerts import audience
from domain.alerts.states import Hearer
from domain.db import db
from domain.errors import RuleBroken, Stale
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, executing, pages, queries
from domain.purchases.audit import flags
from domain.purchases.models import Purchase
from domain.purchases.states import State
from domain.region.rules import Executor, LaneCode
from domain.rulebook import RuleRow
from domain.writing import write
from tests.support.people import make_person

LIMIT = 1_000_000


@pytest.fixture
def ruled(market, monkeypatch):
    """Above Rp1 million the Pokja carries it out, up to it the Pejabat Pengadaan; a PPK may stand in."""
    pack = region.current()
    small = next(each for each in pack.lanes if each.id and each.lane is LaneCode.B and each.above == 0)
    lanes = (
        replace(small, up_to=LIMIT),
        replace(small, code="b_pokja", above=LIMIT, up_to=None, executor=Executor.SELECTION_GROUP),
    )
    door = replace(pack.thresholds[0], code=executing.STAND_IN, value=Fraction(1))
    market.people[Role.SELECTION_GROUP] = make_person(Role.SELECTION_GROUP, scope=market.office)
    others = tuple(each for each in pack.lanes if each.lane is not LaneCode.B)
    changed = replace(pack, lanes=(*lanes, *others), thresholds=(*pack.thresholds, door))
    monkeypatch.setattr(region, "_current", changed)
    with write():
        db.session.add_all(_kept(each) for each in lanes)
    return market


def _kept(rule) -> RuleRow:
    return RuleRow(
        id=rule.id, file="lanes.csv", code=rule.code, says="{}", source=rule.source, sure=rule.sure,
        valid_from=rule.valid_from, valid_to=rule.valid_to,
    )  # fmt: skip


def row(code: str) -> Purchase:
    db.session.rollback()
    return queries.get(SYSTEM, code)


def test_a_requester_prepares_and_hands_it_to_the_officer_who_submits(ruled):
    code = ruled.draft(4)
    with pytest.raises(RuleBroken, match="dijalankan Pejabat Pengadaan, bukan Pemohon"):
        ruled.step(Role.REQUESTER, "submit", code)
    mine = pages.purchase_page(ruled.actor(Role.REQUESTER), code)
    assert {"pass_on", "discard"} <= set(mine.moves)
    assert "submit" not in mine.moves
    assert mine.executor.startswith("Sebesar ini diajukan Pejabat Pengadaan.")
    ruled.step(Role.REQUESTER, "pass_on", code)
    found = row(code)
    assert (found.state, found.executor, len(found.lines)) == (State.DRAFT, Executor.PROCURER, 1)
    told = journal.of(code)[-1]
    assert told.event == "purchase.pass_on"
    heard = audience.of(Hearer.EXECUTOR, audience.event_of(told))
    assert heard == [(ruled.actor(Role.PROCURER).person_id, Role.PROCURER)]
    assert not queries.count_waiting(ruled.actor(Role.REQUESTER))
    assert queries.count_waiting(ruled.actor(Role.PROCURER)) == 1
    with pytest.raises(RuleBroken, match="Sudah diserahkan"):
        ruled.step(Role.REQUESTER, "pass_on", code)
    ruled.step(Role.PROCURER, "submit", code)
    ruled.step(Role.SIGNER, "approve", code)
    assert row(code).executed_as is Executor.PROCURER


def test_a_dear_purchase_is_the_pokjas_also_to_bargain_for(ruled):
    code = ruled.draft(90)
    for verb, how in (("submit", {}), ("offer", {"prices": [12_000]})):
        with pytest.raises(RuleBroken, match="dijalankan Pokja Pemilihan, bukan Pejabat Pengadaan"):
            ruled.step(Role.PROCURER, verb, code, **how)
    assert row(code).executor is None
    ruled.step(Role.PROCURER, "pass_on", code)
    ruled.step(Role.SELECTION_GROUP, "offer", code, prices=[12_000])
    ruled.step(Role.VENDOR_OWNER, "counter", code, prices=[12_300])
    with pytest.raises(RuleBroken, match="dijalankan Pokja Pemilihan"):
        ruled.step(Role.PROCURER, "agree", code)
    assert not {"agree", "offer"} & set(pages.purchase_page(ruled.actor(Role.PROCURER), code).moves)
    ruled.step(Role.SELECTION_GROUP, "agree", code)
    ruled.step(Role.SIGNER, "approve", code)
    assert row(code).state is State.ISSUED


def test_a_ppk_stands_in_with_a_reason_that_the_auditor_sees(ruled):
    code = ruled.draft(90)
    with pytest.raises(RuleBroken, match="dijalankan Pokja Pemilihan"):
        ruled.step(Role.SIGNER, "submit", code)
    with pytest.raises(RuleBroken, match="Tulis alasannya"):
        ruled.step(Role.SIGNER, "stand_in", code, reason=" ")
    ruled.step(Role.SIGNER, "stand_in", code, reason="Darurat banjir.")
    ruled.step(Role.SIGNER, "submit", code)
    with pytest.raises(RuleBroken, match="tidak boleh menyetujuinya"):
        ruled.step(Role.SIGNER, "approve", code)
    other = make_person(Role.SIGNER, scope=ruled.office).actor
    with write():
        actions.approve(other, code, version=None)
    words = [each.words for each in flags.found(make_person(Role.AUDITOR).actor)]
    assert any("menurut aturan Pokja Pemilihan. Alasannya: Darurat banjir." in each for each in words)
    assert '"executed_as":"signer"' in next(e.facts for e in journal.of(code) if e.event == "purchase.submit")


def test_nobody_stands_in_where_the_rules_leave_no_door(ruled):
    code = ruled.draft(4)
    with pytest.raises(RuleBroken, match="tidak ada pengganti"):
        ruled.step(Role.SIGNER, "stand_in", code, reason="Cepat.")
    with pytest.raises(Stale):
        ruled.step(Role.SIGNER, "stand_in", ruled.until_issued(1), reason="Cepat.")


def test_rules_that_changed_while_it_waited_are_noticed_at_the_signature(ruled, monkeypatch):
    code = ruled.draft(4)
    ruled.step(Role.PROCURER, "submit", code)
    monkeypatch.setattr(
        executing, "due_for", lambda _lane, value: executing.Due(Executor.SELECTION_GROUP, value, False)
    )
    with pytest.raises(RuleBroken, match="Kembalikan, supaya diserahkan"):
        ruled.step(Role.SIGNER, "approve", code)


def test_the_database_is_the_last_judge(ruled):
    code = ruled.draft(4)
    number = row(code).id
    db.session.rollback()
    with pytest.raises(IntegrityError), write():
        db.session.execute(
            text("UPDATE purchase SET executor = 'selection_group', executed_as = 'procurer' WHERE id = :id"),
            {"id": number},
        )


def test_an_offer_is_taken_by_whoever_may_buy_at_its_price(ruled):
    executing.check_choice(ruled.actor(Role.PROCURER), LIMIT)
    executing.check_choice(ruled.actor(Role.SELECTION_GROUP), LIMIT + 1)
    for role, value in ((Role.REQUESTER, LIMIT), (Role.PROCURER, LIMIT + 1)):
        with pytest.raises(RuleBroken, match="Semua penawaran tetap tersimpan"):
            executing.check_choice(ruled.actor(role), value)
