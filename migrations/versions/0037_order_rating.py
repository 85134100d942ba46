"""Marks for finished orders."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0037_order_rating"
down_revision = "0036_price_memory"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "order_rating",
        sa.Column("purchase_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("rated_by", sa.Integer(), nullable=False),
        sa.Column("rated_at", UtcDateTime(), nullable=False),
        sa.Column("answer", sa.String(length=400), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("score >= 1 AND score <= 5", name=op.f("ck_order_rating_score")),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_order_rating_answered_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_order_rating_purchase_id_purchase")
        ),
        sa.ForeignKeyConstraint(["rated_by"], ["person.id"], name=op.f("fk_order_rating_rated_by_person")),
        sa.PrimaryKeyConstraint("purchase_id", name=op.f("pk_order_rating")),
    )


def downgrade() -> None:
    op.drop_table("order_rating")
