"""Farmer groups and their members."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0027_farmer_groups"
down_revision = "0026_sheet_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "farmer_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("village_code", sa.String(length=16), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_code"], ["village.code"], name=op.f("fk_farmer_group_village_code_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_farmer_group")),
        sa.UniqueConstraint("village_code", "key", name=op.f("uq_farmer_group_village_code_key")),
    )
    op.create_table(
        "farmer_group_member",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=True),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["farmer_group.id"], name=op.f("fk_farmer_group_member_group_id_farmer_group")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["person.id"], name=op.f("fk_farmer_group_member_noted_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_farmer_group_member_person_id_person")
        ),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_farmer_group_member")),
    )
    op.create_index(
        op.f("ix_farmer_group_member_person_id"), "farmer_group_member", ["person_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("farmer_group_member")
    op.drop_table("farmer_group")
