"""Promise figures replayed from the journal, and marks of the quality sample; complaints are found by day."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import drop_append_only_function, make_append_only

revision = "0012_oversight"
down_revision = "0011_outbreaks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "promise_figure",
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("overdue", sa.Integer(), nullable=False),
        sa.Column("median_hours", sa.Float(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("journal_seq", sa.BigInteger(), nullable=False),
        sa.Column("counted_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("first", "until", name=op.f("pk_promise_figure")),
    )
    op.create_table(
        "quality_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("score_1", sa.Integer(), nullable=False),
        sa.Column("score_2", sa.Integer(), nullable=False),
        sa.Column("score_3", sa.Integer(), nullable=False),
        sa.Column("score_4", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("score_1 BETWEEN 0 AND 2", name=op.f("ck_quality_review_score_1")),
        sa.CheckConstraint("score_2 BETWEEN 0 AND 2", name=op.f("ck_quality_review_score_2")),
        sa.CheckConstraint("score_3 BETWEEN 0 AND 2", name=op.f("ck_quality_review_score_3")),
        sa.CheckConstraint("score_4 BETWEEN 0 AND 2", name=op.f("ck_quality_review_score_4")),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["complaint_answer.id"], name=op.f("fk_quality_review_answer_id_complaint_answer")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["person.id"], name=op.f("fk_quality_review_reviewer_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_review")),
        sa.UniqueConstraint("answer_id", name=op.f("uq_quality_review_answer_id")),
    )
    make_append_only("quality_review")
    op.create_index(op.f("ix_complaint_filed_at"), "complaint", ["filed_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_complaint_filed_at"), table_name="complaint")
    op.drop_table("quality_review")
    drop_append_only_function("quality_review")
    op.drop_table("promise_figure")
