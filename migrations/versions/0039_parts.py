"""Deliveries in parts: evidence of arrivals, BAST k of n, penalties, and what both sides do not agree about."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from migrations.dialect import add_check, add_columns, drop_check, drop_columns, replace_check

revision = "0039_parts"
down_revision = "0038_complaint_spray"
branch_labels = None
depends_on = None

BEFORE = "BAST ini dibuat sebelum denda dihitung di sini."
COUNTS = ("held", "refused", "dropped", "dropped_late")


def upgrade() -> None:
    add_columns("purchase", [_column("waived", sa.String(length=400), "''")])
    add_columns("purchase_line", [_column(name, sa.Integer(), "0") for name in COUNTS])
    replace_check("purchase_line", "shipped", "shipped - rejected + held + dropped <= quantity")
    add_check("purchase_line", "open", "held >= 0 AND refused >= 0 AND refused <= rejected")
    add_check("purchase_line", "dropped", "dropped >= dropped_late AND dropped_late >= 0")
    add_columns(
        "receipt",
        [
            _column("arrived_on", sa.Date(), "'2000-01-01'"),
            sa.Column("photo_key", sa.String(length=64), nullable=True),
            _column("photo_bytes", sa.Integer(), "0"),
            sa.Column("lat_e6", sa.Integer(), nullable=True),
            sa.Column("lng_e6", sa.Integer(), nullable=True),
            sa.Column("bast", sa.Integer(), nullable=True),
        ],
    )
    op.execute("UPDATE receipt SET arrived_on = date(received_at)")
    add_check("receipt", "place_whole", "(lat_e6 IS NULL) = (lng_e6 IS NULL)")
    add_columns("receipt_line", [_column("short", sa.Integer(), "0")])
    add_check("receipt_line", "short", "short BETWEEN 0 AND rejected")
    for table in ("payment", "term_payment"):
        add_columns(table, [_column("penalty", sa.BigInteger(), "0")])
        replace_check(table, "sum", "gross = withheld + penalty + net")
    _create_handovers()
    _create_claims()
    _one_bast_each()


def _column(name: str, kind: sa.types.TypeEngine, default: str) -> sa.Column:
    return sa.Column(name, kind, nullable=False, server_default=sa.text(default))


def _create_handovers() -> None:
    op.create_table(
        "handover",
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("taxes", sa.JSON(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("withheld", sa.BigInteger(), nullable=False),
        sa.Column("penalty", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("waived", sa.String(length=400), nullable=False),
        sa.Column("bill", sa.Integer(), nullable=True),
        sa.Column("paid", sa.Boolean(), nullable=False),
        sa.CheckConstraint("total = withheld + penalty + net", name=op.f("ck_handover_sum")),
        sa.CheckConstraint("base >= 0 AND penalty >= 0 AND net >= 0", name=op.f("ck_handover_amounts")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_handover_by_id_person")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_handover_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("purchase_id", "n", name=op.f("pk_handover")),
    )
    op.create_table(
        "handover_line",
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_handover_line_quantity")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["purchase_line.id"], name=op.f("fk_handover_line_line_id_purchase_line")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id", "n"], ["handover.purchase_id", "handover.n"],
            name=op.f("fk_handover_line_purchase_id_n_handover"),
        ),
        sa.PrimaryKeyConstraint("purchase_id", "n", "line_id", name=op.f("pk_handover_line")),
    )  # fmt: skip


def _create_claims() -> None:
    kind = sa.Enum("short", "contest", name="kind", native_enum=False, create_constraint=True, length=32)
    outcome = sa.Enum(
        "accepted", "replace", "dropped", name="outcome", native_enum=False, create_constraint=True, length=32
    )
    op.create_table(
        "purchase_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("by_vendor", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("outcome", outcome, nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("bast", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(outcome IS NULL) = (settled_by IS NULL)", name=op.f("ck_purchase_claim_settled")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_purchase_claim_purchase_id_purchase")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["person.id"], name=op.f("fk_purchase_claim_opened_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["person.id"], name=op.f("fk_purchase_claim_settled_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_claim")),
    )
    op.create_index(op.f("ix_purchase_claim_purchase_id"), "purchase_claim", ["purchase_id"])
    op.create_index(
        "uq_purchase_claim_open", "purchase_claim", ["purchase_id"], unique=True,
        sqlite_where=sa.text("outcome IS NULL"), postgresql_where=sa.text("outcome IS NULL"),
    )  # fmt: skip
    op.create_table(
        "purchase_claim_line",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_purchase_claim_line_quantity")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["purchase_claim.id"], name=op.f("fk_purchase_claim_line_claim_id_purchase_claim")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["purchase_line.id"], name=op.f("fk_purchase_claim_line_line_id_purchase_line")
        ),
        sa.PrimaryKeyConstraint("claim_id", "line_id", name=op.f("pk_purchase_claim_line")),
    )


def _one_bast_each() -> None:
    """Orders for goods that were handed over before this had one BAST over everything."""
    run = op.get_bind().execute
    whole = sa.text(
        "SELECT id, handed_over_at, signer_id, base, total, withheld, net, state FROM purchase "
        "WHERE kind = 'product' AND handed_over_at IS NOT NULL"
    ).columns(handed_over_at=UtcDateTime())
    into = sa.table(
        "handover", *(sa.column(name) for name in (
            "purchase_id", "n", "by_id", "base", "total", "withheld", "penalty", "net", "why", "waived", "bill",
            "paid",
        )), sa.column("at", UtcDateTime()), sa.column("taxes", sa.JSON()),
    )  # fmt: skip
    for row in run(whole).all():
        taxes = run(sa.text("SELECT code, amount FROM purchase_tax WHERE purchase_id = :id"), {"id": row.id})
        run(
            into.insert().values(
                purchase_id=row.id, n=1, at=row.handed_over_at, by_id=row.signer_id, base=row.base,
                taxes={code: int(amount) for code, amount in taxes}, total=row.total, withheld=row.withheld,
                penalty=0, net=row.net, why="", waived=BEFORE, bill=None if row.state == "handed_over" else 1,
                paid=row.state in ("paid", "done"),
            )
        )  # fmt: skip
        run(sa.text("UPDATE receipt SET bast = 1 WHERE purchase_id = :id"), {"id": row.id})
        run(
            sa.text(
                "INSERT INTO handover_line (purchase_id, n, line_id, quantity) "
                "SELECT purchase_id, 1, id, accepted FROM purchase_line WHERE purchase_id = :id AND accepted > 0"
            ),
            {"id": row.id},
        )


def downgrade() -> None:
    op.drop_table("purchase_claim_line")
    op.drop_table("purchase_claim")
    op.drop_table("handover_line")
    op.drop_table("handover")
    for table in ("term_payment", "payment"):
        op.execute(f"UPDATE {table} SET withheld = withheld + penalty, penalty = 0")
        replace_check(table, "sum", "gross = withheld + net")
        drop_columns(table, ["penalty"])
    drop_check("receipt_line", "short")
    drop_columns("receipt_line", ["short"])
    drop_check("receipt", "place_whole")
    drop_columns("receipt", ["arrived_on", "photo_key", "photo_bytes", "lat_e6", "lng_e6", "bast"])
    drop_check("purchase_line", "dropped")
    drop_check("purchase_line", "open")
    replace_check("purchase_line", "shipped", "shipped - rejected <= quantity")
    drop_columns("purchase_line", list(COUNTS))
    drop_columns("purchase", ["waived"])
