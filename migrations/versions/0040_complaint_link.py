"""Cases that have to do with each other."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0040_complaint_link"
down_revision = "0039_parts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint_link",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("linked_by", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("complaint_id <> other_id", name=op.f("ck_complaint_link_two")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_link_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["complaint.id"], name=op.f("fk_complaint_link_other_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["linked_by"], ["person.id"], name=op.f("fk_complaint_link_linked_by_person")
        ),
        sa.PrimaryKeyConstraint("complaint_id", "other_id", name=op.f("pk_complaint_link")),
    )


def downgrade() -> None:
    op.drop_table("complaint_link")
