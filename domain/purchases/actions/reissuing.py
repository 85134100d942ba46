"""Ordering again in one tap what a vendor did not answer in time: the same lines, at what the shelf says today."""

from domain.errors import RuleBroken
from domain.people.rules import Actor
from domain.purchases import executing, offers, repeating
from domain.purchases.actions.buying import submit
from domain.purchases.actions.steps import begin, finish
from domain.purchases.models import Purchase


def reissue(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """A new order of the same vendor and lines, asked of the PPK at once when nothing changed meanwhile.

    Where price, stock or description moved, or something is not filled in, it waits as a draft that shows old
    and new. The expired one stays as it is. Returns the new order. Raises RuleBroken when nothing can be had, or
    when it was ordered again already.
    """
    before = begin(actor, code, "reissue", version)
    again = repeating.again_of(before)
    if again:
        raise RuleBroken("Sudah dipesan lagi: {again}.", again=again)
    fresh = repeating.copied(actor, before)
    finish(actor, before, "reissue", again=fresh.code)
    whole = fresh.budget_line_id is not None and fresh.deliver_to.strip()
    whole = whole and not offers.lacks_external_number(fresh)  # each order is noted there anew
    whole = whole and executing.is_for(actor, fresh)  # else it waits as a draft, to be handed on
    if whole and not repeating.differences(fresh):
        return submit(actor, fresh.code, version=None)
    return fresh
