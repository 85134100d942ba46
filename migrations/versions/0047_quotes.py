"""Requests for quotation, and what each vendor asked said."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0047_quotes"
down_revision = "0046_addenda"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_code", sa.String(length=24), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "taken",
                "closed",
                "lapsed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("budget_line_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answer_until", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state <> 'taken' OR purchase_id IS NOT NULL", name=op.f("ck_quote_taken")),
        sa.CheckConstraint("state = 'open' OR due_at IS NULL", name=op.f("ck_quote_ended")),
        sa.CheckConstraint("people >= 1", name=op.f("ck_quote_people")),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk_quote_asker_id_person")),
        sa.ForeignKeyConstraint(
            ["budget_line_id"], ["budget_line.id"], name=op.f("fk_quote_budget_line_id_budget_line")
        ),
        sa.ForeignKeyConstraint(["office_code"], ["office.code"], name=op.f("fk_quote_office_code_office")),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchase.id"], name=op.f("fk_quote_purchase_id_purchase")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("purchase_id", name=op.f("uq_quote_purchase_id")),
    )
    op.create_index(op.f("ix_quote_asker_id"), "quote", ["asker_id"], unique=False)
    op.create_index("ix_quote_due_at", "quote", ["due_at"], unique=False)
    op.create_index("ix_quote_office_code_id", "quote", ["office_code", "id"], unique=False)
    op.create_table(
        "quote_answer",
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("listing_version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "offered",
                "declined",
                "missed",
                "lapsed",
                "taken",
                "not_taken",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("listed", sa.BigInteger(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("milestones", sa.JSON(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state NOT IN ('offered', 'taken') OR (base > 0 AND valid_until IS NOT NULL)",
            name=op.f("ck_quote_answer_offered"),
        ),
        sa.CheckConstraint("base >= 0 AND base <= listed", name=op.f("ck_quote_answer_base")),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_quote_answer_answered_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id", "listing_version"],
            ["listing_version.listing_id", "listing_version.n"],
            name=op.f("fk_quote_answer_listing_id_listing_version_listing_version"),
        ),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"], name=op.f("fk_quote_answer_quote_id_quote")),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_quote_answer_vendor_id_vendor")),
        sa.PrimaryKeyConstraint("quote_id", "vendor_id", name=op.f("pk_quote_answer")),
    )
    op.create_index(
        "ix_quote_answer_vendor_id_quote_id", "quote_answer", ["vendor_id", "quote_id"], unique=False
    )


def downgrade() -> None:

    op.drop_index("ix_quote_answer_vendor_id_quote_id", table_name="quote_answer")
    op.drop_table("quote_answer")
    op.drop_index("ix_quote_office_code_id", table_name="quote")
    op.drop_index("ix_quote_due_at", table_name="quote")
    op.drop_index(op.f("ix_quote_asker_id"), table_name="quote")
    op.drop_table("quote")
