"""The looks at rented things, and an organiser's milestones, as a page shows them."""

from datetime import date, datetime
from typing import NamedTuple

from domain.kinds import FulfilmentKind
from domain.purchases import queries
from domain.purchases.checklists import STEP_WORDS, Checklist
from domain.purchases.milestones import STAGE_WORDS, PurchaseMilestone, Stage
from domain.purchases.models import Purchase


class Look(NamedTuple):
    """`words` say what was wrong, of every line that was not whole; `photo` is the look's id, None without one."""

    title: str
    by: str
    at: datetime
    good: bool
    words: str
    photo: int | None
    photo_bytes: int


class ShownMilestone(NamedTuple):
    """`words` say how far it is; `term` is the number of the BAST that covers it; `photo` whether there is one."""

    position: int
    name: str
    deliverable: str
    weight: int
    due: date
    stage: Stage
    words: str
    term: int | None
    report: str
    photo: bool
    photo_bytes: int


def shown(each: PurchaseMilestone) -> ShownMilestone:
    """A milestone for a page."""
    return ShownMilestone(
        each.position, each.name, each.deliverable, each.weight, each.due, each.stage, STAGE_WORDS[each.stage],
        each.term, each.report, each.photo_key is not None, each.photo_bytes,
    )  # fmt: skip


def looks_of(purchase: Purchase) -> tuple[Look, ...]:
    """What both sides saw so far; nothing for an order that rents nothing."""
    if purchase.kind is not FulfilmentKind.RENTAL:
        return ()
    names = {line.id: line.name for line in purchase.lines}
    looked_at = queries.checklists_of(purchase) if purchase.issued_at else ()
    return tuple(_look(each, names) for each in looked_at)


def _look(seen: Checklist, names: dict[int, str]) -> Look:
    flaws = [f"{names[line.line_id]}: {line.words}" for line in seen.lines if not line.good]
    return Look(
        STEP_WORDS[seen.step], seen.by.name, seen.at, not flaws, ". ".join(flaws),
        seen.id if seen.photo_key else None, seen.photo_bytes,
    )  # fmt: skip
