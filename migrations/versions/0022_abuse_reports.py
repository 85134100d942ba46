"""Reports of abuse about listings and vendors."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0022_abuse_reports"
down_revision = "0021_vendors"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "abuse_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "about",
            sa.Enum("listing", "vendor", name="about", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "why",
            sa.Enum(
                "fake",
                "wrong",
                "price",
                "forbidden",
                "identity",
                "other",
                name="why",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "acted",
                "dismissed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("answer", sa.String(length=400), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(about = 'listing') = (listing_id IS NOT NULL)", name=op.f("ck_abuse_report_about_something")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_abuse_report_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_abuse_report_listing_id_listing")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_abuse_report_person_id_person")),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_abuse_report_vendor_id_vendor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_abuse_report")),
    )
    op.create_index(op.f("ix_abuse_report_listing_id"), "abuse_report", ["listing_id"], unique=False)
    op.create_index("ix_abuse_report_state_id", "abuse_report", ["state", "id"], unique=False)
    op.create_index(op.f("ix_abuse_report_vendor_id"), "abuse_report", ["vendor_id"], unique=False)


def downgrade() -> None:
    op.drop_table("abuse_report")
