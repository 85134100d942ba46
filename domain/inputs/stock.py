"""Stock of control inputs: held, given back, handed out and filled up by conditional updates, never below zero."""

from sqlalchemy import select, update

from domain import journal
from domain.db import db
from domain.errors import RuleBroken
from domain.inputs.models import InputStock
from domain.people.rules import Actor
from domain.sentences import say


def hold(actor: Actor, depot: str, code: str, quantity: int, *, subject: str) -> None:
    """Set `quantity` aside for `subject` (a request's code). Raises RuleBroken when there is too little."""
    enough = InputStock.free >= quantity
    if not _change(depot, code, enough, free=InputStock.free - quantity, held=InputStock.held + quantity):
        raise RuleBroken(_too_little(depot, code, quantity), field="depot_code")
    _record(actor, "held", depot, code, quantity, subject)


def give_back(actor: Actor, depot: str, code: str, quantity: int, *, subject: str) -> None:
    """What was set aside is free again. ValueError when it never was."""
    held = InputStock.held >= quantity
    if not _change(depot, code, held, free=InputStock.free + quantity, held=InputStock.held - quantity):
        raise ValueError(f"{depot} never held {quantity} of {code}")
    _record(actor, "given_back", depot, code, quantity, subject)


def hand_out(actor: Actor, depot: str, code: str, quantity: int, *, subject: str) -> None:
    """What was set aside leaves the place. ValueError when it never was."""
    held = InputStock.held >= quantity
    if not _change(depot, code, held, held=InputStock.held - quantity, given=InputStock.given + quantity):
        raise ValueError(f"{depot} never held {quantity} of {code}")
    _record(actor, "handed_out", depot, code, quantity, subject)


def fill_up(actor: Actor, depot: str, code: str, quantity: int) -> InputStock:
    """More arrived; the first time makes the row."""
    if not _change(depot, code, True, free=InputStock.free + quantity):
        db.session.add(InputStock(depot_code=depot, input_code=code, free=quantity, held=0, given=0))
        db.session.flush()
    _record(actor, "filled_up", depot, code, quantity, "-")
    return db.session.scalars(_row(depot, code).execution_options(populate_existing=True)).one()


def _row(depot: str, code: str):
    return select(InputStock).where(InputStock.depot_code == depot, InputStock.input_code == code)


def _change(depot: str, code: str, condition, **values) -> bool:
    changed = (
        update(InputStock)
        .where(InputStock.depot_code == depot, InputStock.input_code == code, condition)
        .values(**values)
        .returning(InputStock.id)
    )
    found = db.session.execute(changed, execution_options={"synchronize_session": "fetch"})
    return found.first() is not None


def _too_little(depot: str, code: str, quantity: int) -> str:
    row = db.session.scalar(_row(depot, code).execution_options(populate_existing=True))
    if row is None or not row.free:
        return say("Di tempat ini sedang habis. Pilih tempat lain, atau tunggu kiriman.")
    return say(
        "Di {name} tinggal {free} {unit}, tidak cukup untuk {quantity}.",
        name=row.depot.name,
        free=row.free,
        unit=row.input.unit,
        quantity=quantity,
    )


def _record(actor: Actor, word: str, depot: str, code: str, quantity: int, subject: str) -> None:
    journal.record(
        actor, f"input_stock.{word}", f"depot:{depot}", input=code, quantity=quantity, request=subject
    )
