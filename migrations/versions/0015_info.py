"""Prices, spreadsheets of prices that wait, and the forecast of each village."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0015_info"
down_revision = "0014_writings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forecast",
        sa.Column("village_code", sa.String(length=16), nullable=False),
        sa.Column("fetched_at", UtcDateTime(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("attribution", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_code"], ["village.code"], name=op.f("fk_forecast_village_code_village")
        ),
        sa.PrimaryKeyConstraint("village_code", name=op.f("pk_forecast")),
    )
    op.create_table(
        "price",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commodity_code", sa.String(length=40), nullable=False),
        sa.Column("market_code", sa.String(length=40), nullable=False),
        sa.Column("unit_code", sa.String(length=40), nullable=False),
        sa.Column("rupiah", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("rupiah >= 1", name=op.f("ck_price_rupiah")),
        sa.ForeignKeyConstraint(
            ["commodity_code"], ["commodity.code"], name=op.f("fk_price_commodity_code_commodity")
        ),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_price_entered_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price")),
        sa.UniqueConstraint(
            "commodity_code",
            "market_code",
            "unit_code",
            "day",
            name=op.f("uq_price_commodity_code_market_code_unit_code_day"),
        ),
    )
    op.create_index("ix_price_day", "price", ["day"])
    op.create_table(
        "price_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("read_by", sa.Integer(), nullable=True),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["read_by"], ["person.id"], name=op.f("fk_price_import_read_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_import")),
    )
    op.create_index(op.f("ix_price_import_read_by"), "price_import", ["read_by"])


def downgrade() -> None:
    op.drop_table("price_import")
    op.drop_table("price")
    op.drop_table("forecast")
