"""What the library says about pests and diseases, who approved it, and the index it is found by."""

import sqlalchemy as sa
from alembic import op

from domain import search_ddl
from domain.db import UtcDateTime
from migrations.dialect import drop_append_only_function, make_append_only

revision = "0007_library"
down_revision = "0006_purchases"
branch_labels = None
depends_on = None


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "library_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _one_of("kind", "problem", "news", "article", "guide", "video", "book", "case"),
            nullable=False,
        ),
        sa.Column("ref", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("line", sa.String(length=200), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=16), nullable=True),
        sa.Column("shown_on", sa.Date(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_code"], ["village.code"], name=op.f("fk_library_entry_village_code_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_entry")),
        sa.UniqueConstraint("kind", "ref", name=op.f("uq_library_entry_kind_ref")),
    )
    op.create_index("ix_library_entry_shown_on", "library_entry", ["shown_on", "id"])
    for statement in search_ddl.statements("library_entry")[op.get_bind().dialect.name]:
        op.execute(statement)
    op.create_table(
        "library_entry_commodity",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("commodity_code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["commodity_code"],
            ["commodity.code"],
            name=op.f("fk_library_entry_commodity_commodity_code_commodity"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["library_entry.id"], name=op.f("fk_library_entry_commodity_entry_id_library_entry")
        ),
        sa.PrimaryKeyConstraint("entry_id", "commodity_code", name=op.f("pk_library_entry_commodity")),
    )
    op.create_index(
        op.f("ix_library_entry_commodity_commodity_code"), "library_entry_commodity", ["commodity_code"]
    )
    op.create_table(
        "problem_approval",
        sa.Column("problem_code", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.String(length=80), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["person.id"], name=op.f("fk_problem_approval_approved_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["problem_code"], ["problem.code"], name=op.f("fk_problem_approval_problem_code_problem")
        ),
        sa.PrimaryKeyConstraint("problem_code", name=op.f("pk_problem_approval")),
    )
    op.create_table(
        "problem_version",
        sa.Column("problem_code", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("origin", _one_of("origin", "pack", "desk"), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("n >= 1", name=op.f("ck_problem_version_n")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_problem_version_created_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["problem_code"], ["problem.code"], name=op.f("fk_problem_version_problem_code_problem")
        ),
        sa.PrimaryKeyConstraint("problem_code", "n", name=op.f("pk_problem_version")),
    )
    make_append_only("problem_version")


def downgrade() -> None:
    op.drop_table("problem_version")
    drop_append_only_function("problem_version")
    op.drop_table("problem_approval")
    op.drop_table("library_entry_commodity")
    for statement in search_ddl.removal("library_entry")[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_table("library_entry")
