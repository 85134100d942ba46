"""Questions about listings, favourites, and which order a draft repeats."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import add_columns, drop_columns

revision = "0028_questions"
down_revision = "0027_farmer_groups"
branch_labels = None
depends_on = None


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}_person"))


def upgrade() -> None:
    op.create_table(
        "listing_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "answered",
                "hidden",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("body", sa.String(length=300), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answer", sa.String(length=600), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("hidden_by", sa.Integer(), nullable=True),
        sa.Column("hidden_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "(state <> 'answered') OR (answered_at IS NOT NULL)", name=op.f("ck_listing_question_answered")
        ),
        _person("listing_question", "asker_id"),
        _person("listing_question", "answered_by"),
        _person("listing_question", "hidden_by"),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_listing_question_listing_id_listing")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_listing_question_vendor_id_vendor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_question")),
    )
    op.create_index("ix_listing_question_listing_id_id", "listing_question", ["listing_id", "id"])
    op.create_index(
        "ix_listing_question_vendor_id_state_id", "listing_question", ["vendor_id", "state", "id"]
    )
    op.create_index("ix_listing_question_asker_id_id", "listing_question", ["asker_id", "id"])
    op.create_table(
        "favourite",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        _person("favourite", "person_id"),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name=op.f("fk_favourite_listing_id_listing")),
        sa.PrimaryKeyConstraint("person_id", "listing_id", name=op.f("pk_favourite")),
    )
    op.create_index(op.f("ix_favourite_listing_id"), "favourite", ["listing_id"])
    again = sa.ForeignKeyConstraint(
        ["repeats_id"], ["purchase.id"], name=op.f("fk_purchase_repeats_id_purchase")
    )
    add_columns("purchase", [sa.Column("repeats_id", sa.Integer(), nullable=True)], [again])


def downgrade() -> None:
    drop_columns("purchase", ["repeats_id"], ["fk_purchase_repeats_id_purchase"])
    op.drop_table("favourite")
    op.drop_table("listing_question")
