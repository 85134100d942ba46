"""What farmers say of the service; answers begun and shared before they are sent."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0042_service_and_drafts"
down_revision = "0041_visit_checks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint_service",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("mood", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("mood IN ('good', 'fair', 'poor')", name=op.f("ck_complaint_service_mood")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_service_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_complaint_service")),
    )
    op.create_index(op.f("ix_complaint_service_said_at"), "complaint_service", ["said_at"])
    op.create_table(
        "complaint_draft",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_draft_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["person.id"], name=op.f("fk_complaint_draft_saved_by_person")),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_complaint_draft")),
    )


def downgrade() -> None:
    op.drop_table("complaint_draft")
    op.drop_table("complaint_service")
