"""Who carries a purchase out: the hat its value asks for, the hat that did, why they differ; and the hat of the Pokja."""

import sqlalchemy as sa

from migrations.dialect import add_check, add_columns, drop_check, drop_columns, replace_states

revision = "0056_executors"
down_revision = "0055_signed_copies"
branch_labels = None
depends_on = None

WORN = (
    ("hat", "role"),
    ("alert", "role"),
    ("complaint_event", "hat"),
    ("complaint_answer", "author_hat"),
    ("sheet_import", "asked_as"),
)
BEFORE = (
    "public", "system", "farmer", "officer", "expert", "coordinator", "vendor_owner", "vendor_staff", "requester",
    "procurer", "signer", "receiver", "finance_verifier", "treasurer", "admin", "auditor",
)  # fmt: skip
NOW = (*BEFORE[:10], "selection_group", *BEFORE[10:])
EXECUTORS = ("procurer", "signer", "selection_group")


def upgrade() -> None:
    for table, column in WORN:
        replace_states(table, column, NOW)
    add_columns(
        "purchase",
        [
            sa.Column("executor", sa.String(length=32), nullable=True),
            sa.Column("executed_as", sa.String(length=32), nullable=True),
            sa.Column("executor_reason", sa.String(length=400), nullable=False, server_default=sa.text("''")),
        ],
    )
    for name in ("executor", "executed_as"):
        add_check("purchase", name, f"{name} IN ({', '.join(repr(each) for each in EXECUTORS)})")
    add_check("purchase", "executed_by_executor", "executed_as = executor OR executor_reason <> ''")


def downgrade() -> None:
    """Fails where somebody wears the hat of the Pokja: nobody is given another one instead."""
    for name in ("executed_by_executor", "executed_as", "executor"):
        drop_check("purchase", name)
    drop_columns("purchase", ["executor", "executed_as", "executor_reason"])
    for table, column in reversed(WORN):
        replace_states(table, column, BEFORE)
