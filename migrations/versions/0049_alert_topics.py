"""What people want to hear of outside the page, by topic."""

import sqlalchemy as sa
from alembic import op

revision = "0049_alert_topics"
down_revision = "0048_sold_out"
branch_labels = None
depends_on = None

TOPICS = ("cases", "warnings", "aid", "orders", "quotes", "needs", "goods")


def upgrade() -> None:
    op.create_table(
        "alert_topic_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(*TOPICS, name="topic", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_alert_topic_choice_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "topic", name=op.f("pk_alert_topic_choice")),
    )


def downgrade() -> None:
    op.drop_table("alert_topic_choice")
