"""Demo library: an expert (contoh) has checked every entry that names a source; the others stay drafts."""

from domain import region
from domain.knowledge import actions, queries
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.writing import write

UNSOURCED = "Belum bersumber"


def seed_library() -> None:
    """Approve what the pack proposes, as the demo's first expert. Inside an app context."""
    expert = Actor(people.wearing(Role.EXPERT)[0].id, Role.EXPERT)
    with write():
        for row in queries.desk_entries(expert, drafts=True):
            if not region.current().problems[row.code].source.startswith(UNSOURCED):
                actions.approve_problem(expert, row.code, seen=row.newest)
