"""A full-text index that follows the `search_text` of a table, on each database. Pure text; migrations use it too.

SQLite: an FTS5 table whose content is the table itself, kept by triggers; an update of other columns does
not touch it. PostgreSQL: a generated column and its GIN index. The table's key is `id`.
"""


def statements(table: str) -> dict[str, tuple[str, ...]]:
    """What makes the index of `table`, by dialect."""
    index = f"{table}_fts"
    add = f"INSERT INTO {index}(rowid, search_text) VALUES (new.id, new.search_text); "
    forget = f"INSERT INTO {index}({index}, rowid, search_text) VALUES ('delete', old.id, old.search_text); "
    return {
        "sqlite": (
            f"CREATE VIRTUAL TABLE {index} USING fts5("
            f"search_text, content='{table}', content_rowid='id', tokenize='unicode61')",
            f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add}END",
            f"CREATE TRIGGER {index}_update AFTER UPDATE OF search_text ON {table} BEGIN {forget}{add}END",
            f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {forget}END",
        ),
        "postgresql": (
            f"ALTER TABLE {table} ADD COLUMN search_fts tsvector "
            "GENERATED ALWAYS AS (to_tsvector('simple', search_text)) STORED",
            f"CREATE INDEX ix_{table}_search_fts ON {table} USING gin (search_fts)",
        ),
    }


def removal(table: str) -> dict[str, tuple[str, ...]]:
    """What must be dropped before the table itself, by dialect."""
    return {"sqlite": (f"DROP TABLE {table}_fts",), "postgresql": ()}
