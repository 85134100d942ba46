"""Rights of a vendor's staff; whom an aggregator acts for."""

import sqlalchemy as sa
from alembic import op

revision = "0024_vendor_staff"
down_revision = "0023_vendor_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vendor_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aggregator_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("noted_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("aggregator_id <> member_id", name=op.f("ck_vendor_member_another")),
        sa.CheckConstraint("left_on IS NULL OR left_on >= joined_on", name=op.f("ck_vendor_member_period")),
        sa.ForeignKeyConstraint(
            ["aggregator_id"], ["vendor.id"], name=op.f("fk_vendor_member_aggregator_id_vendor")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["vendor.id"], name=op.f("fk_vendor_member_member_id_vendor")),
        sa.ForeignKeyConstraint(["noted_by"], ["person.id"], name=op.f("fk_vendor_member_noted_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_member")),
    )
    op.create_index(op.f("ix_vendor_member_aggregator_id"), "vendor_member", ["aggregator_id"], unique=False)
    op.create_index(
        "uq_vendor_member_open",
        "vendor_member",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("left_on IS NULL"),
        postgresql_where=sa.text("left_on IS NULL"),
    )
    op.add_column(
        "hat", sa.Column("rights", sa.String(length=40), nullable=False, server_default="listings orders")
    )


def downgrade() -> None:
    op.drop_column("hat", "rights")
    op.drop_table("vendor_member")
