"""A busy year for trying out checks and reports: a thousand purchases through every turn, all papers sealed.

Not part of the first start: it takes minutes. Told by the same actions as the usual demo, with the same seed.
"""

import time
from collections.abc import Callable

from sqlalchemy import func, select

from domain.db import db
from domain.purchases.models import Purchase
from ops.sealing import seal_papers
from ops.seed import demo
from services.documents import Documents

AT_ONCE = 500  # papers sealed between two lines of what is going on


def fill(
    say: Callable[[str], None],
    *,
    seal: bool = True,
    size: demo.Size = demo.A_THOUSAND,
    documents: Documents | None = None,
) -> bool:
    """Fill an empty database. False when there was somebody. In an app context, outside a write block."""
    began = time.monotonic()
    if not demo.fill_if_empty(say, size):
        return False
    asked = select(Purchase.kind, func.count()).group_by(Purchase.kind).order_by(Purchase.kind)
    counted = ", ".join(f"{count} {kind.value}" for kind, count in db.session.execute(asked))
    say(f"• a year: {counted} ({time.monotonic() - began:.0f} s)")
    if seal:
        seal_all(say, documents)
    return True


def seal_all(say: Callable[[str], None], documents: Documents | None = None) -> int:
    """Seal every paper that waits, some hundred at a time; returns how many."""
    began, total = time.monotonic(), 0
    while sealed := seal_papers(documents, limit=AT_ONCE):
        total += sealed
        say(f"• a year: {total} papers sealed ({time.monotonic() - began:.0f} s)")
    return total
