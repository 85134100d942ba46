"""Voice notes are known by their first bytes and kept whole."""

import io
import struct

import pytest

from domain.voices import VoiceKind
from services.voice_marks import without_marks
from services.voices import LARGEST, VoiceRefused, Voices, kind_of
from tests.support.media import sound


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\x1aE\xdf\xa3 webm", VoiceKind.WEBM),
        (b"OggS rest", VoiceKind.OGG),
        (b"\x00\x00\x00\x18ftypM4A rest", VoiceKind.MP4),
        (b"ID3 rest", VoiceKind.MP3),
        (b"\xff\xfb rest", VoiceKind.MP3),
        (b"RIFF1234WAVE", VoiceKind.WAV),
    ],
)
def test_what_browsers_play_is_known(raw, kind):
    assert kind_of(raw) is kind


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (b"<html>", "unknown"),
        (b"#!AMR", "unknown"),
        (b"\xff\xd8\xff photo", "unknown"),
        (b"OggS" + bytes(LARGEST), "size"),
    ],
)
def test_the_rest_is_refused_with_what_to_do(raw, why):
    with pytest.raises(VoiceRefused) as refused:
        kind_of(raw)
    assert refused.value.why == why


def box(name: bytes, inside: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(inside), name) + inside


def test_an_m4a_keeps_its_sound_and_its_places_but_tells_nothing():
    place = box(b"udta", box(b"\xa9xyz", b"-7.8710+112.5270/"))
    raw = box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", box(b"mvhd", b"head") + box(b"trak", place) + place)
    raw += box(b"meta", b"Slamet") + struct.pack(">I4sQ", 1, b"mdat", 20) + b"tone" + box(b"uuid", b"who")
    clean = without_marks(raw, VoiceKind.MP4)
    assert len(clean) == len(raw)
    assert clean.index(b"tone") == raw.index(b"tone") and b"head" in clean
    assert not any(told in clean for told in (b"112.52", b"Slamet", b"who", b"udta"))


FRAME = b"\xff\xfb\x90\x00" + b"tone" * 9


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (b"ID3\x04\0\0\0\0\x01\x02" + b"n" * 130, b""),
        (b"", b"TAG" + b"n" * 125),
        (b"ID3\x03\0\0\0\0\0\x04nnnn" * 2, b"n" * 40 + b"APETAGEX" + struct.pack("<IIII8x", 2000, 72, 1, 0)),
    ],
)
def test_an_mp3_is_its_frames(before, behind):
    assert without_marks(before + FRAME + behind, VoiceKind.MP3) == FRAME


def test_a_wav_is_its_format_and_samples():
    raw = b"RIFF\0\0\0\0WAVE" + b"LIST\x06\0\0\0Slamet" + b"fmt \x02\0\0\0xx" + b"data\x03\0\0\0abc\0"
    assert without_marks(raw, VoiceKind.WAV) == b"RIFF\x1a\0\0\0WAVEfmt \x02\0\0\0xxdata\x03\0\0\0abc\0"


def page(body: bytes) -> bytes:
    """An Ogg page as RFC 3533 draws it; its checksum by long division."""
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, 0, 0, 1, 1, 0, 1) + bytes([len(body)])
    left = int.from_bytes(head + body) << 32
    for bit in range(left.bit_length(), 32, -1):
        if left >> (bit - 1) & 1:
            left ^= 0x104C11DB7 << (bit - 33)
    return head[:22] + struct.pack("<I", left) + head[26:] + body


def comments(*said: bytes) -> bytes:
    texts = b"".join(struct.pack("<I", len(text)) + text for text in said)
    return b"OpusTags" + struct.pack("<I4sI", 4, b"Opus", len(said)) + texts


def test_an_ogg_keeps_its_pages_with_blank_comments():
    raw = page(b"OpusHead") + page(comments(b"ARTIST=Slamet", b"GEO=-7.87")) + page(b"tone")
    blank = page(b"OpusHead") + page(comments(b"X=           ", b"X=       ")) + page(b"tone")
    assert without_marks(raw, VoiceKind.OGG) == blank


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (page(b"OpusTags\xff\0\0\0"), VoiceKind.OGG),
        (page(b"OpusHead")[:-1], VoiceKind.OGG),
        (b"\0\0\0\x18ftypM4A rest", VoiceKind.MP4),
        (box(b"ftyp", b"M4A ") + box(b"moov", b"\0\0"), VoiceKind.MP4),
        (b"ID3\x04\0\0\0\0\x7f\x7f" + FRAME, VoiceKind.MP3),
        (b"ID3\x04\0\0\0\0\0\0noise", VoiceKind.MP3),
    ],
)
def test_what_does_not_add_up_is_refused(tmp_path, raw, kind):
    assert kind_of(raw) is kind
    with pytest.raises(VoiceRefused, match="terpotong"):
        Voices(tmp_path).keep(io.BytesIO(raw))


def test_it_is_kept_under_its_hash(tmp_path):
    voices = Voices(tmp_path)
    voice = voices.keep(io.BytesIO(sound()))
    assert voices.read(voice.key) == sound()
    assert voice.size == len(sound())
    assert voices.keep(io.BytesIO(sound())) == voice
    assert len(list(tmp_path.rglob("*.sound"))) == 1
    assert voices.sweep({voice.key}, older_than=-1) == 0
    assert voices.sweep(set(), older_than=-1) == 1
