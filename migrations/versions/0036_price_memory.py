"""Past orders of a listing are found by the listing: what was paid before is told to whoever buys."""

from alembic import op

revision = "0036_price_memory"
down_revision = "0035_negotiation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_purchase_line_listing_id"), "purchase_line", ["listing_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_purchase_line_listing_id"), table_name="purchase_line")
