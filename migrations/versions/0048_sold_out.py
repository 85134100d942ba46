"""What is sold out comes last in the catalogue: an index of it alone."""

import sqlalchemy as sa
from alembic import op

revision = "0048_sold_out"
down_revision = "0047_quotes"
branch_labels = None
depends_on = None

SOLD_OUT = sa.text("stock < minimum_order")


def upgrade() -> None:
    op.create_index(
        "ix_listing_sold_out", "listing", ["etalase", "state", "id"],
        sqlite_where=SOLD_OUT, postgresql_where=SOLD_OUT,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("ix_listing_sold_out", "listing")
