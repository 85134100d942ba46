"""The faktur pajak of a bill: the hash its PDF lies under, who brought it and when."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import drop_append_only_function, make_append_only

revision = "0063_tax_invoice_copies"
down_revision = "0062_change_before"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tax_invoice_copy",
        sa.Column("paper_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("hat", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_tax_invoice_copy_paper_id_paper")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_tax_invoice_copy_person_id_person")
        ),
        sa.PrimaryKeyConstraint("paper_id", "n", name=op.f("pk_tax_invoice_copy")),
    )
    make_append_only("tax_invoice_copy")


def downgrade() -> None:
    op.drop_table("tax_invoice_copy")
    drop_append_only_function("tax_invoice_copy")
