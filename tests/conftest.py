from tests.support.databases import *  # noqa: F403
from tests.support.market import *  # noqa: F403
from tests.support.people import *  # noqa: F403
from tests.support.visitor import *  # noqa: F403
