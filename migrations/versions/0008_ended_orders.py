"""Cancellation with the vendor's consent; papers in force no longer; papers that could not be sealed yet."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import drop_append_only_function, make_append_only, replace_states

revision = "0008_ended_orders"
down_revision = "0007_library"
branch_labels = None
depends_on = None

BEFORE = (
    "draft", "awaiting_approval", "returned", "issued", "accepted", "in_fulfilment", "received", "handed_over",
    "invoiced", "verified", "paid", "done", "expired", "cancelled", "declined",
)  # fmt: skip
AFTER = (*BEFORE[:5], "cancel_asked", *BEFORE[5:])


def upgrade() -> None:
    replace_states("purchase", "state", AFTER)
    op.create_table(
        "paper_void",
        sa.Column("paper_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "cancelled", "declined", "expired",
                name="why", native_enum=False, create_constraint=True, length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_void_paper_id_paper")),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_paper_void")),
    )  # fmt: skip
    make_append_only("paper_void")
    op.create_table(
        "paper_trouble",
        sa.Column("paper_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=80), nullable=False),
        sa.Column("next_try_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_trouble_paper_id_paper")),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_paper_trouble")),
    )
    op.create_index(op.f("ix_paper_trouble_next_try_at"), "paper_trouble", ["next_try_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_paper_trouble_next_try_at"), table_name="paper_trouble")
    op.drop_table("paper_trouble")
    op.drop_table("paper_void")
    drop_append_only_function("paper_void")
    op.execute("UPDATE purchase SET state='accepted' WHERE state='cancel_asked'")
    replace_states("purchase", "state", BEFORE)
