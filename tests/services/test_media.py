"""The media folder and its fake: the same photos in, the same refusals out."""

import errno
import io
import os
import struct
import zlib

import pytest
from PIL import Image

from domain.errors import NotVisible
from services.media import LARGEST, Media, PhotoRefused
from tests.support.media import MemoryMedia, photo


@pytest.fixture(params=["folder", "memory"])
def media(request, tmp_path):
    return Media(tmp_path) if request.param == "folder" else MemoryMedia()


def opened(media, key: str) -> Image.Image:
    return Image.open(io.BytesIO(media.read(key)))


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that says it is `side` pixels square."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    lines = zlib.compress(b"\0" * 1000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_photo_becomes_two_small_jpegs(media, kind):
    kept = media.keep(io.BytesIO(photo(kind, (3000, 2000))))
    small, large = opened(media, kept.small), opened(media, kept.large)
    assert (small.format, large.format) == ("JPEG", "JPEG")
    assert max(small.size) == 320
    assert (kept.width, kept.height) == large.size == (1280, 853)
    assert kept.large_bytes == len(media.read(kept.large))


def test_it_is_upright_and_carries_no_notes(media):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Kamera Rahasia"
    kept = media.keep(io.BytesIO(photo(size=(400, 200), exif=exif, comment=b"di kebun Pak Slamet")))
    large = opened(media, kept.large)
    assert large.size == (200, 400)
    assert not dict(large.getexif())
    assert b"Rahasia" not in media.read(kept.large)
    assert b"Slamet" not in media.read(kept.large)


def test_what_hides_behind_a_photo_is_gone(media):
    kept = media.keep(io.BytesIO(photo() + b"<script>alert(1)</script>"))
    assert b"script" not in media.read(kept.large) + media.read(kept.small)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"),
        (b"<html><script>alert(1)</script></html>", "unknown"),
        (photo()[:900], "broken"),
        (bomb(12_000), "pixels"),
        (bomb(30_000), "pixels"),
        (b"\xff" * (LARGEST + 1), "size"),
    ],
    ids=["empty", "svg", "html", "truncated", "144 megapixels", "900 megapixels", "too large"],
)
def test_it_refuses_with_a_sentence(media, sent, why):
    with pytest.raises(PhotoRefused) as refused:
        media.keep(io.BytesIO(sent))
    assert refused.value.why == why
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("key", ["../../secret", "0" * 64, "", "A" * 64])
def test_only_its_own_keys_lead_anywhere(media, key):
    assert not media.has(key)
    with pytest.raises(NotVisible):
        media.read(key)


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PhotoRefused, match="penuh"):
        Media(tmp_path).keep(io.BytesIO(photo()))
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_sweeping_keeps_what_is_wanted_and_what_is_new(tmp_path):
    media = Media(tmp_path)
    wanted, unwanted = media.keep(io.BytesIO(photo())), media.keep(io.BytesIO(photo(size=(90, 70))))
    assert media.sweep({wanted.small, wanted.large}) == 0
    for file in tmp_path.glob("??/*"):
        os.utime(file, (1, 1))
    assert media.sweep({wanted.small, wanted.large}) == len({unwanted.small, unwanted.large})
    assert media.has(wanted.large)
    assert not media.has(unwanted.large)
