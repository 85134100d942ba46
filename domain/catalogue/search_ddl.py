"""The full-text index of listings. Pure text; migrations use it too: FIRST of it and BLOCKED."""

from domain import search_ddl

FIRST = search_ddl.statements("listing")
BLOCKED = search_ddl.blocked("listing")
STATEMENTS = FIRST | {"postgresql": BLOCKED}
REMOVAL = search_ddl.removal("listing")
