"""Budget lines, as the actor's office sees them."""

from typing import NamedTuple

from sqlalchemy import Select, false, func, select

from domain import clock
from domain.budgets.models import BudgetLine
from domain.budgets.rules import Budget
from domain.db import db
from domain.errors import NotVisible
from domain.people.models import Office
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


class OfficeSum(NamedTuple):
    """What all lines of an office come to in a year, in rupiah."""

    code: str
    name: str
    budget: Budget


def sums(actor: Actor, year: int) -> list[OfficeSum]:
    """Every office with lines in a fiscal year, by name."""
    found = _summed(actor, year, Office.code, Office.name).join(Office, Office.code == BudgetLine.office_code)
    rows = db.session.execute(found.group_by(Office.code, Office.name).order_by(Office.name))
    return [OfficeSum(code, name, Budget(*amounts)) for code, name, *amounts in rows]


def sum_of(actor: Actor, office: str, year: int) -> Budget:
    """What the lines of one office come to."""
    found = _summed(actor, year).where(BudgetLine.office_code == office)
    return Budget(*(amount or 0 for amount in db.session.execute(found).one()))


def of_office(actor: Actor, office: str, year: int) -> list[BudgetLine]:
    """The lines of one office in a fiscal year, by name. Raises NotVisible for another's office."""
    if actor.hat in OFFICE_HATS and actor.scope != office:
        raise NotVisible(office)
    found = visible_to(actor).where(BudgetLine.office_code == office, BudgetLine.fiscal_year == year)
    return list(db.session.scalars(found.order_by(BudgetLine.name, BudgetLine.id)))


def _summed(actor: Actor, year: int, *columns) -> Select:
    amounts = (func.sum(column) for column in (BudgetLine.ceiling, BudgetLine.held, BudgetLine.spent))
    seen = visible_to(actor).with_only_columns(*columns, *amounts)
    return seen.where(BudgetLine.fiscal_year == year)
