"""A bill that went back to the vendor is in force no longer, and keeps what the vendor was told."""

import sqlalchemy as sa
from alembic import op

from migrations.dialect import add_columns, drop_columns, replace_states

revision = "0054_returned_invoices"
down_revision = "0053_tip_reviews"
branch_labels = None
depends_on = None

BEFORE = ("cancelled", "declined", "expired", "replaced")
WENT_BACK = """
    INSERT INTO paper_void (paper_id, why, at, note)
    SELECT MAX(paper.id), 'returned', MAX(journal.at), ''
    FROM journal JOIN paper ON paper.subject = journal.subject
    WHERE journal.event = 'purchase.send_back' AND paper.kind = 'invoice' AND paper.issued_at < journal.at
    GROUP BY journal.seq
"""


def upgrade() -> None:
    replace_states("paper_void", "why", (*BEFORE, "returned"))
    add_columns(
        "paper_void", [sa.Column("note", sa.String(400), nullable=False, server_default=sa.text("''"))]
    )
    op.execute(WENT_BACK)


def downgrade() -> None:
    """Fails where a bill went back: that it is in force no longer is not forgotten."""
    drop_columns("paper_void", ["note"])
    replace_states("paper_void", "why", BEFORE)
