"""What an Ogg recording says beside its sound: its comments (RFC 7845, section 5.2; Vorbis I, section 5)."""

import struct

PAGE = struct.Struct("<4sBBqIIIB")  # mark, version, kind, position, stream, number, checksum, segments
CHECKSUM_AT = 22
HEADS = (b"OpusTags", b"\x03vorbis")


def without_comments(raw: bytes) -> bytes:
    """The same pages with every comment blank. Raises ValueError when they do not add up."""
    out, at = bytearray(raw), 0
    while at < len(out):
        start, end = _body(out, at)
        head = next((head for head in HEADS if out.startswith(head, start)), None)
        if head:
            _blank(out, start + len(head), end)
            out[at + CHECKSUM_AT : at + CHECKSUM_AT + 4] = bytes(4)
            struct.pack_into("<I", out, at + CHECKSUM_AT, checksum(out[at:end]))
        at = end
    return bytes(out)


def _body(raw: bytearray, at: int) -> tuple[int, int]:
    """Where the body of the page at `at` begins and ends."""
    if len(raw) - at < PAGE.size or raw[at : at + 4] != b"OggS":
        raise ValueError("no page")
    start = at + PAGE.size + raw[at + PAGE.size - 1]
    end = start + sum(raw[at + PAGE.size : start])
    if end > len(raw):
        raise ValueError("cut off")
    return start, end


def _blank(raw: bytearray, at: int, end: int) -> None:
    """Overwrite comments between two places, each keeping its length: a name of one letter and no value."""
    at = _after(raw, at, end)  # the name of the program that encoded it
    (count,) = struct.unpack_from("<I", raw, at)
    at += 4
    for _ in range(count):
        until = _after(raw, at, end)
        raw[at + 4 : until] = b"X=".ljust(until - at - 4)[: until - at - 4]
        at = until


def _after(raw: bytearray, at: int, end: int) -> int:
    """Where the text whose length stands at `at` ends. ValueError when it goes on elsewhere."""
    if at + 4 > end:
        raise ValueError("short")
    until = at + 4 + struct.unpack_from("<I", raw, at)[0]
    if until > end:
        raise ValueError("long")
    return until


def checksum(page: bytes | bytearray) -> int:
    """CRC-32 of Ogg: polynomial 04c11db7, from zero, nothing reflected (RFC 3533, section 6)."""
    crc = 0
    for byte in page:
        crc = (crc << 8 & 0xFFFFFFFF) ^ _TABLE[crc >> 24 ^ byte]
    return crc


def _entry(value: int) -> int:
    crc = value << 24
    for _ in range(8):
        crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
    return crc


_TABLE = tuple(map(_entry, range(256)))
