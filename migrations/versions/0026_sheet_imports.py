"""Spreadsheets of any kind: those of vendors move in, those of goods join them."""

import sqlalchemy as sa
from alembic import op

from domain.db import UtcDateTime
from domain.people.rules import Role

revision = "0026_sheet_imports"
down_revision = "0025_organiser"
branch_labels = None
depends_on = None

STATES = ("checking", "ready", "writing", "done", "dropped")
OUTCOMES = ("unchecked", "created", "changed", "unchanged", "wrong")


def _one_of(values, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _of_vendors() -> None:
    op.create_table(
        "vendor_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("state", _one_of(STATES, "state"), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("handled", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_vendor_import_asked_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_import")),
    )
    op.create_index("ix_vendor_import_state_id", "vendor_import", ["state", "id"])
    op.create_table(
        "vendor_import_line",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("nib", sa.String(length=13), nullable=False),
        sa.Column("outcome", _one_of(OUTCOMES, "outcome"), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("message", sa.String(length=200), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["vendor_import.id"], name=op.f("fk_vendor_import_line_import_id_vendor_import")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_vendor_import_line_vendor_id_vendor")
        ),
        sa.PrimaryKeyConstraint("import_id", "n", name=op.f("pk_vendor_import_line")),
    )
    op.create_index("ix_vendor_import_line_import_id_nib", "vendor_import_line", ["import_id", "nib"])


def _of_any_kind() -> None:
    op.create_table(
        "sheet_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("state", _one_of(STATES, "state"), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("handled", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_as", _one_of([role.value for role in Role], "asked_as"), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_sheet_import_asked_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_import")),
    )
    op.create_index("ix_sheet_import_state_id", "sheet_import", ["state", "id"])
    op.create_index("ix_sheet_import_kind_scope_id", "sheet_import", ["kind", "scope", "id"])
    op.create_table(
        "sheet_import_line",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("outcome", _one_of(OUTCOMES, "outcome"), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("message", sa.String(length=200), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["sheet_import.id"], name=op.f("fk_sheet_import_line_import_id_sheet_import")
        ),
        sa.PrimaryKeyConstraint("import_id", "n", name=op.f("pk_sheet_import_line")),
    )
    op.create_index("ix_sheet_import_line_import_id_key", "sheet_import_line", ["import_id", "key"])
    op.create_index(
        "ix_sheet_import_line_import_id_outcome_n", "sheet_import_line", ["import_id", "outcome", "n"]
    )


def upgrade() -> None:
    _of_any_kind()
    op.execute(
        "INSERT INTO sheet_import (id, kind, scope, file_name, state, total, handled, asked_by, asked_as, asked_at) "
        "SELECT id, 'vendors', '', file_name, state, total, handled, asked_by, 'admin', asked_at FROM vendor_import"
    )
    op.execute(
        "INSERT INTO sheet_import_line (import_id, n, cells, title, key, outcome, field, message, target_id) "
        "SELECT import_id, n, cells, '', nib, outcome, field, message, vendor_id FROM vendor_import_line"
    )
    _go_on("sheet_import")
    op.drop_table("vendor_import_line")
    op.drop_table("vendor_import")


def downgrade() -> None:
    _of_vendors()
    op.execute(
        "INSERT INTO vendor_import (id, file_name, state, total, handled, asked_by, asked_at) "
        "SELECT id, file_name, state, total, handled, asked_by, asked_at FROM sheet_import WHERE kind = 'vendors'"
    )
    op.execute(
        "INSERT INTO vendor_import_line (import_id, n, cells, nib, outcome, field, message, vendor_id) "
        "SELECT l.import_id, l.n, l.cells, l.key, l.outcome, l.field, l.message, l.target_id "
        "FROM sheet_import_line l JOIN sheet_import i ON i.id = l.import_id WHERE i.kind = 'vendors'"
    )
    _go_on("vendor_import")
    op.drop_table("sheet_import_line")
    op.drop_table("sheet_import")


def _go_on(table: str) -> None:
    """Numbers given out from here on come after the ones moved in."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), COALESCE((SELECT max(id) FROM {table}), 0) + 1, false)"
        )
