"""Sprays a farmer told of: the waiting times count from them."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0038_complaint_spray"
down_revision = "0037_order_rating"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint_spray",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("sprayed_on", sa.Date(), nullable=False),
        sa.Column("sprayed_at", UtcDateTime(), nullable=False),
        sa.Column("told_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["complaint_answer.id"],
            name=op.f("fk_complaint_spray_answer_id_complaint_answer"),
        ),
        sa.ForeignKeyConstraint(["told_by"], ["person.id"], name=op.f("fk_complaint_spray_told_by_person")),
        sa.PrimaryKeyConstraint("answer_id", "sprayed_on", name=op.f("pk_complaint_spray")),
    )


def downgrade() -> None:
    op.drop_table("complaint_spray")
