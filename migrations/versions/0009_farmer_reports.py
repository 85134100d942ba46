"""Reports: what was told of the plot, the voice note, who else waits for the answer."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0009_farmer_reports"
down_revision = "0008_ended_orders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint_facts",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("part_code", sa.String(length=40), nullable=True),
        sa.Column("applied", sa.Text(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column(
            "age_unit",
            sa.Enum(
                "hari",
                "minggu",
                "bulan",
                "tahun",
                name="age_unit",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("area_m2", sa.Integer(), nullable=True),
        sa.Column("hamlet", sa.String(length=60), nullable=False),
        sa.Column("lat_e6", sa.Integer(), nullable=True),
        sa.Column("lng_e6", sa.Integer(), nullable=True),
        sa.CheckConstraint("(age IS NULL) = (age_unit IS NULL)", name=op.f("ck_complaint_facts_age_whole")),
        sa.CheckConstraint("area_m2 > 0", name=op.f("ck_complaint_facts_area")),
        sa.CheckConstraint(
            "(lat_e6 IS NULL) = (lng_e6 IS NULL)", name=op.f("ck_complaint_facts_place_whole")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_facts_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_complaint_facts")),
    )
    op.execute("INSERT INTO complaint_facts (complaint_id, applied, hamlet) SELECT id, '', '' FROM complaint")
    op.create_table(
        "complaint_voice",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "webm",
                "ogg",
                "mp4",
                "mpeg",
                "wav",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_voice_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_complaint_voice")),
    )
    op.create_index(op.f("ix_complaint_voice_key"), "complaint_voice", ["key"], unique=False)
    op.create_table(
        "complaint_follower",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_follower_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_complaint_follower_person_id_person")
        ),
        sa.PrimaryKeyConstraint("complaint_id", "person_id", name=op.f("pk_complaint_follower")),
    )
    op.create_index(
        op.f("ix_complaint_follower_person_id"), "complaint_follower", ["person_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("complaint_follower")
    op.drop_table("complaint_voice")
    op.drop_table("complaint_facts")
