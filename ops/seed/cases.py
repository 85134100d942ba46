"""Demo cases everybody may read: a few answered complaints, published by the demo's expert."""

from domain.casebook import actions, queries
from domain.complaints import queries as complaints
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.writing import write

CASES = 3


def seed_cases() -> None:
    """Publish the first answered complaints that have a diagnosis, each crop once. Inside an app context."""
    expert = Actor(people.wearing(Role.EXPERT)[0].id, Role.EXPERT)
    shown: set[str | None] = set()
    coordinator = Actor(people.wearing(Role.COORDINATOR)[0].id, Role.COORDINATOR)
    codes = [row.code for row in complaints.answered(coordinator)]
    for code in dict.fromkeys(codes):
        draft = queries.draft_of(expert, code)
        if draft.problem_code is None or draft.commodity_code in shown or len(shown) == CASES:
            continue
        shown.add(draft.commodity_code)
        with write():
            actions.publish_case(expert, draft.code, title=f"{draft.title} (contoh)", words=draft.words)
