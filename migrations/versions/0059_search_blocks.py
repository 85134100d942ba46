"""On PostgreSQL the index of words tells the block of ids as well: the newest are looked for first."""

from alembic import op

from domain.catalogue.search_ddl import BLOCKED, FIRST
from migrations.dialect import on_sqlite

revision = "0059_search_blocks"
down_revision = "0058_kept_back"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _remade(BLOCKED)


def downgrade() -> None:
    _remade(FIRST["postgresql"])


def _remade(statements: tuple[str, ...]) -> None:
    if on_sqlite():
        return
    op.execute("SET LOCAL statement_timeout = 0")  # the table is written anew
    op.execute("ALTER TABLE listing DROP COLUMN search_fts")
    for statement in statements:
        op.execute(statement)
