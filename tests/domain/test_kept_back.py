"""Late milestones and rentals handed out late: what is kept back, by the dated rule, with its end and its waiver."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from domain import clock
from domain.db import db
from domain.errors import RuleBroken
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people.rules import SYSTEM, Role
from domain.purchases import kept_back, milestones, pages, queries, receivables, terms
from domain.purchases.audit.verify import verify
from domain.purchases.checklists import Condition
from domain.purchases.models import Payment
from domain.purchases.states import State
from domain.writing import write
from tests.domain.test_organising import accepted, outing  # noqa: F401
from tests.domain.test_renting import draft, tent  # noqa: F401


@contextmanager
def on(day):
    with clock.freeze(clock.start_of(day) + timedelta(hours=9)):
        yield


def said(code: str, kind: PaperKind) -> dict:
    return next(papers.says(each) for each in reversed(papers.of(code)) if each.kind is kind)


def bill(market, code: str) -> None:
    market.step(Role.VENDOR_OWNER, "invoice", code)
    market.step(Role.FINANCE_VERIFIER, "verify", code)


def pay(market, code: str, amount: int) -> State:
    how = {"amount": amount, "proof_number": "SP2D/1", "paid_on": clock.today()}
    return market.step(Role.TREASURER, "pay", code, **how)


def row(code: str):
    db.session.rollback()
    return queries.get(SYSTEM, code)


def late_milestone(market, outing, days: int) -> str:
    code = accepted(market, outing)
    due = milestones.of(row(code))[0].due
    db.session.rollback()
    with on(due + timedelta(days=days)):
        market.step(Role.VENDOR_OWNER, "report", code, through=1, words="Sudah jalan")
        market.step(Role.RECEIVER, "approve_stage", code)
    return code


def test_a_late_milestone_loses_a_share_a_day_at_its_payment_and_both_sides_read_why(market, outing):
    code = late_milestone(market, outing, 2)
    for who in (market.actor(Role.SIGNER), market.owner.actor):
        seen = pages.purchase_page(who, code)
        assert seen.fine.amount == 24_000
        assert "Tahap Persiapan: Datang sesudah" in seen.fine.why
    assert "waive" in pages.purchase_page(market.actor(Role.SIGNER), code).moves
    market.step(Role.SIGNER, "hand_over", code)
    assert said(code, PaperKind.BAST)["kept"]["penalty"] == 24_000
    bill(market, code)
    net = 12_000_000 - 240_000 - 24_000
    assert said(code, PaperKind.INVOICE)["net"] == net
    assert terms.running(row(code)).net == receivables.due_of([row(code)])[row(code).id] == net
    with pytest.raises(RuleBroken, match=r"harus Rp11\.736\.000"):
        pay(market, code, net + 24_000)
    assert pay(market, code, net) is State.IN_FULFILMENT
    assert milestones.payments_of(row(code))[0].penalty == 24_000
    assert said(code, PaperKind.KUITANSI)["kept"]["penalty"] == 24_000
    assert pages.purchase_page(market.owner.actor, code).kept[0].penalty == 24_000
    assert verify().differences == ()
    with write():
        db.session.get_one(kept_back.KeptBack, (row(code).id, 1)).penalty = 24_001
    words = [each.words for each in verify().differences]
    assert any("denda BAST ke-1 tersimpan 24001, hitungan ulang 24000" in each for each in words)


def test_what_is_in_time_has_nothing_to_waive(market, outing):
    code = late_milestone(market, outing, 0)
    assert not pages.purchase_page(market.actor(Role.SIGNER), code).fine.amount
    assert "waive" not in pages.purchase_page(market.actor(Role.SIGNER), code).moves
    with pytest.raises(RuleBroken, match="Tidak ada denda"):
        market.step(Role.SIGNER, "waive", code, reason="Hujan.")


def test_it_ends_where_the_rule_says_and_is_waived_only_with_words(market, outing):
    code = late_milestone(market, outing, 90)
    assert kept_back.pending(row(code)).amount == 600_000  # 5 percent of Rp12 million
    db.session.rollback()
    with pytest.raises(RuleBroken, match="Tulis alasannya"):
        market.step(Role.SIGNER, "waive", code, reason=" ")
    market.step(Role.SIGNER, "waive", code, reason="Balai kantor tutup.")
    market.step(Role.SIGNER, "hand_over", code)
    assert said(code, PaperKind.BAST)["kept"] == {"penalty": 0, "why": "", "waived": "Balai kantor tutup."}
    assert (terms.running(row(code)).penalty, row(code).waived) == (0, "")
    assert verify().differences == ()


def test_a_tent_handed_out_late_loses_its_share_of_the_whole(market, tent, rows):
    with on(clock.today()):
        code = draft(market, tent)
        market.step(Role.PROCURER, "submit", code)
        market.step(Role.SIGNER, "approve", code)
        market.step(Role.VENDOR_OWNER, "accept", code)
    line = row(code).lines[0]
    value, start, net = line.quantity * line.price, line.start_day, row(code).net
    db.session.rollback()
    with on(start + timedelta(days=1)):
        market.step(Role.VENDOR_OWNER, "hand_out", code, conditions=[Condition()])
        market.step(Role.RECEIVER, "take_over", code, conditions=[Condition()])
        market.step(Role.RECEIVER, "give_back", code, conditions=[Condition()])
        market.step(Role.VENDOR_OWNER, "check_back", code, conditions=[Condition()])
        market.step(Role.SIGNER, "hand_over", code)
        bill(market, code)
        fine = value // 1000
        assert said(code, PaperKind.INVOICE)["net"] == net - fine
        assert receivables.due_of([row(code)])[row(code).id] == net - fine
        assert pay(market, code, net - fine) is State.PAID
    assert (rows(Payment), row(code).payment.penalty, row(code).payment.net) == (1, fine, net - fine)
    assert said(code, PaperKind.KUITANSI)["kept"]["penalty"] == fine
    assert verify().differences == ()
