"""The door to complaints: the farmer's side, and the officer who reports for a farmer."""

from web.access import Area
from web.uploads import allow_photos

area = Area("complaints", __name__, url_prefix="/keluhan")
area.url_value_preprocessor(allow_photos)
