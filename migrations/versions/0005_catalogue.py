"""Listings, their versions, and the index their words are found by."""

import sqlalchemy as sa
from alembic import op

from domain.catalogue.search_ddl import FIRST, REMOVAL
from domain.db import UtcDateTime
from migrations.dialect import drop_append_only_function, make_append_only

revision = "0005_catalogue"
down_revision = "0004_complaints"
branch_labels = None
depends_on = None


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _object_kind() -> sa.Enum:
    return _one_of("object_kind", "goods", "movable_rent", "building_rent", "service", "catering")


def upgrade() -> None:
    op.create_table(
        "listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("category_code", sa.String(length=60), nullable=False),
        sa.Column("etalase", sa.String(length=40), nullable=False),
        sa.Column("kind", _one_of("kind", "product", "rental", "organiser"), nullable=False),
        sa.Column("object_kind", _object_kind(), nullable=False),
        sa.Column(
            "state",
            _one_of("state", "draft", "pending", "published", "returned", "suspended", "withdrawn"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("minimum_order", sa.Integer(), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("sold", sa.Integer(), nullable=False),
        sa.Column("photo_key", sa.String(length=64), nullable=True),
        sa.Column("thumb_key", sa.String(length=64), nullable=True),
        sa.Column("photo_bytes", sa.Integer(), nullable=False),
        sa.Column("is_domestic", sa.Boolean(), nullable=False),
        sa.Column("tkdn", sa.Integer(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("return_reason", sa.String(length=400), nullable=False),
        sa.CheckConstraint("price >= 1", name=op.f("ck_listing_price")),
        sa.CheckConstraint("stock >= 0", name=op.f("ck_listing_stock")),
        sa.CheckConstraint("sold >= 0", name=op.f("ck_listing_sold")),
        sa.CheckConstraint("minimum_order >= 1", name=op.f("ck_listing_minimum_order")),
        sa.CheckConstraint("lead_days >= 0", name=op.f("ck_listing_lead_days")),
        sa.CheckConstraint("tkdn BETWEEN 0 AND 100", name=op.f("ck_listing_tkdn")),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_listing_vendor_id_vendor")),
        sa.ForeignKeyConstraint(
            ["category_code"], ["category.code"], name=op.f("fk_listing_category_code_category")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
    )
    op.create_index("ix_listing_state_id", "listing", ["state", "id"])
    op.create_index("ix_listing_etalase_state_id", "listing", ["etalase", "state", "id"])
    op.create_index("ix_listing_category_code_state_id", "listing", ["category_code", "state", "id"])
    op.create_index("ix_listing_vendor_id_state_id", "listing", ["vendor_id", "state", "id"])
    op.create_index(op.f("ix_listing_photo_key"), "listing", ["photo_key"])
    op.create_index(op.f("ix_listing_thumb_key"), "listing", ["thumb_key"])
    for statement in FIRST[op.get_bind().dialect.name]:
        op.execute(statement)
    op.create_table(
        "listing_version",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("minimum_order", sa.Integer(), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("category_code", sa.String(length=60), nullable=False),
        sa.Column("object_kind", _object_kind(), nullable=False),
        sa.Column("photo_key", sa.String(length=64), nullable=True),
        sa.Column("is_domestic", sa.Boolean(), nullable=False),
        sa.Column("tkdn", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("n >= 1", name=op.f("ck_listing_version_n")),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_listing_version_listing_id_listing")
        ),
        sa.ForeignKeyConstraint(
            ["category_code"], ["category.code"], name=op.f("fk_listing_version_category_code_category")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_listing_version_created_by_person")
        ),
        sa.PrimaryKeyConstraint("listing_id", "n", name=op.f("pk_listing_version")),
    )
    make_append_only("listing_version")
    op.create_table(
        "listing_word",
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("initial", sa.String(length=1), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_listing_word")),
    )
    op.create_index("ix_listing_word_initial_length", "listing_word", ["initial", "length"])


def downgrade() -> None:
    op.drop_table("listing_word")
    op.drop_table("listing_version")
    drop_append_only_function("listing_version")
    for statement in REMOVAL[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_table("listing")
