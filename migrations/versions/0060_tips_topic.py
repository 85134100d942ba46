"""News of the season's tips, once a week, for who asks for it."""

from alembic import op

from migrations.dialect import replace_states

revision = "0060_tips_topic"
down_revision = "0059_search_blocks"
branch_labels = None
depends_on = None

BEFORE = ("cases", "warnings", "aid", "orders", "quotes", "needs", "goods")


def upgrade() -> None:
    replace_states("alert_topic_choice", "topic", (*BEFORE, "tips"))


def downgrade() -> None:
    """Who asked for tips asks for nothing any more."""
    op.execute("DELETE FROM alert_topic_choice WHERE topic = 'tips'")
    replace_states("alert_topic_choice", "topic", BEFORE)
