"""The newest orders of an office are found by their moment."""

from alembic import op

revision = "0032_rotation"
down_revision = "0031_demand"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_purchase_office_code_issued_at", "purchase", ["office_code", "issued_at"])


def downgrade() -> None:
    op.drop_index("ix_purchase_office_code_issued_at", "purchase")
