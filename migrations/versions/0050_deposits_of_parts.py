"""A tax of an order paid in parts is handed in part by part."""

import sqlalchemy as sa
from alembic import op

from migrations.dialect import add_columns, drop_columns, make_append_only, on_sqlite, remake

revision = "0050_deposits_of_parts"
down_revision = "0049_alert_topics"
branch_labels = None
depends_on = None

KEY = "pk_tax_deposit"


def upgrade() -> None:
    add_columns("tax_deposit", [sa.Column("n", sa.Integer(), nullable=False, server_default="0")])
    _key("purchase_id, code", "purchase_id, code, n")


def downgrade() -> None:
    """Of several parts the first is kept: a row for a tax, as before."""
    _keep_first()
    _key("purchase_id, code, n", "purchase_id, code")
    drop_columns("tax_deposit", ["n"])


def _keep_first() -> None:
    """Rows of an append-only table go; its triggers are as before afterwards."""
    if on_sqlite():
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER tax_deposit_no_{verb}")
    else:
        op.execute("ALTER TABLE tax_deposit DISABLE TRIGGER USER")
    op.execute("DELETE FROM tax_deposit WHERE EXISTS (SELECT 1 FROM tax_deposit AS first WHERE"
        " first.purchase_id = tax_deposit.purchase_id AND first.code = tax_deposit.code AND first.n < tax_deposit.n)")
    if on_sqlite():
        make_append_only("tax_deposit")
    else:
        op.execute("ALTER TABLE tax_deposit ENABLE TRIGGER USER")


def _key(before: str, after: str) -> None:
    if on_sqlite():
        written = f"CONSTRAINT {KEY} PRIMARY KEY ({{}})".format
        remake("tax_deposit", lambda old: old.replace(written(before), written(after)))
        return
    op.drop_constraint(op.f(KEY), "tax_deposit", type_="primary")
    op.create_primary_key(op.f(KEY), "tax_deposit", after.split(", "))
