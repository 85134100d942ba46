"""Photos everybody may see, in the size and kind a phone asks for. Made by a job, from the kept JPEG.

Until the job has run, the JPEGs made when the photo was taken stand in. What is still to be made is a
file named after its key in `wanted/`: the queue survives a restart and needs no database.
"""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from domain.pictures import SIDES
from services.media import Media, PhotoRefused

log = logging.getLogger(__name__)
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}  # best first
AT_ONCE = 30


class Shown(NamedTuple):
    """A picture file's place and media type; `final` says that nothing better will come."""

    file: Path
    type: str
    final: bool


class Gallery:
    """What the media folder holds, as everybody sees it."""

    def __init__(self, media: Media):
        self.media = media
        self.queue = media.folder / "wanted"

    def want(self, key: str) -> None:
        """Have the renditions of a kept photo made soon. Repeating does no harm."""
        self.queue.mkdir(parents=True, exist_ok=True)
        (self.queue / key).touch()

    def make_wanted(self, at_once: int = AT_ONCE) -> int:
        """Make what is wanted, oldest first, so many photos at most; returns how many. Run by a job."""
        if not self.queue.exists():
            return 0
        waiting = sorted(self.queue.iterdir(), key=lambda mark: mark.stat().st_mtime)[:at_once]
        for mark in waiting:
            if self.media.has(mark.name):
                self._make(mark.name)
            mark.unlink(missing_ok=True)
        return len(waiting)

    def _make(self, key: str) -> None:
        try:
            made = self.media.renditions(self.media.read(key), "shown")
            for each in made:
                self.media.put(self._place(key, each.side, each.kind.lower()), each.content)
        except PhotoRefused as refused:
            if refused.why == "full":
                raise
            log.warning("photo %s cannot be made smaller: %s", key[:12], refused.why)

    def shown(self, key: str, small: str, side: int, accepted: Iterable[str]) -> Shown:
        """The best kind of the photo `key` that is `accepted` (media types); its longest side is `side`.

        `small` is the key of its 320 px JPEG, which stands in for all but the
        largest size while none is made.
        """
        if side not in SIDES:
            raise ValueError(f"{side}: photos are shown at {SIDES}")
        for kind, media_type in TYPES.items():
            place = self._place(key, side, kind)
            if (kind == "jpeg" or media_type in accepted) and place.exists():
                return Shown(place, media_type, True)
        return Shown(self.media.place(small if side <= SIDES[2] else key), TYPES["jpeg"], False)

    def _place(self, key: str, side: int, kind: str) -> Path:
        return self.media.place(key).with_name(f"{key}-{side}.{kind}")
