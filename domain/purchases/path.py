"""The path of a purchase: the stops behind it, the one it stands at, and those to come."""

import json
from datetime import datetime
from typing import NamedTuple

from domain import journal
from domain.purchases.models import Purchase
from domain.purchases.states import ENDED, State, label, step_label, steps

_MARKS = {
    State.DRAFT: "edit",
    State.AWAITING_APPROVAL: "send",
    State.ISSUED: "check",
    State.ACCEPTED: "hand",
    State.IN_FULFILMENT: "truck",
    State.IN_USE: "hand",
    State.GIVEN_BACK: "again",
    State.REPORTED: "send",
    State.RECEIVED: "eye",
    State.HANDED_OVER: "doc",
    State.INVOICED: "doc",
    State.VERIFIED: "check",
    State.PAID: "money",
    State.DONE: "apple",
}


class Stage(NamedTuple):
    """One stop of the path. `at` is None for what is to come; `state` is "", "now" or "todo"."""

    icon: str
    title: str
    at: datetime | None
    state: str


def stages_of(purchase: Purchase) -> list[Stage]:
    """The path: what the journal tells, and what is still to come."""
    times = {}
    for entry in journal.of(purchase.code):
        if entry.event.startswith("purchase."):
            times.setdefault(_after(entry.facts), entry.at)
    if purchase.state in ENDED and purchase.state is not State.DONE:
        return [Stage("x", label(purchase.state), purchase.since, "now")]
    kind = purchase.kind
    behind, ahead = steps(purchase.state, kind)
    shown = [Stage(_MARKS[state], step_label(state, kind), times.get(state.value), "") for state in behind]
    shown[-1] = shown[-1]._replace(state="now" if ahead else "")
    return shown + [Stage(_MARKS[state], step_label(state, kind), None, "todo") for state in ahead]


def _after(facts: str) -> str:
    return json.loads(facts).get("after", "draft")
