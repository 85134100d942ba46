"""The desk: proposals, spoken and drawn answers, notes, marks, merges, sequels, visits, saved views."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0017_inbox"
down_revision = "0016_casebook"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("query", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_view_person_id_name")),
    )
    op.create_table(
        "complaint_mark",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_mark_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_complaint_mark_person_id_person")
        ),
        sa.PrimaryKeyConstraint("complaint_id", "person_id", name=op.f("pk_complaint_mark")),
    )
    op.create_index(op.f("ix_complaint_mark_until"), "complaint_mark", ["until"], unique=False)
    op.create_table(
        "complaint_merge",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("follows", sa.Boolean(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_merge_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["complaint.id"], name=op.f("fk_complaint_merge_into_id_complaint")
        ),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_complaint_merge")),
    )
    op.create_index(op.f("ix_complaint_merge_into_id"), "complaint_merge", ["into_id"], unique=False)
    op.create_table(
        "complaint_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_complaint_note_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_note_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_note")),
    )
    op.create_index(op.f("ix_complaint_note_complaint_id"), "complaint_note", ["complaint_id"], unique=False)
    op.create_table(
        "complaint_sequel",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_sequel_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["complaint.id"], name=op.f("fk_complaint_sequel_earlier_id_complaint")
        ),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_complaint_sequel")),
    )
    op.create_index(op.f("ix_complaint_sequel_earlier_id"), "complaint_sequel", ["earlier_id"], unique=False)
    op.create_table(
        "complaint_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("planned_by", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("small", sa.String(length=64), nullable=True),
        sa.Column("large", sa.String(length=64), nullable=True),
        sa.Column("small_bytes", sa.Integer(), nullable=True),
        sa.Column("large_bytes", sa.Integer(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(done_on IS NULL) = (done_by IS NULL)", name=op.f("ck_complaint_visit_done_whole")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_visit_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(["done_by"], ["person.id"], name=op.f("fk_complaint_visit_done_by_person")),
        sa.ForeignKeyConstraint(
            ["planned_by"], ["person.id"], name=op.f("fk_complaint_visit_planned_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_visit")),
    )
    op.create_index(
        op.f("ix_complaint_visit_complaint_id"), "complaint_visit", ["complaint_id"], unique=False
    )
    op.create_index(op.f("ix_complaint_visit_planned_on"), "complaint_visit", ["planned_on"], unique=False)
    op.create_table(
        "complaint_answer_drawing",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("circles", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["complaint_answer.id"],
            name=op.f("fk_complaint_answer_drawing_answer_id_complaint_answer"),
        ),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_complaint_answer_drawing")),
    )
    op.create_table(
        "complaint_answer_voice",
        sa.Column("answer_id", sa.Integer(), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["complaint_answer.id"],
            name=op.f("fk_complaint_answer_voice_answer_id_complaint_answer"),
        ),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_complaint_answer_voice")),
    )
    op.create_index(op.f("ix_complaint_answer_voice_key"), "complaint_answer_voice", ["key"], unique=False)
    op.create_table(
        "complaint_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("advice", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(decided_by IS NULL) = (decided_at IS NULL)", name=op.f("ck_complaint_proposal_decided_whole")
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["complaint_answer.id"],
            name=op.f("fk_complaint_proposal_answer_id_complaint_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_complaint_proposal_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_proposal_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_complaint_proposal_decided_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_proposal")),
        sa.UniqueConstraint(
            "complaint_id", "attempt", name=op.f("uq_complaint_proposal_complaint_id_attempt")
        ),
    )


def downgrade() -> None:
    op.drop_table("complaint_proposal")
    op.drop_index(op.f("ix_complaint_answer_voice_key"), table_name="complaint_answer_voice")
    op.drop_table("complaint_answer_voice")
    op.drop_table("complaint_answer_drawing")
    op.drop_index(op.f("ix_complaint_visit_planned_on"), table_name="complaint_visit")
    op.drop_index(op.f("ix_complaint_visit_complaint_id"), table_name="complaint_visit")
    op.drop_table("complaint_visit")
    op.drop_index(op.f("ix_complaint_sequel_earlier_id"), table_name="complaint_sequel")
    op.drop_table("complaint_sequel")
    op.drop_index(op.f("ix_complaint_note_complaint_id"), table_name="complaint_note")
    op.drop_table("complaint_note")
    op.drop_index(op.f("ix_complaint_merge_into_id"), table_name="complaint_merge")
    op.drop_table("complaint_merge")
    op.drop_index(op.f("ix_complaint_mark_until"), table_name="complaint_mark")
    op.drop_table("complaint_mark")
    op.drop_table("saved_view")
