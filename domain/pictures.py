"""A stored photo, as rows and forms speak of it. The bytes are the media folder's business."""

from typing import NamedTuple


class Picture(NamedTuple):
    """Two upright JPEGs without metadata, each under its SHA-256: `small` for lists, `large` for looking.

    Sizes are bytes; `width` and `height` are the large one's pixels.
    """

    small: str
    large: str
    small_bytes: int
    large_bytes: int
    width: int
    height: int
