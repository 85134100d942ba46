"""The owner's estimate of a purchase (HPS) and where it comes from."""

import sqlalchemy as sa

from migrations.dialect import add_columns, drop_columns

revision = "0045_hps"
down_revision = "0044_paper_facts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_columns(
        "purchase",
        [
            sa.Column("hps", sa.BigInteger(), nullable=True),
            sa.Column("hps_source", sa.String(length=200), nullable=False, server_default=sa.text("''")),
        ],
    )


def downgrade() -> None:
    drop_columns("purchase", ["hps", "hps_source"])
