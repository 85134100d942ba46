"""Papers of an order that the office withdrew or its PPK rejected are in force no longer, and say why."""

from migrations.dialect import replace_states

revision = "0057_papers_let_go"
down_revision = "0056_executors"
branch_labels = None
depends_on = None

BEFORE = ("cancelled", "declined", "expired", "replaced", "returned")


def upgrade() -> None:
    replace_states("paper_void", "why", (*BEFORE, "withdrawn", "rejected"))


def downgrade() -> None:
    """Fails where a paper was let go for one of these reasons: why is not made up."""
    replace_states("paper_void", "why", BEFORE)
