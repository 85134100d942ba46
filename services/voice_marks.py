"""What a recording says beside its sound: who recorded it, where, on which phone. Taken out before it is kept.

Boxes of MP4 and comments of Ogg are emptied where they stand, so that nothing else moves; the tags of MP3
and the chunks of WAV that are no sound are cut off. WebM is what browsers record: they write only the name
of their own program.
"""

import struct

from domain.errors import RuleBroken
from domain.voices import VoiceKind
from services.ogg_marks import without_comments

HOLDERS = {b"moov", b"trak", b"moof", b"traf"}  # boxes with boxes inside
TELLING = {b"udta", b"meta", b"uuid", b"free", b"skip"}  # names, places, programs, thumbnails, leftovers
SOUND = {b"fmt ", b"data", b"fact"}
BOX = struct.Struct(">I4s")
CHUNK = struct.Struct("<4sI")
ID3_HEAD, ID3_TAIL, APE_TAIL = 10, 128, 32


class Broken(RuleBroken):
    """The recording is cut off or built in a way no recorder builds it."""


def without_marks(raw: bytes, kind: VoiceKind) -> bytes:
    """The same sound, telling nothing else. Raises Broken when its parts do not add up."""
    if kind is VoiceKind.MP4:
        emptied = bytearray(raw)
        _empty_boxes(emptied, 0, len(emptied))
        return bytes(emptied)
    if kind is VoiceKind.MP3:
        return _frames(raw)
    if kind is VoiceKind.OGG:
        try:
            return without_comments(raw)
        except (ValueError, struct.error) as broken:
            raise Broken("pages") from broken
    return _chunks(raw) if kind is VoiceKind.WAV else raw


def _empty_boxes(raw: bytearray, at: int, end: int) -> None:
    """Overwrite telling boxes between two places by free space of the same length (ISO 14496-12)."""
    while at < end:
        head, size, name = _box(raw, at, end)
        if name in TELLING:
            raw[at + 4 : at + 8] = b"free"
            raw[at + head : at + size] = bytes(size - head)
        elif name in HOLDERS:
            _empty_boxes(raw, at + head, at + size)
        at += size


def _box(raw: bytearray, at: int, end: int) -> tuple[int, int, bytes]:
    """Length of a box's head, length of the whole box, and its name."""
    if end - at < BOX.size:
        raise Broken("short")
    size, name = BOX.unpack_from(raw, at)
    head = BOX.size
    if size == 1 and end - at >= 16:  # the length follows in eight bytes
        (size,), head = struct.unpack_from(">Q", raw, at + 8), 16
    elif size == 0:  # to the end
        size = end - at
    if not head <= size <= end - at:
        raise Broken("length")
    return head, size, name


def _frames(raw: bytes) -> bytes:
    """MP3 without ID3v2 in front, APEv2 and ID3v1 behind. Raises Broken when no frame begins then."""
    while raw[:3] == b"ID3" and len(raw) > ID3_HEAD:
        size = 0
        for byte in raw[6:10]:
            size = size << 7 | byte & 0x7F
        raw = raw[ID3_HEAD + size + (ID3_HEAD if raw[5] & 0x10 else 0) :]
    if raw[-ID3_TAIL:][:3] == b"TAG":
        raw = raw[:-ID3_TAIL]
    if raw[-APE_TAIL:][:8] == b"APETAGEX":
        size, flags = struct.unpack_from("<I4xI", raw, len(raw) - APE_TAIL + 12)
        raw = raw[: -min(len(raw), size + (APE_TAIL if flags >> 31 else 0))]
    if raw[:1] != b"\xff" or len(raw) < 4 or raw[1] < 0xE0:
        raise Broken("frame")
    return raw


def _chunks(raw: bytes) -> bytes:
    """WAV of its sound alone: chunks of format and samples."""
    kept, at = [], 12
    while at + CHUNK.size <= len(raw):
        name, size = CHUNK.unpack_from(raw, at)
        end = min(at + CHUNK.size + size + size % 2, len(raw))
        if name in SOUND:
            kept.append(raw[at:end])
        at = end
    body = b"WAVE" + b"".join(kept)
    return CHUNK.pack(b"RIFF", len(body)) + body
