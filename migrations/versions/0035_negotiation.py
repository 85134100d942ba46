"""Haggling before approval: its rounds, its two states, and what the shelf asked beside what is paid."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import (
    add_columns,
    drop_append_only_function,
    drop_columns,
    make_append_only,
    replace_check,
    replace_states,
)

revision = "0035_negotiation"
down_revision = "0034_event_move"
branch_labels = None
depends_on = None

BEFORE = (
    "draft", "awaiting_approval", "returned", "issued", "accepted", "cancel_asked", "in_fulfilment", "in_use",
    "given_back", "reported", "received", "handed_over", "invoiced", "verified", "paid", "done", "expired",
    "cancelled", "declined",
)  # fmt: skip
AFTER = ("draft", "offered", "countered", *BEFORE[1:])
AMOUNT = "amount = quantity * price + delivery_fee"


def upgrade() -> None:
    replace_states("purchase", "state", AFTER)
    add_columns(
        "purchase",
        [
            sa.Column("rounds", sa.Integer(), nullable=False, server_default=sa.text("0")),
            sa.Column("agreed_round", sa.Integer(), nullable=True),
        ],
    )
    listed = sa.Column("listed_price", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
    add_columns("purchase_line", [listed])
    op.execute("UPDATE purchase_line SET listed_price = price")
    replace_check("purchase_line", "amount", f"{AMOUNT} AND price <= listed_price")
    op.create_table(
        "negotiation_round",
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "side",
            sa.Enum("office", "vendor", name="side", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("prices", sa.JSON(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("deliver_by", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("valid_until", UtcDateTime(), nullable=False),
        sa.CheckConstraint("base >= 1", name=op.f("ck_negotiation_round_base")),
        sa.CheckConstraint("n >= 1", name=op.f("ck_negotiation_round_counted")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_negotiation_round_by_id_person")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_negotiation_round_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("purchase_id", "n", name=op.f("pk_negotiation_round")),
    )
    make_append_only("negotiation_round")


def downgrade() -> None:
    op.drop_table("negotiation_round")
    drop_append_only_function("negotiation_round")
    replace_check("purchase_line", "amount", AMOUNT)
    drop_columns("purchase_line", ["listed_price"])
    drop_columns("purchase", ["rounds", "agreed_round"])
    op.execute("UPDATE purchase SET state='awaiting_approval' WHERE state IN ('offered', 'countered')")
    replace_states("purchase", "state", BEFORE)
