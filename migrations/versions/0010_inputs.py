"""Control inputs: kinds, places, stock, requests and their hand-over."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0010_inputs"
down_revision = "0009_farmer_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "depot",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_depot")),
    )
    op.create_table(
        "input",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=12), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_input")),
    )
    op.create_table(
        "input_stock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("depot_code", sa.String(length=40), nullable=False),
        sa.Column("input_code", sa.String(length=40), nullable=False),
        sa.Column("free", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "free >= 0 AND held >= 0 AND given >= 0", name=op.f("ck_input_stock_never_negative")
        ),
        sa.ForeignKeyConstraint(["depot_code"], ["depot.code"], name=op.f("fk_input_stock_depot_code_depot")),
        sa.ForeignKeyConstraint(["input_code"], ["input.code"], name=op.f("fk_input_stock_input_code_input")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_stock")),
        sa.UniqueConstraint("depot_code", "input_code", name=op.f("uq_input_stock_depot_code_input_code")),
    )
    op.create_table(
        "input_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("input_code", sa.String(length=40), nullable=False),
        sa.Column("depot_code", sa.String(length=40), nullable=True),
        sa.Column("farmer_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=16), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("area_m2", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.Column("pickup", sa.String(length=8), nullable=False),
        sa.Column("handed_by", sa.Integer(), nullable=True),
        sa.Column("handed_at", UtcDateTime(), nullable=True),
        sa.Column("receiver", sa.String(length=80), nullable=False),
        sa.Column(
            "proof",
            sa.Enum("code", "photo", name="proof", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("photo_small", sa.String(length=64), nullable=True),
        sa.Column("photo_large", sa.String(length=64), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "reserved",
                "handed_over",
                "refused",
                "cancelled",
                "lapsed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(state = 'handed_over') = (proof IS NOT NULL)", name=op.f("ck_input_request_proven")
        ),
        sa.CheckConstraint(
            "(state = 'reserved') = (held_until IS NOT NULL)", name=op.f("ck_input_request_held")
        ),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_input_request_some")),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_input_request_asked_by_person")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_input_request_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_input_request_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["depot_code"], ["depot.code"], name=op.f("fk_input_request_depot_code_depot")
        ),
        sa.ForeignKeyConstraint(["farmer_id"], ["person.id"], name=op.f("fk_input_request_farmer_id_person")),
        sa.ForeignKeyConstraint(["handed_by"], ["person.id"], name=op.f("fk_input_request_handed_by_person")),
        sa.ForeignKeyConstraint(
            ["input_code"], ["input.code"], name=op.f("fk_input_request_input_code_input")
        ),
        sa.ForeignKeyConstraint(
            ["village_code"], ["village.code"], name=op.f("fk_input_request_village_code_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_request")),
    )
    op.create_index(op.f("ix_input_request_complaint_id"), "input_request", ["complaint_id"], unique=False)
    op.create_index(op.f("ix_input_request_farmer_id"), "input_request", ["farmer_id"], unique=False)
    op.create_index(op.f("ix_input_request_state"), "input_request", ["state"], unique=False)
    op.create_index(op.f("ix_input_request_village_code"), "input_request", ["village_code"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_input_request_village_code"), table_name="input_request")
    op.drop_index(op.f("ix_input_request_state"), table_name="input_request")
    op.drop_index(op.f("ix_input_request_farmer_id"), table_name="input_request")
    op.drop_index(op.f("ix_input_request_complaint_id"), table_name="input_request")
    op.drop_table("input_request")
    op.drop_table("input_stock")
    op.drop_table("input")
    op.drop_table("depot")
