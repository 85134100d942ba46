"""The two halves of every step: begin (lock, check version and move) and finish (state, journal)."""

from domain import clock, journal, moves
from domain.budgets import actions as budgets
from domain.catalogue import stock
from domain.db import db
from domain.errors import Stale
from domain.journal import Fact
from domain.papers import actions as paper_actions
from domain.papers import queries as papers
from domain.papers.models import Paper
from domain.papers.rules import ORDERS, PaperKind, VoidReason
from domain.people.rules import Actor
from domain.purchases import executing, queries, rules
from domain.purchases.actions.renting import give_back_days, take_days
from domain.purchases.models import Purchase
from domain.purchases.states import State, label


def begin(actor: Actor, code: str, verb: str, version: int | None) -> Purchase:
    """The locked purchase, when this actor may take this step now.

    `version` is the one the screen showed; None for the system. Raises NotVisible, Stale, RuleBroken.
    """
    purchase = queries.get(actor, code, lock=True)
    rules.check_right(actor, verb)
    moves.find(
        rules.MOVES,
        purchase.state,
        verb,
        actor.hat,
        now_is=label(purchase.state, purchase.kind),
        kind=purchase.kind,
    )
    executing.check_step(actor, purchase, verb)
    if version is not None and version != purchase.version:
        raise Stale("Pesanan ini baru saja diubah orang lain. Periksa lagi, lalu ulangi.")
    return purchase


def finish(
    actor: Actor, purchase: Purchase, verb: str, *, decided: State | None = None, **facts: Fact
) -> Purchase:
    """Move the state, count the change, write the journal."""
    before = purchase.state
    purchase.state = rules.after(before, verb, actor.hat, purchase.kind, decided=decided)
    purchase.version += 1
    purchase.since = clock.now()
    db.session.flush()
    journal.record(
        actor, f"purchase.{verb}", purchase.code, before=before.value, after=purchase.state.value, **facts
    )
    return purchase


def hold(actor: Actor, purchase: Purchase) -> None:
    """Take budget, then stock and days (their listings are locked already). Raises RuleBroken when one is short."""
    assert purchase.budget_line_id is not None
    budgets.take(actor, purchase.budget_line_id, purchase.total, subject=purchase.code)
    stock.take_stock(actor, purchase.quantities, subject=purchase.code)
    take_days(actor, purchase)


def let_go(actor: Actor, purchase: Purchase) -> None:
    """Give stock or days and budget back, in the order `submit` locks them: shelf, then budget line."""
    assert purchase.budget_line_id is not None
    stock.give_back_stock(actor, purchase.quantities, subject=purchase.code)
    give_back_days(actor, purchase)
    budgets.give_back(actor, purchase.budget_line_id, purchase.total, subject=purchase.code)
    purchase.reserved_until = None


def call_off(actor: Actor, purchase: Purchase, why: VoidReason) -> None:
    """An issued order ends unfulfilled: all it held is let go, and its Surat Pesanan is in force no longer."""
    let_go(actor, purchase)
    paper_actions.void(actor, paper_of(purchase, PaperKind.SURAT_PESANAN), why)


def paper_of(purchase: Purchase, kind: PaperKind) -> Paper:
    """The newest paper of a kind; an order's may be an SPK. Raises StopIteration when none was issued."""
    kinds = ORDERS if kind in ORDERS else {kind}
    return next(paper for paper in reversed(papers.of(purchase.code)) if paper.kind in kinds)
