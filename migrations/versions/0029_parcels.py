"""Which crops farmers say to grow."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0029_parcels"
down_revision = "0028_questions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "parcel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("commodity_code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("area_m2", sa.Integer(), nullable=True),
        sa.Column("noted_by", sa.Integer(), nullable=True),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("area_m2 > 0", name=op.f("ck_parcel_area")),
        sa.ForeignKeyConstraint(
            ["commodity_code"], ["commodity.code"], name=op.f("fk_parcel_commodity_code_commodity")
        ),
        sa.ForeignKeyConstraint(["noted_by"], ["person.id"], name=op.f("fk_parcel_noted_by_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_parcel_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel")),
    )
    op.create_index(
        "ix_parcel_person_id_commodity_code", "parcel", ["person_id", "commodity_code"], unique=False
    )


def downgrade() -> None:
    op.drop_table("parcel")
