"""What was asked and seen on a visit."""

import sqlalchemy as sa
from alembic import op

revision = "0041_visit_checks"
down_revision = "0040_complaint_link"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("complaint_visit", sa.Column("checks", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("complaint_visit", "checks")
