"""A full-text index that follows the `search_text` of a table, on each database. Pure text; migrations use it too.

SQLite: an FTS5 table whose content is the table itself, kept by triggers; an update of other columns does
not touch it. PostgreSQL: a generated column and its GIN index. The table's key is `id`.

PostgreSQL's index knows no order. Where the newest rows are wanted of very many, `blocked` gives each row a
lexeme more, that of its block of ids: asked together with the words, block by block, the newest first.
"""

BLOCK = 16_384  # ids


def lexeme(block: int) -> str:
    """The lexeme of a block of ids; no word begins with its sign."""
    return f"'#{block}'"


def blocked(table: str) -> tuple[str, ...]:
    """What makes `search_fts` of `table` on PostgreSQL tell the block of each row as well."""
    mark = f"array_to_tsvector(ARRAY['#' || (id / {BLOCK})::text])"
    return _generated(table, f"to_tsvector('simple', search_text) || {mark}")


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
        "postgresql": _generated(table, "to_tsvector('simple', search_text)"),
    }


def _generated(table: str, text: str) -> tuple[str, ...]:
    return (
        f"ALTER TABLE {table} ADD COLUMN search_fts tsvector GENERATED ALWAYS AS ({text}) STORED",
        f"CREATE INDEX ix_{table}_search_fts ON {table} USING gin (search_fts)",
    )


def removal(table: str) -> dict[str, tuple[str, ...]]:
    """What must be dropped before the table itself, by dialect."""
    return {"sqlite": (f"DROP TABLE {table}_fts",), "postgresql": ()}
