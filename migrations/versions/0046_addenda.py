"""Changes of an issued order, proposed by one side and answered by the other."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0046_addenda"
down_revision = "0045_hps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "purchase_addendum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "agreed",
                "refused",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_purchase_addendum_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["person.id"], name=op.f("fk_purchase_addendum_proposed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_purchase_addendum_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_addendum")),
        sa.UniqueConstraint("purchase_id", "n", name=op.f("uq_purchase_addendum_purchase_id_n")),
    )


def downgrade() -> None:
    op.drop_table("purchase_addendum")
