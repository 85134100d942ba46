"""What a PDF may hold: nothing locked, nothing that runs or opens by itself, no file inside, not endless.

Reads the objects' own text and what object streams unpack to, never the pages' content; nothing is run or drawn.
"""

import re
import zlib
from collections.abc import Iterator

from domain.errors import RuleBroken

SIGNATURE = b"%PDF-"
MOST_PAGES = 300
MOST_UNPACKED = 32 * 1024 * 1024  # bytes
UNPACKED_AT_ONCE = 64 * 1024  # bytes of a stream that is not packed after all
LOOK_BACK = 2048  # bytes before a stream that say what it is
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_HEXED = {f"{code:02x}": chr(code).encode() for code in range(48, 123) if chr(code).isalnum()}
_MEANT = {f"#{digits}".encode(): sign for each, sign in _HEXED.items() for digits in (each, each.upper())}
_END = rb"(?![A-Za-z0-9])"
_LOCKED = re.compile(rb"/Encrypt" + _END)
_RUNS = re.compile(rb"/(?:JavaScript|Launch|RichMedia|XFA)" + _END)
_RUNS_SHORT = re.compile(rb"/JS" + _END)
_CARRIES = re.compile(rb"/EmbeddedFiles?" + _END)
_PAGE = re.compile(rb"/Type\s*/Page" + _END)
_PACKED = re.compile(rb"/Type\s*/ObjStm" + _END)
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[A-Za-z0-9]+)")


def check(raw: bytes) -> None:
    """Raises RuleBroken with what to do instead."""
    if not raw.startswith(SIGNATURE):
        raise RuleBroken("Hanya berkas PDF yang bisa disimpan di sini.", field="file")
    unpacked = [_plain(each) for each in _unpacked(raw)]
    own = [_plain(_between(raw)), *unpacked]
    whole = [_plain(raw), *unpacked]  # long names are looked for everywhere: no stream hides them
    if any(_LOCKED.search(each) for each in whole):
        raise RuleBroken("PDF ini dikunci. Simpan ulang tanpa kata sandi, lalu pilih lagi.", field="file")
    if any(_RUNS.search(each) for each in whole) or any(_RUNS_SHORT.search(each) for each in own):
        raise RuleBroken(
            "PDF ini berisi perintah yang berjalan sendiri. Cetak ulang ke PDF dulu.", field="file"
        )
    if any(_CARRIES.search(each) for each in whole):
        raise RuleBroken("Ada berkas lain di dalam PDF ini. Cetak ulang ke PDF dulu.", field="file")
    if sum(len(_PAGE.findall(each)) for each in own) > MOST_PAGES:
        raise RuleBroken("PDF ini lebih dari {most} halaman. Bagi dulu.", most=MOST_PAGES, field="file")


def _plain(text: bytes) -> bytes:
    """Names as they are meant: `/J#61va` is `/Java`."""
    if b"#" in text:
        for escaped, sign in _MEANT.items():
            text = text.replace(escaped, sign)
    return text


def _between(raw: bytes) -> bytes:
    """What stands between the streams."""
    kept, at = [], 0
    while found := _STREAM.search(raw, at):
        kept.append(raw[at : found.start()])
        at = raw.find(b"endstream", found.end())
        if at < 0:
            break
    else:
        kept.append(raw[at:])
    return b" ".join(kept)


def _unpacked(raw: bytes) -> Iterator[bytes]:
    """What each packed stream of objects holds; its own end is told by the packing."""
    left, view = MOST_UNPACKED, memoryview(raw)
    for found in _STREAM.finditer(raw):
        told = _plain(raw[max(0, found.start() - LOOK_BACK) : found.start()])
        told = told[told.rfind(b" obj") + 1 :]
        if not _PACKED.search(told):
            continue
        text = _inflated(told, view[found.end() :], left)
        left -= len(text) + LOOK_BACK
        if left <= 0:
            raise RuleBroken("Isi PDF ini terlalu besar. Cetak ulang ke PDF dulu.", field="file")
        yield text


def _inflated(told: bytes, content: memoryview, most: int) -> bytes:
    named = _FILTER.search(told)
    if named is None:
        return bytes(content[:UNPACKED_AT_ONCE])
    try:
        if named[1].strip(b"[] ") != b"/FlateDecode":
            raise zlib.error
        return zlib.decompressobj().decompress(content, most)
    except zlib.error:
        raise RuleBroken("PDF ini tidak bisa kami periksa. Cetak ulang ke PDF dulu.", field="file") from None
