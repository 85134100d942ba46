"""One's own alerts are read by when something happened, not by when it was written down."""

from alembic import op

revision = "0051_alerts_by_time"
down_revision = "0050_deposits_of_parts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_alert_person_id_at_id", "alert", ["person_id", "at", "id"])
    op.drop_index("ix_alert_person_id_id", "alert")


def downgrade() -> None:
    op.create_index("ix_alert_person_id_id", "alert", ["person_id", "id"])
    op.drop_index("ix_alert_person_id_at_id", "alert")
