"""The full-text index that follows `listing.search_text`, on each database. Pure text; migrations use it too.

SQLite: an FTS5 table whose content is the listing table itself, kept by triggers. An update of other
columns (stock, above all) does not touch it. PostgreSQL: a generated column and its GIN index.
"""

STATEMENTS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "CREATE VIRTUAL TABLE listing_fts USING fts5("
        "search_text, content='listing', content_rowid='id', tokenize='unicode61')",
        "CREATE TRIGGER listing_fts_insert AFTER INSERT ON listing BEGIN "
        "INSERT INTO listing_fts(rowid, search_text) VALUES (new.id, new.search_text); END",
        "CREATE TRIGGER listing_fts_update AFTER UPDATE OF search_text ON listing BEGIN "
        "INSERT INTO listing_fts(listing_fts, rowid, search_text) VALUES ('delete', old.id, old.search_text); "
        "INSERT INTO listing_fts(rowid, search_text) VALUES (new.id, new.search_text); END",
        "CREATE TRIGGER listing_fts_delete AFTER DELETE ON listing BEGIN "
        "INSERT INTO listing_fts(listing_fts, rowid, search_text) VALUES ('delete', old.id, old.search_text); "
        "END",
    ),
    "postgresql": (
        "ALTER TABLE listing ADD COLUMN search_fts tsvector "
        "GENERATED ALWAYS AS (to_tsvector('simple', search_text)) STORED",
        "CREATE INDEX ix_listing_search_fts ON listing USING gin (search_fts)",
    ),
}
REMOVAL: dict[str, tuple[str, ...]] = {
    "sqlite": ("DROP TABLE listing_fts",),
    "postgresql": (),
}
