"""Vendors: owner and status, documents, changes that wait for somebody else, history."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0021_vendors"
down_revision = "0020_money"
branch_labels = None
depends_on = None

KNOWN = "nib <> '' AND status IN ('verified', 'suspended')"
WAITING = "state = 'waiting'"


def upgrade() -> None:
    op.create_table(
        "vendor_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column(
            "page",
            sa.Enum(
                "identity",
                "contact",
                "owner",
                "licence",
                "tax",
                "account",
                name="page",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "approved",
                "refused",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> asked_by", name=op.f("ck_vendor_change_other_eyes")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_vendor_change_asked_by_person")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_vendor_change_decided_by_person")
        ),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_vendor_change_vendor_id_vendor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_change")),
    )
    op.create_index("ix_vendor_change_state_id", "vendor_change", ["state", "id"], unique=False)
    op.create_index(op.f("ix_vendor_change_vendor_id"), "vendor_change", ["vendor_id"], unique=False)
    op.create_index(
        "uq_vendor_change_waiting",
        "vendor_change",
        ["vendor_id", "page"],
        unique=True,
        sqlite_where=sa.text(WAITING),
        postgresql_where=sa.text(WAITING),
    )
    op.create_table(
        "vendor_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column(
            "file_kind",
            sa.Enum("jpeg", "pdf", name="file_kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "accepted",
                "refused",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("valid_through", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.Column("reminded_days", sa.Integer(), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_vendor_document_added_by_person")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_vendor_document_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_vendor_document_vendor_id_vendor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_document")),
    )
    op.create_index("ix_vendor_document_valid_through", "vendor_document", ["valid_through"], unique=False)
    op.create_index(op.f("ix_vendor_document_vendor_id"), "vendor_document", ["vendor_id"], unique=False)
    op.create_table(
        "vendor_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("checked", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_vendor_step_person_id_person")),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_vendor_step_vendor_id_vendor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_step")),
    )
    op.create_index(op.f("ix_vendor_step_vendor_id"), "vendor_step", ["vendor_id"], unique=False)
    op.add_column("vendor", sa.Column("owner_name", sa.String(length=120), nullable=False, server_default=""))
    op.add_column(
        "vendor", sa.Column("owner_position", sa.String(length=60), nullable=False, server_default="")
    )
    op.add_column("vendor", sa.Column("reason", sa.String(length=400), nullable=False, server_default=""))
    op.add_column(
        "vendor",
        sa.Column("since", UtcDateTime(), nullable=False, server_default="1970-01-01 00:00:00.000000"),
    )
    op.add_column("vendor", sa.Column("bank_changed_at", UtcDateTime(), nullable=True))
    op.add_column(
        "vendor", sa.Column("is_aggregator", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE vendor SET since = created_at")
    op.create_index("ix_vendor_status_id", "vendor", ["status", "id"], unique=False)
    op.create_index(
        "uq_vendor_nib",
        "vendor",
        ["nib"],
        unique=True,
        sqlite_where=sa.text(KNOWN),
        postgresql_where=sa.text(KNOWN),
    )


def downgrade() -> None:
    op.drop_index("uq_vendor_nib", table_name="vendor")
    op.drop_index("ix_vendor_status_id", table_name="vendor")
    for column in ("is_aggregator", "bank_changed_at", "since", "reason", "owner_position", "owner_name"):
        op.drop_column("vendor", column)
    for table in ("vendor_step", "vendor_document", "vendor_change"):
        op.drop_table(table)
