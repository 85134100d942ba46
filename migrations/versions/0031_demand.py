"""Planned needs of offices, what vendors watch for, and what they were told."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0031_demand"
down_revision = "0030_shortlists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_code", sa.String(length=24), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("rup_code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("quantity", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("category_code", sa.String(length=60), nullable=True),
        sa.Column("village_code", sa.String(length=16), nullable=True),
        sa.Column(
            "state",
            sa.Enum("open", "closed", name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=True),
        sa.Column("imported_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_need_month")),
        sa.CheckConstraint("amount >= 1", name=op.f("ck_need_amount")),
        sa.ForeignKeyConstraint(["office_code"], ["office.code"], name=op.f("fk_need_office_code_office")),
        sa.ForeignKeyConstraint(
            ["category_code"], ["category.code"], name=op.f("fk_need_category_code_category")
        ),
        sa.ForeignKeyConstraint(
            ["village_code"], ["village.code"], name=op.f("fk_need_village_code_village")
        ),
        sa.ForeignKeyConstraint(["imported_by"], ["person.id"], name=op.f("fk_need_imported_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint(
            "office_code", "fiscal_year", "rup_code", name=op.f("uq_need_office_code_fiscal_year_rup_code")
        ),
    )
    op.create_index("ix_need_state_fiscal_year_month_id", "need", ["state", "fiscal_year", "month", "id"])
    op.create_index("ix_need_category_code_state", "need", ["category_code", "state"])
    op.create_table(
        "need_watch",
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("category_code", sa.String(length=60), nullable=False),
        sa.Column("village_code", sa.String(length=16), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_need_watch_vendor_id_vendor")),
        sa.ForeignKeyConstraint(
            ["category_code"], ["category.code"], name=op.f("fk_need_watch_category_code_category")
        ),
        sa.PrimaryKeyConstraint("vendor_id", "category_code", "village_code", name=op.f("pk_need_watch")),
    )
    op.create_index(op.f("ix_need_watch_category_code"), "need_watch", ["category_code"])
    op.create_table(
        "need_notice",
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_need_notice_vendor_id_vendor")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_notice_need_id_need")),
        sa.PrimaryKeyConstraint("vendor_id", "need_id", name=op.f("pk_need_notice")),
    )
    op.create_index(op.f("ix_need_notice_need_id"), "need_notice", ["need_id"])
    op.create_index("ix_need_notice_vendor_id_seen_at", "need_notice", ["vendor_id", "seen_at"])


def downgrade() -> None:
    op.drop_table("need_notice")
    op.drop_table("need_watch")
    op.drop_table("need")
