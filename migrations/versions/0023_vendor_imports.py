"""Spreadsheets of vendors on their way in, and their lines."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0023_vendor_imports"
down_revision = "0022_abuse_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vendor_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "checking",
                "ready",
                "writing",
                "done",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("handled", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_vendor_import_asked_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_import")),
    )
    op.create_index("ix_vendor_import_state_id", "vendor_import", ["state", "id"], unique=False)
    op.create_table(
        "vendor_import_line",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("nib", sa.String(length=13), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "unchecked",
                "created",
                "changed",
                "unchanged",
                "wrong",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("message", sa.String(length=200), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["vendor_import.id"], name=op.f("fk_vendor_import_line_import_id_vendor_import")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_vendor_import_line_vendor_id_vendor")
        ),
        sa.PrimaryKeyConstraint("import_id", "n", name=op.f("pk_vendor_import_line")),
    )
    op.create_index(
        "ix_vendor_import_line_import_id_nib", "vendor_import_line", ["import_id", "nib"], unique=False
    )


def downgrade() -> None:
    op.drop_table("vendor_import_line")
    op.drop_table("vendor_import")
