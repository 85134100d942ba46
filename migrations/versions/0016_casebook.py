"""Published cases and the questions under them."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0016_casebook"
down_revision = "0015_info"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("commodity_code", sa.String(length=40), nullable=True),
        sa.Column("problem_code", sa.String(length=60), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("answer_title", sa.String(length=80), nullable=False),
        sa.Column("answered_by", sa.String(length=80), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("had_spray", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["commodity_code"], ["commodity.code"], name=op.f("fk_published_case_commodity_code_commodity")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_published_case_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["problem_code"], ["problem.code"], name=op.f("fk_published_case_problem_code_problem")
        ),
        sa.ForeignKeyConstraint(
            ["published_by"], ["person.id"], name=op.f("fk_published_case_published_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_case")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_published_case_complaint_id")),
    )
    op.create_table(
        "case_question",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["published_case.id"], name=op.f("fk_case_question_case_id_published_case")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_case_question_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_case_question")),
    )
    op.create_index(op.f("ix_case_question_case_id"), "case_question", ["case_id"])


def downgrade() -> None:
    op.drop_table("case_question")
    op.drop_table("published_case")
