from hypothesis import HealthCheck, settings

from tests.support.databases import *  # noqa: F403
from tests.support.databases import ON_POSTGRES
from tests.support.drills import pytest_runtest_makereport, pytest_terminal_summary  # noqa: F401
from tests.support.market import *  # noqa: F403
from tests.support.people import *  # noqa: F403
from tests.support.visitor import *  # noqa: F403

# how fast it goes is `make bench`'s affair: a busy machine is no fault
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
BY_THEMSELVES = {"test_schema.py", "test_old_rows.py"}  # they make a database of their own


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what asks a database is asked again."""
    if not ON_POSTGRES:
        return
    asking = [item for item in items if "app" in item.fixturenames or item.path.name in BY_THEMSELVES]
    config.hook.pytest_deselected(items=[item for item in items if item not in asking])
    items[:] = asking
