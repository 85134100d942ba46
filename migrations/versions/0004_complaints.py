"""Complaints: what happened to them, what was said, shown and answered."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import drop_append_only_function, make_append_only

revision = "0004_complaints"
down_revision = "0003_region"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("farmer_id", sa.Integer(), nullable=False),
        sa.Column("filed_by", sa.Integer(), nullable=False),
        sa.Column("village_code", sa.String(length=16), nullable=False),
        sa.Column("commodity_code", sa.String(length=40), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "filed",
                "with_officer",
                "awaiting_farmer",
                "with_expert",
                "visit_planned",
                "referred",
                "answered",
                "closed",
                "merged",
                "declined",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "cured",
                "improving",
                "unchanged",
                "failed",
                "no_news",
                "not_pest",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "desk",
            sa.Enum("officer", "expert", name="desk", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("expert_id", sa.Integer(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("filed_at", UtcDateTime(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.CheckConstraint("attempt >= 1", name=op.f("ck_complaint_attempt")),
        sa.ForeignKeyConstraint(
            ["commodity_code"], ["commodity.code"], name=op.f("fk_complaint_commodity_code_commodity")
        ),
        sa.ForeignKeyConstraint(["expert_id"], ["person.id"], name=op.f("fk_complaint_expert_id_person")),
        sa.ForeignKeyConstraint(["farmer_id"], ["person.id"], name=op.f("fk_complaint_farmer_id_person")),
        sa.ForeignKeyConstraint(["filed_by"], ["person.id"], name=op.f("fk_complaint_filed_by_person")),
        sa.ForeignKeyConstraint(["officer_id"], ["person.id"], name=op.f("fk_complaint_officer_id_person")),
        sa.ForeignKeyConstraint(
            ["village_code"], ["village.code"], name=op.f("fk_complaint_village_code_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
    )
    op.create_index(op.f("ix_complaint_expert_id"), "complaint", ["expert_id"], unique=False)
    op.create_index(op.f("ix_complaint_farmer_id"), "complaint", ["farmer_id"], unique=False)
    op.create_index(op.f("ix_complaint_officer_id"), "complaint", ["officer_id"], unique=False)
    op.create_index("ix_complaint_status_due_at", "complaint", ["status", "due_at"], unique=False)
    op.create_index(
        "ix_complaint_village_code_commodity_code",
        "complaint",
        ["village_code", "commodity_code"],
        unique=False,
    )
    op.create_table(
        "complaint_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "author_hat",
            sa.Enum(
                "public",
                "system",
                "farmer",
                "officer",
                "expert",
                "coordinator",
                "vendor_owner",
                "vendor_staff",
                "requester",
                "procurer",
                "signer",
                "receiver",
                "finance_verifier",
                "treasurer",
                "admin",
                "auditor",
                name="author_hat",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.Column("problem_code", sa.String(length=60), nullable=True),
        sa.Column(
            "certainty",
            sa.Enum(
                "sure",
                "likely",
                "guess",
                "unknown",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("advice", sa.JSON(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=False),
        sa.Column("harvest_after", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_complaint_answer_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_answer_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["problem_code"], ["problem.code"], name=op.f("fk_complaint_answer_problem_code_problem")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_answer")),
        sa.UniqueConstraint("complaint_id", "attempt", name=op.f("uq_complaint_answer_complaint_id_attempt")),
    )
    op.create_index(op.f("ix_complaint_answer_author_id"), "complaint_answer", ["author_id"], unique=False)
    op.create_index(
        op.f("ix_complaint_answer_problem_code"), "complaint_answer", ["problem_code"], unique=False
    )
    op.create_table(
        "complaint_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column(
            "hat",
            sa.Enum(
                "public",
                "system",
                "farmer",
                "officer",
                "expert",
                "coordinator",
                "vendor_owner",
                "vendor_staff",
                "requester",
                "procurer",
                "signer",
                "receiver",
                "finance_verifier",
                "treasurer",
                "admin",
                "auditor",
                name="hat",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "target",
            sa.Enum(
                "filed",
                "with_officer",
                "awaiting_farmer",
                "with_expert",
                "visit_planned",
                "referred",
                "answered",
                "closed",
                "merged",
                "declined",
                name="target",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("to_person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_event_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_complaint_event_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["to_person_id"], ["person.id"], name=op.f("fk_complaint_event_to_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_event")),
    )
    op.create_index(
        op.f("ix_complaint_event_complaint_id"), "complaint_event", ["complaint_id"], unique=False
    )
    op.create_table(
        "complaint_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "question",
                "reply",
                "reason",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_complaint_message_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_message_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_message")),
    )
    op.create_index(
        op.f("ix_complaint_message_complaint_id"), "complaint_message", ["complaint_id"], unique=False
    )
    op.create_table(
        "complaint_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("small", sa.String(length=64), nullable=False),
        sa.Column("large", sa.String(length=64), nullable=False),
        sa.Column("small_bytes", sa.Integer(), nullable=False),
        sa.Column("large_bytes", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_complaint_photo_added_by_person")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_photo_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_photo")),
        sa.UniqueConstraint(
            "complaint_id", "position", name=op.f("uq_complaint_photo_complaint_id_position")
        ),
    )
    op.create_index(op.f("ix_complaint_photo_large"), "complaint_photo", ["large"], unique=False)
    op.create_index(op.f("ix_complaint_photo_small"), "complaint_photo", ["small"], unique=False)
    make_append_only("complaint_event")


def downgrade() -> None:
    for table in ("complaint_photo", "complaint_message", "complaint_event", "complaint_answer", "complaint"):
        op.drop_table(table)
    drop_append_only_function("complaint_event")
