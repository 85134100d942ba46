"""What stands beside a payment: its road, tax deposited, a vendor's QRIS; purchases of the national catalogue."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import drop_append_only_function, make_append_only

revision = "0020_money"
down_revision = "0019_second_factor"
branch_labels = None
depends_on = None

NAMED = sa.text("rekening <> ''")
CHANNELS = sa.Enum(
    "transfer", "cms", "sp2d", "card", "qris", "cash", name="channel", native_enum=False, length=32,
    create_constraint=True,
)  # fmt: skip


def upgrade() -> None:
    op.create_index(
        "uq_budget_line_key", "budget_line",
        ["office_code", "fiscal_year", "sub_kegiatan", "rekening", "rup_code"],
        unique=True, sqlite_where=NAMED, postgresql_where=NAMED,
    )  # fmt: skip
    op.create_table(
        "payment_channel",
        sa.Column("purchase_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", CHANNELS, nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["payment.purchase_id"], name=op.f("fk_payment_channel_purchase_id_payment")
        ),
        sa.PrimaryKeyConstraint("purchase_id", name=op.f("pk_payment_channel")),
    )
    op.create_table(
        "tax_deposit",
        sa.Column("purchase_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("billing_id", sa.String(length=15), nullable=False),
        sa.Column("ntpn", sa.String(length=16), nullable=False),
        sa.Column("bupot_number", sa.String(length=40), nullable=False),
        sa.Column("deposited_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("length(ntpn) = 16", name=op.f("ck_tax_deposit_ntpn")),
        sa.ForeignKeyConstraint(
            ["purchase_id", "code"], ["purchase_tax.purchase_id", "purchase_tax.code"],
            name=op.f("fk_tax_deposit_purchase_id_purchase_tax"),
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_tax_deposit_recorded_by_person")),
        sa.PrimaryKeyConstraint("purchase_id", "code", name=op.f("pk_tax_deposit")),
    )  # fmt: skip
    make_append_only("tax_deposit")
    op.create_table(
        "vendor_qris",
        sa.Column("vendor_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("payload", sa.String(length=512), nullable=False),
        sa.Column("name", sa.String(length=25), nullable=False),
        sa.Column("nmid", sa.String(length=20), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_vendor_qris_vendor_id_vendor")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_vendor_qris_set_by_person")),
        sa.PrimaryKeyConstraint("vendor_id", name=op.f("pk_vendor_qris")),
    )
    op.create_table(
        "external_purchase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("office_code", sa.String(length=24), nullable=False),
        sa.Column("vendor_name", sa.String(length=120), nullable=False),
        sa.Column("vendor_npwp", sa.String(length=16), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=True),
        sa.Column("imported_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("value > 0", name=op.f("ck_external_purchase_value")),
        sa.ForeignKeyConstraint(
            ["office_code"], ["office.code"], name=op.f("fk_external_purchase_office_code_office")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_external_purchase_vendor_id_vendor")
        ),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["person.id"], name=op.f("fk_external_purchase_imported_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_purchase")),
        sa.UniqueConstraint("number", name=op.f("uq_external_purchase_number")),
    )
    op.create_index(op.f("ix_external_purchase_office_code"), "external_purchase", ["office_code"])
    op.create_index("ix_external_purchase_ordered_on", "external_purchase", ["ordered_on"])


def downgrade() -> None:
    op.drop_table("external_purchase")
    op.drop_table("vendor_qris")
    op.drop_table("tax_deposit")
    drop_append_only_function("tax_deposit")
    op.drop_table("payment_channel")
    op.drop_index("uq_budget_line_key", table_name="budget_line")
