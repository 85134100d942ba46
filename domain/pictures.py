"""A stored photo, as rows and forms speak of it. The bytes are the media folder's business."""

from typing import NamedTuple

SIDES = (160, 320, 640, 1024)  # pixels of the longest side, for photos everybody may see
ADDRESS_LENGTH = 22


def address_of(key: str) -> str:
    """The part of a key that stands in addresses: 88 bits name a photo, half the bytes on a full list."""
    return key[:ADDRESS_LENGTH]


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
