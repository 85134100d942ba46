"""Shortlists of offices, frozen."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import drop_append_only_function, make_append_only

revision = "0030_shortlists"
down_revision = "0029_parcels"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shortlist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_code", sa.String(length=24), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=120), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("hides_names", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("locked_at", UtcDateTime(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "locked",
                "chosen",
                "cancelled",
                "none_suitable",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("chosen", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(outcome = 'locked') = (decided_at IS NULL)", name=op.f("ck_shortlist_decided")),
        sa.CheckConstraint("(outcome = 'chosen') = (chosen IS NOT NULL)", name=op.f("ck_shortlist_chosen")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_shortlist_decided_by_person")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_shortlist_made_by_person")),
        sa.ForeignKeyConstraint(
            ["office_code"], ["office.code"], name=op.f("fk_shortlist_office_code_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist")),
    )
    op.create_index("ix_shortlist_office_code_id", "shortlist", ["office_code", "id"])
    op.create_table(
        "shortlist_item",
        sa.Column("shortlist_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("listing_version", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("vendor_name", sa.String(length=120), nullable=False),
        sa.Column("village", sa.String(length=80), nullable=False),
        sa.Column("size_class", sa.String(length=20), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id", "listing_version"],
            ["listing_version.listing_id", "listing_version.n"],
            name=op.f("fk_shortlist_item_listing_id_listing_version_listing_version"),
        ),
        sa.ForeignKeyConstraint(
            ["shortlist_id"], ["shortlist.id"], name=op.f("fk_shortlist_item_shortlist_id_shortlist")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_shortlist_item_vendor_id_vendor")
        ),
        sa.PrimaryKeyConstraint("shortlist_id", "position", name=op.f("pk_shortlist_item")),
    )
    op.create_index(op.f("ix_shortlist_item_listing_id"), "shortlist_item", ["listing_id"])
    make_append_only("shortlist_item")


def downgrade() -> None:
    op.drop_table("shortlist_item")
    drop_append_only_function("shortlist_item")
    op.drop_table("shortlist")
