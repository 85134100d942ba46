"""Two people at one purchase: whatever they do, in whatever order, everything that must hold holds.

PostgreSQL walks the smallest world here; `make pairs` walks all of them, wider, on both databases.
"""

import pytest

from domain.purchases.actions import cancelling, steps
from tests.pairs.explore import explore
from tests.pairs.worlds import NARROW
from tests.support.databases import ON_POSTGRES

WALKED = NARROW[1:2] if ON_POSTGRES else NARROW


@pytest.mark.parametrize("bounds", WALKED, ids=lambda each: each.name)
def test_every_pair_of_steps_in_every_order(within, bounds):
    found = explore(bounds)
    print(f"{bounds.name}: {found}")
    assert found.violations == []
    assert found.orders > 400


@pytest.mark.skipif(ON_POSTGRES, reason="it tries the explorer, not the database")
def test_an_old_screen_let_through_is_noticed(within, monkeypatch):
    begin = steps.begin
    monkeypatch.setattr(
        cancelling, "begin", lambda actor, code, verb, _version: begin(actor, code, verb, None)
    )
    monkeypatch.setattr(cancelling, "call_off", lambda *_: None)
    found = explore(NARROW[2])
    assert any("anggaran" in each for each in found.violations)
    assert any("layar lama diterima" in each for each in found.violations)
