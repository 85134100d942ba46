"""Voice notes are known by their first bytes and kept whole."""

import io

import pytest

from domain.voices import VoiceKind
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


def test_it_is_kept_under_its_hash(tmp_path):
    voices = Voices(tmp_path)
    voice = voices.keep(io.BytesIO(sound()))
    assert voices.read(voice.key) == sound()
    assert voice.size == len(sound())
    assert voices.keep(io.BytesIO(sound())) == voice
    assert len(list(tmp_path.rglob("*.sound"))) == 1
    assert voices.sweep({voice.key}, older_than=-1) == 0
    assert voices.sweep(set(), older_than=-1) == 1
