"""A stored voice note, as rows and forms speak of it. The bytes are the media folder's business."""

from enum import StrEnum
from typing import NamedTuple

SECONDS_AT_MOST = 60


class VoiceKind(StrEnum):
    """The containers browsers and phones record in and browsers can play."""

    WEBM = "webm"
    OGG = "ogg"
    MP4 = "mp4"
    MP3 = "mpeg"
    WAV = "wav"

    @property
    def media_type(self) -> str:
        return f"audio/{self.value}"


class Voice(NamedTuple):
    """A recording as it was sent, under its SHA-256. `size` is bytes."""

    key: str
    kind: VoiceKind
    size: int
