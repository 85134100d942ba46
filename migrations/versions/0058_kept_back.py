"""What a BAST of a rental or of an organiser's term keeps back for coming late, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0058_kept_back"
down_revision = "0057_papers_let_go"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_back",
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("penalty", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("waived", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "penalty >= 0 AND (penalty = 0 OR waived = '')", name=op.f("ck_kept_back_penalty")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_kept_back_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("purchase_id", "n", name=op.f("pk_kept_back")),
    )


def downgrade() -> None:
    op.drop_table("kept_back")
