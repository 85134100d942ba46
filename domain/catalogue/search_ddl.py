"""The full-text index of listings. Pure text; migrations use it too."""

from domain import search_ddl

STATEMENTS = search_ddl.statements("listing")
REMOVAL = search_ddl.removal("listing")
