"""A decided change keeps what was in force before it: the account of earlier days stays readable."""

import sqlalchemy as sa

from migrations.dialect import add_columns, drop_columns

revision = "0062_change_before"
down_revision = "0061_payment_warrants"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Changes decided earlier keep an empty one: what they replaced was not written down."""
    add_columns(
        "vendor_change", [sa.Column("before", sa.Text(), nullable=False, server_default=sa.text("''"))]
    )


def downgrade() -> None:
    drop_columns("vendor_change", ["before"])
