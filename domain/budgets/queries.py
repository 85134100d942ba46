"""Budget lines, as the actor's office sees them."""

from sqlalchemy import Select, false, select

from domain import clock
from domain.budgets.models import BudgetLine
from domain.db import db
from domain.errors import NotVisible
from domain.people.rules import OFFICE_HATS, Actor, Role


def visible_to(actor: Actor) -> Select[tuple[BudgetLine]]:
    """Office hats see their office's lines; admin, auditor and the system all."""
    seen = select(BudgetLine)
    if actor.hat in (Role.ADMIN, Role.AUDITOR, Role.SYSTEM):
        return seen
    return seen.where(BudgetLine.office_code == actor.scope if actor.hat in OFFICE_HATS else false())


def get(actor: Actor, line_id: int) -> BudgetLine:
    """Raises NotVisible."""
    found = db.session.scalar(visible_to(actor).where(BudgetLine.id == line_id))
    if found is None:
        raise NotVisible(str(line_id))
    return found


def of_year(actor: Actor, year: int | None = None) -> list[BudgetLine]:
    """The lines of a fiscal year (this one when none is given), by name."""
    found = visible_to(actor).where(BudgetLine.fiscal_year == (year or clock.fiscal_year()))
    return list(db.session.scalars(found.order_by(BudgetLine.office_code, BudgetLine.name)))
