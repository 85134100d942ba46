"""Renting: terms of a version, units gone on each day, bookings."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import drop_append_only_function, make_append_only

revision = "0013_rental"
down_revision = "0012_oversight"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rental_booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("start_day", sa.Date(), nullable=False),
        sa.Column("end_day", sa.Date(), nullable=False),
        sa.Column("gone_from", sa.Date(), nullable=False),
        sa.Column("gone_to", sa.Date(), nullable=False),
        sa.Column("held_until", UtcDateTime(), nullable=True),
        sa.Column("released_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "gone_from <= start_day AND start_day < end_day AND end_day <= gone_to",
            name=op.f("ck_rental_booking_days"),
        ),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_rental_booking_quantity")),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_rental_booking_listing_id_listing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rental_booking")),
    )
    op.create_index("ix_rental_booking_held_until", "rental_booking", ["held_until"], unique=False)
    op.create_index(
        "ix_rental_booking_listing_id_gone_to", "rental_booking", ["listing_id", "gone_to"], unique=False
    )
    op.create_table(
        "rental_day",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("0 <= taken AND taken <= capacity", name=op.f("ck_rental_day_taken")),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_rental_day_listing_id_listing")
        ),
        sa.PrimaryKeyConstraint("listing_id", "day", name=op.f("pk_rental_day")),
    )
    op.create_table(
        "rental_terms",
        sa.Column("listing_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("per_hour", sa.BigInteger(), nullable=True),
        sa.Column("per_week", sa.BigInteger(), nullable=True),
        sa.Column("per_month", sa.BigInteger(), nullable=True),
        sa.Column("least_days", sa.Integer(), nullable=False),
        sa.Column("most_days", sa.Integer(), nullable=False),
        sa.Column("buffer_before", sa.Integer(), nullable=False),
        sa.Column("buffer_after", sa.Integer(), nullable=False),
        sa.Column("with_operator", sa.Boolean(), nullable=False),
        sa.Column("delivery_area", sa.String(length=120), nullable=False),
        sa.Column("delivery_fee", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("1 <= least_days AND least_days <= most_days", name=op.f("ck_rental_terms_days")),
        sa.CheckConstraint("buffer_before >= 0 AND buffer_after >= 0", name=op.f("ck_rental_terms_buffer")),
        sa.ForeignKeyConstraint(
            ["listing_id", "n"],
            ["listing_version.listing_id", "listing_version.n"],
            name=op.f("fk_rental_terms_listing_id_n_listing_version"),
        ),
        sa.PrimaryKeyConstraint("listing_id", "n", name=op.f("pk_rental_terms")),
    )
    make_append_only("rental_terms")


def downgrade() -> None:
    op.drop_table("rental_terms")
    drop_append_only_function("rental_terms")
    op.drop_table("rental_day")
    op.drop_index("ix_rental_booking_listing_id_gone_to", table_name="rental_booking")
    op.drop_index("ix_rental_booking_held_until", table_name="rental_booking")
    op.drop_table("rental_booking")
