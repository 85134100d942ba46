"""Handing a draft to whoever must carry it out, and standing in for them with a reason."""

from domain.people.rules import Actor
from domain.purchases import executing, rules
from domain.purchases.actions.steps import begin, finish
from domain.purchases.models import Purchase


def pass_on(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The draft, as it is, to the hat its value asks for; everybody who wears it here is told."""
    purchase = begin(actor, code, "pass_on", version)
    due = executing.check_handing_on(actor, executing.due_of(purchase), purchase)
    purchase.executor, purchase.executed_as = due.executor, None
    return finish(actor, purchase, "pass_on", to=due.executor.value, total=purchase.total)


def stand_in(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """A PPK carries out what the rules give to another, saying why; the auditor sees it. Raises RuleBroken."""
    purchase = begin(actor, code, "stand_in", version)
    due = executing.check_standing_in(actor, executing.due_of(purchase))
    rules.check_reason(reason)
    purchase.executor, purchase.executed_as = due.executor, executing.Executor(actor.hat.value)
    purchase.executor_reason = reason.strip()
    return finish(actor, purchase, "stand_in", executor=due.executor.value, total=purchase.total)
