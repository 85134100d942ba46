"""A stored photo or PDF that only its people may read. The bytes are the media folder's business."""

from enum import StrEnum
from typing import NamedTuple


class FileKind(StrEnum):
    JPEG = "jpeg"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        return "application/pdf" if self is FileKind.PDF else "image/jpeg"


class StoredFile(NamedTuple):
    """One file under its SHA-256; `size` is bytes."""

    key: str
    kind: FileKind
    size: int
