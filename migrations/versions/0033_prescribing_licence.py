"""Certificates that let a PPL or expert advise a spray."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0033_prescribing_licence"
down_revision = "0032_rotation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prescribing_licence",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("valid_through", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=True),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["person.id"], name=op.f("fk_prescribing_licence_noted_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_prescribing_licence_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_prescribing_licence")),
    )


def downgrade() -> None:
    op.drop_table("prescribing_licence")
