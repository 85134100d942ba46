"""Which tips of the season an expert lets farmers read."""

import sqlalchemy as sa
from alembic import op

revision = "0053_tip_reviews"
down_revision = "0052_alerts_by_time"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tip_review",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("reviewer", sa.String(length=80), nullable=False),
        sa.Column("reviewed_by", sa.Integer(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reviewed_by"], ["person.id"], name=op.f("fk_tip_review_reviewed_by_person")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tip_review")),
    )


def downgrade() -> None:
    op.drop_table("tip_review")
