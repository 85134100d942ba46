"""Articles with their files and links, ready answers and ready questions."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0014_writings"
down_revision = "0013_rental"
branch_labels = None
depends_on = None


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _one_of("kind", "problem", "news", "article", "guide", "video", "book", "case"),
            nullable=False,
        ),
        sa.Column(
            "state",
            _one_of("state", "draft", "submitted", "published", "returned", "withdrawn"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("commodity_code", sa.String(length=40), nullable=True),
        sa.Column("village_code", sa.String(length=16), nullable=True),
        sa.Column("video_url", sa.String(length=300), nullable=False),
        sa.Column("video_mb", sa.Integer(), nullable=True),
        sa.Column("file_key", sa.String(length=64), nullable=True),
        sa.Column("file_bytes", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_article_version")),
        sa.CheckConstraint("video_mb IS NULL OR video_mb >= 1", name=op.f("ck_article_video_mb")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_article_author_id_person")),
        sa.ForeignKeyConstraint(
            ["commodity_code"], ["commodity.code"], name=op.f("fk_article_commodity_code_commodity")
        ),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name=op.f("fk_article_reviewer_id_person")),
        sa.ForeignKeyConstraint(
            ["village_code"], ["village.code"], name=op.f("fk_article_village_code_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_index(op.f("ix_article_author_id"), "article", ["author_id"])
    op.create_index(op.f("ix_article_file_key"), "article", ["file_key"])
    op.create_index("ix_article_state_id", "article", ["state", "id"])
    op.create_table(
        "ready_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_code", sa.String(length=60), nullable=True),
        sa.Column("problem_code", sa.String(length=60), nullable=False),
        sa.Column("commodity_code", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("next_season", sa.JSON(), nullable=False),
        sa.Column("call_when", sa.String(length=140), nullable=False),
        sa.Column("follow_up_days", sa.Integer(), nullable=False),
        sa.Column("state", _one_of("state", "draft", "approved", "retired"), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("follow_up_days BETWEEN 1 AND 60", name=op.f("ck_ready_answer_follow_up_days")),
        sa.ForeignKeyConstraint(
            ["commodity_code"], ["commodity.code"], name=op.f("fk_ready_answer_commodity_code_commodity")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_ready_answer_owner_id_person")),
        sa.ForeignKeyConstraint(
            ["problem_code"], ["problem.code"], name=op.f("fk_ready_answer_problem_code_problem")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["person.id"], name=op.f("fk_ready_answer_reviewer_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_answer")),
        sa.UniqueConstraint("pack_code", name=op.f("uq_ready_answer_pack_code")),
    )
    op.create_index(op.f("ix_ready_answer_problem_code"), "ready_answer", ["problem_code"])
    op.create_table(
        "ready_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_code", sa.String(length=60), nullable=True),
        sa.Column("text", sa.String(length=140), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("commodities", sa.JSON(), nullable=False),
        sa.Column("problem_code", sa.String(length=60), nullable=True),
        sa.Column("state", _one_of("state", "draft", "approved", "retired"), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_ready_question_owner_id_person")),
        sa.ForeignKeyConstraint(
            ["problem_code"], ["problem.code"], name=op.f("fk_ready_question_problem_code_problem")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["person.id"], name=op.f("fk_ready_question_reviewer_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_question")),
        sa.UniqueConstraint("pack_code", name=op.f("uq_ready_question_pack_code")),
    )


def downgrade() -> None:
    op.drop_table("ready_question")
    op.drop_table("ready_answer")
    op.drop_table("article")
