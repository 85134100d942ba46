"""What people were told, how it went out, how they want to hear, and reminders of promises.

What stands in the journal already is not told again: reading begins at its newest entry.
"""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime

revision = "0043_alerts"
down_revision = "0042_service_and_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert_cursor",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_alert_cursor_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_cursor")),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("telling", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column(
            "role",
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
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_alert_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("person_id", "seq", name=op.f("uq_alert_person_id_seq")),
    )
    op.create_index(op.f("ix_alert_at"), "alert", ["at"], unique=False)
    op.create_index("ix_alert_person_id_id", "alert", ["person_id", "id"], unique=False)
    op.create_index(
        "ix_alert_unread",
        "alert",
        ["person_id"],
        unique=False,
        sqlite_where=sa.text("read_at IS NULL"),
        postgresql_where=sa.text("read_at IS NULL"),
    )
    op.create_table(
        "alert_address",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_alert_address_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_alert_address")),
    )
    op.create_table(
        "alert_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "push",
                "email",
                "sms",
                "whatsapp",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_alert_choice_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "channel", name=op.f("pk_alert_choice")),
    )
    op.create_table(
        "alert_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "push",
                "email",
                "sms",
                "whatsapp",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("phone_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sent",
                "dead",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("error", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_alert_delivery_alert_id_alert"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_delivery")),
        sa.UniqueConstraint(
            "alert_id", "channel", "phone_id", name=op.f("uq_alert_delivery_alert_id_channel_phone_id")
        ),
    )
    op.create_index("ix_alert_delivery_state_due_at", "alert_delivery", ["state", "due_at"], unique=False)
    op.create_table(
        "complaint_reminder",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "fresh",
                "half",
                "nearly",
                "breached",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_reminder_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("complaint_id", "attempt", "stage", name=op.f("pk_complaint_reminder")),
    )
    op.create_table(
        "push_phone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sign_in_id", sa.String(length=64), nullable=False),
        sa.Column("endpoint", sa.String(length=600), nullable=False),
        sa.Column("public_key", sa.String(length=120), nullable=False),
        sa.Column("auth", sa.String(length=40), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_push_phone_person_id_person")),
        sa.ForeignKeyConstraint(
            ["sign_in_id"], ["sign_in.id"], name=op.f("fk_push_phone_sign_in_id_sign_in"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_phone")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_push_phone_endpoint")),
        sa.UniqueConstraint("sign_in_id", name=op.f("uq_push_phone_sign_in_id")),
    )
    op.create_index(op.f("ix_push_phone_person_id"), "push_phone", ["person_id"], unique=False)
    op.execute("INSERT INTO alert_cursor (id, seq) SELECT 1, COALESCE(MAX(seq), 0) FROM journal")


def downgrade() -> None:
    op.drop_index(op.f("ix_push_phone_person_id"), table_name="push_phone")
    op.drop_table("push_phone")
    op.drop_table("complaint_reminder")
    op.drop_index("ix_alert_delivery_state_due_at", table_name="alert_delivery")
    op.drop_table("alert_delivery")
    op.drop_table("alert_choice")
    op.drop_table("alert_address")
    op.drop_index(
        "ix_alert_unread",
        table_name="alert",
        sqlite_where=sa.text("read_at IS NULL"),
        postgresql_where=sa.text("read_at IS NULL"),
    )
    op.drop_index("ix_alert_person_id_id", table_name="alert")
    op.drop_index(op.f("ix_alert_at"), table_name="alert")
    op.drop_table("alert")
    op.drop_table("alert_cursor")
