"""What papers must name and nobody was asked for: NIP, source of funds, whom to meet where goods are delivered."""

import sqlalchemy as sa

from migrations.dialect import add_columns, drop_columns

revision = "0044_paper_facts"
down_revision = "0043_alerts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_columns("person", [_text("nip", 18)])
    add_columns("budget_line", [_text("fund_source", 20, "APBD")])
    add_columns("purchase", [_text("contact", 80), _text("contact_phone", 16)])


def downgrade() -> None:
    drop_columns("purchase", ["contact", "contact_phone"])
    drop_columns("budget_line", ["fund_source"])
    drop_columns("person", ["nip"])


def _text(name: str, length: int, fill: str = "") -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default=sa.text(f"'{fill}'"))
