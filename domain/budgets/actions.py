"""Taking from a budget line and giving back: conditional updates, so that no race overdraws it."""

from sqlalchemy import update

from domain import journal
from domain.budgets.models import BudgetLine
from domain.budgets.rules import Budget
from domain.db import db
from domain.people.rules import Actor

FREE = BudgetLine.ceiling - BudgetLine.held - BudgetLine.spent


def add_budget_line(actor: Actor, **fields) -> BudgetLine:
    """A new line of an office's budget, nothing taken from it yet."""
    line = BudgetLine(**fields, held=0, spent=0)
    db.session.add(line)
    db.session.flush()
    journal.record(
        actor, "budget.added", f"budget:{line.id}", office=line.office_code, ceiling=line.ceiling,
        year=line.fiscal_year,
    )  # fmt: skip
    return line


def take(actor: Actor, line_id: int, amount: int, *, subject: str) -> None:
    """Hold `amount` for `subject` (a purchase's code). Raises RuleBroken when not enough is left."""
    taken = update(BudgetLine).where(BudgetLine.id == line_id, amount <= FREE)
    if not _changed(taken.values(held=BudgetLine.held + amount)):
        line = db.session.get_one(BudgetLine, line_id)
        db.session.refresh(line)
        line.budget.take(amount)
        raise AssertionError("the budget has room, but the update found none")
    journal.record(actor, "budget.taken", f"budget:{line_id}", amount=amount, purchase=subject)


def give_back(actor: Actor, line_id: int, amount: int, *, subject: str) -> None:
    """Let go of what a purchase held."""
    back = update(BudgetLine).where(BudgetLine.id == line_id, BudgetLine.held >= amount)
    if not _changed(back.values(held=BudgetLine.held - amount)):
        Budget(amount).give_back(amount)
    journal.record(actor, "budget.given_back", f"budget:{line_id}", amount=amount, purchase=subject)


def spend(actor: Actor, line_id: int, amount: int, *, subject: str) -> None:
    """Turn a held amount into spending, when it is paid."""
    paid = update(BudgetLine).where(BudgetLine.id == line_id, BudgetLine.held >= amount)
    values = {"held": BudgetLine.held - amount, "spent": BudgetLine.spent + amount}
    if not _changed(paid.values(values)):
        Budget(amount).spend(amount)
    journal.record(actor, "budget.spent", f"budget:{line_id}", amount=amount, purchase=subject)


def _changed(statement) -> bool:
    """Whether the conditional update found its row. RETURNING: a row count is not kept by every driver."""
    found = db.session.execute(
        statement.returning(BudgetLine.id), execution_options={"synchronize_session": "fetch"}
    )
    return found.first() is not None
