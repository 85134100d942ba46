"""Suspicions of an outbreak, messages to farmers, and who got each."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0011_outbreaks"
down_revision = "0010_inputs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbreak_candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "tier",
            sa.Enum("look", "alarm", name="tier", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "cause",
            sa.Enum(
                "cluster",
                "unusual",
                "watchlist",
                name="cause",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "confirmed",
                "rejected",
                "lapsed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("problem_code", sa.String(length=60), nullable=False),
        sa.Column("commodity_code", sa.String(length=40), nullable=True),
        sa.Column("district", sa.String(length=60), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("farmers", sa.Integer(), nullable=False),
        sa.Column("fortnight", sa.Integer(), nullable=False),
        sa.Column("usual", sa.Float(), nullable=False),
        sa.Column("bound", sa.Float(), nullable=True),
        sa.Column("villages", sa.JSON(), nullable=False),
        sa.Column("by_themselves", sa.Integer(), nullable=False),
        sa.Column("filers", sa.Integer(), nullable=False),
        sa.Column("raised_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (decided_at IS NULL)", name=op.f("ck_outbreak_candidate_decided")
        ),
        sa.ForeignKeyConstraint(
            ["commodity_code"],
            ["commodity.code"],
            name=op.f("fk_outbreak_candidate_commodity_code_commodity"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_outbreak_candidate_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["problem_code"], ["problem.code"], name=op.f("fk_outbreak_candidate_problem_code_problem")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbreak_candidate")),
        sa.UniqueConstraint(
            "week",
            "district",
            "problem_code",
            "tier",
            name=op.f("uq_outbreak_candidate_week_district_problem_code_tier"),
        ),
    )
    op.create_index(op.f("ix_outbreak_candidate_state"), "outbreak_candidate", ["state"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "warning", "broadcast", name="kind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("commodity_code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("villages", sa.JSON(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["outbreak_candidate.id"],
            name=op.f("fk_notice_candidate_id_outbreak_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["commodity_code"], ["commodity.code"], name=op.f("fk_notice_commodity_code_commodity")
        ),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name=op.f("fk_notice_sent_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_notice_candidate_id")),
    )
    op.create_index(op.f("ix_notice_expires_on"), "notice", ["expires_on"], unique=False)
    op.create_table(
        "notice_reader",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=16), nullable=False),
        sa.Column("grows", sa.Boolean(), nullable=False),
        sa.Column(
            "presence",
            sa.Enum(
                "present", "absent", name="presence", native_enum=False, create_constraint=True, length=32
            ),
            nullable=True,
        ),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(presence IS NULL) = (answered_at IS NULL)", name=op.f("ck_notice_reader_answered")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_notice_reader_notice_id_notice")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_reader_person_id_person")),
        sa.ForeignKeyConstraint(
            ["village_code"], ["village.code"], name=op.f("fk_notice_reader_village_code_village")
        ),
        sa.PrimaryKeyConstraint("notice_id", "person_id", name=op.f("pk_notice_reader")),
    )
    op.create_index(op.f("ix_notice_reader_person_id"), "notice_reader", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_notice_reader_person_id"), table_name="notice_reader")
    op.drop_table("notice_reader")
    op.drop_index(op.f("ix_notice_expires_on"), table_name="notice")
    op.drop_table("notice")
    op.drop_index(op.f("ix_outbreak_candidate_state"), table_name="outbreak_candidate")
    op.drop_table("outbreak_candidate")
