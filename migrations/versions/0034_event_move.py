"""The one time an organiser's event was moved."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0034_event_move"
down_revision = "0033_prescribing_licence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_move",
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("moved_by", sa.Integer(), nullable=False),
        sa.Column("moved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["moved_by"], ["person.id"], name=op.f("fk_event_move_moved_by_person")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_event_move_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("purchase_id", name=op.f("pk_event_move")),
    )


def downgrade() -> None:
    op.drop_table("event_move")
