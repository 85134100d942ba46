"""The desk's door, and what its screens share."""

from domain.complaints import queries
from web.access import EXPERT, OFFICER, Area
from web.login import actor
from web.uploads import allow_photos

area = Area("inbox", __name__, url_prefix="/kotak")
area.url_value_preprocessor(allow_photos)
ADVISERS = OFFICER | EXPERT


def above(code: str) -> dict:
    """What a form about a case shows above its fields."""
    return {"seen": queries.head(actor(), code)}
