"""Days in baskets and orders; what both sides saw when a rented thing changed hands."""

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

revision = "0018_renting"
down_revision = "0017_inbox"
branch_labels = None
depends_on = None

BEFORE = (
    "draft", "awaiting_approval", "returned", "issued", "accepted", "cancel_asked", "in_fulfilment", "received",
    "handed_over", "invoiced", "verified", "paid", "done", "expired", "cancelled", "declined",
)  # fmt: skip
AFTER = (*BEFORE[:7], "in_use", "given_back", *BEFORE[7:])
LINES = ("basket_line", "purchase_line")
ADDED = ("start_day", "end_day", "hours", "delivered", "delivery_fee", "price_words", "booking_id")


def upgrade() -> None:
    for table in LINES:
        add_columns(table, _columns(), [_booking(table)])
    replace_check("purchase_line", "amount", "amount = quantity * price + delivery_fee")
    replace_states("purchase", "state", AFTER)
    op.create_table(
        "rental_checklist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "out",
                "taken",
                "back",
                "checked",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("photo_key", sa.String(length=64), nullable=True),
        sa.Column("photo_bytes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_rental_checklist_by_id_person")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_rental_checklist_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rental_checklist")),
        sa.UniqueConstraint("purchase_id", "step", name=op.f("uq_rental_checklist_purchase_id_step")),
    )
    op.create_table(
        "rental_checklist_line",
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["checklist_id"],
            ["rental_checklist.id"],
            name=op.f("fk_rental_checklist_line_checklist_id_rental_checklist"),
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["purchase_line.id"], name=op.f("fk_rental_checklist_line_line_id_purchase_line")
        ),
        sa.PrimaryKeyConstraint("checklist_id", "line_id", name=op.f("pk_rental_checklist_line")),
    )
    make_append_only("rental_checklist")
    make_append_only("rental_checklist_line")


def downgrade() -> None:
    op.drop_table("rental_checklist_line")
    op.drop_table("rental_checklist")
    for table in ("rental_checklist_line", "rental_checklist"):
        drop_append_only_function(table)
    op.execute("UPDATE purchase SET state='in_fulfilment' WHERE state IN ('in_use', 'given_back')")
    replace_states("purchase", "state", BEFORE)
    op.execute("UPDATE purchase_line SET price = amount, quantity = 1 WHERE start_day IS NOT NULL")
    replace_check("purchase_line", "amount", "amount = quantity * price")
    for table in LINES:
        drop_columns(table, ADDED, [_booking(table).name])


def _columns() -> list[sa.Column]:
    return [
        sa.Column("start_day", sa.Date(), nullable=True),
        sa.Column("end_day", sa.Date(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("delivered", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("delivery_fee", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
        sa.Column("price_words", sa.String(length=160), nullable=False, server_default=sa.text("''")),
        sa.Column("booking_id", sa.Integer(), nullable=True),
    ]


def _booking(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["booking_id"], ["rental_booking.id"], name=f"fk_{table}_booking_id_rental_booking"
    )
