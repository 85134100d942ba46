"""Packages of organisers; milestones of an order and the payments of its terms."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import (
    add_columns,
    drop_append_only_function,
    drop_columns,
    make_append_only,
    replace_states,
)

revision = "0025_organiser"
down_revision = "0024_vendor_staff"
branch_labels = None
depends_on = None

BEFORE = (
    "draft", "awaiting_approval", "returned", "issued", "accepted", "cancel_asked", "in_fulfilment", "in_use",
    "given_back", "received",
    "handed_over", "invoiced", "verified", "paid", "done", "expired", "cancelled", "declined",
)  # fmt: skip
AFTER = (*BEFORE[:9], "reported", *BEFORE[9:])
LINES = ("basket_line", "purchase_line")


def upgrade() -> None:
    for table in LINES:
        add_columns(table, [sa.Column("people", sa.Integer(), nullable=True)])
    replace_states("purchase", "state", AFTER)
    op.create_table(
        "purchase_milestone",
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("deliverable", sa.String(length=200), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "planned",
                "reported",
                "accepted",
                "handed_over",
                "paid",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("term", sa.Integer(), nullable=True),
        sa.Column("report", sa.String(length=400), nullable=False),
        sa.Column("reported_at", UtcDateTime(), nullable=True),
        sa.Column("photo_key", sa.String(length=64), nullable=True),
        sa.Column("photo_bytes", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_purchase_milestone_weight")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_purchase_milestone_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("purchase_id", "position", name=op.f("pk_purchase_milestone")),
    )
    op.create_table(
        "term_payment",
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("proof_number", sa.String(length=60), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("withheld", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("paid_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("gross = withheld + net", name=op.f("ck_term_payment_sum")),
        sa.ForeignKeyConstraint(["paid_by"], ["person.id"], name=op.f("fk_term_payment_paid_by_person")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_term_payment_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("purchase_id", "n", name=op.f("pk_term_payment")),
    )
    op.create_table(
        "package_terms",
        sa.Column("listing_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("people_from", sa.Integer(), nullable=False),
        sa.Column("people_to", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("inclusions", sa.Text(), nullable=False),
        sa.Column("per_person", sa.Boolean(), nullable=False),
        sa.Column("venue", sa.Text(), nullable=False),
        sa.Column("crew", sa.Integer(), nullable=False),
        sa.Column("rundown", sa.Text(), nullable=False),
        sa.Column("reschedule_days", sa.Integer(), nullable=False),
        sa.Column("milestones", sa.JSON(), nullable=False),
        sa.Column("cancel_fees", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "1 <= people_from AND people_from <= people_to", name=op.f("ck_package_terms_people")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id", "n"],
            ["listing_version.listing_id", "listing_version.n"],
            name=op.f("fk_package_terms_listing_id_n_listing_version"),
        ),
        sa.PrimaryKeyConstraint("listing_id", "n", name=op.f("pk_package_terms")),
    )
    make_append_only("package_terms")


def downgrade() -> None:
    op.drop_table("term_payment")
    op.drop_table("purchase_milestone")
    op.drop_table("package_terms")
    drop_append_only_function("package_terms")
    op.execute("UPDATE purchase SET state='in_fulfilment' WHERE state = 'reported'")
    replace_states("purchase", "state", BEFORE)
    for table in LINES:
        drop_columns(table, ["people"])
