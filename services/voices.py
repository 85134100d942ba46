"""Voice notes: known by their first bytes, kept beside the photos as they sound, without what else they tell.

No library here can decode sound, so nothing is converted: only what browsers play is taken.
"""

import re
from pathlib import Path
from typing import BinaryIO

from domain.errors import RuleBroken
from domain.sentences import say
from domain.voices import Voice, VoiceKind
from services.media import Media
from services.voice_marks import Broken, without_marks

LARGEST = 1_500_000  # bytes: a minute of AAC at 128 kbit/s is 960,000
SIGNS: tuple[tuple[VoiceKind, re.Pattern[bytes]], ...] = (
    (VoiceKind.WEBM, re.compile(rb"\x1aE\xdf\xa3")),
    (VoiceKind.OGG, re.compile(rb"OggS")),
    (VoiceKind.MP4, re.compile(rb"....ftyp(M4A|mp4|isom|iso2|dash)", re.S)),
    (VoiceKind.MP3, re.compile(rb"ID3|\xff[\xf2\xf3\xfa\xfb]")),
    (VoiceKind.WAV, re.compile(rb"RIFF....WAVE", re.S)),
)
SENTENCES = {
    "empty": say("Rekamannya kosong. Rekam lagi."),
    "size": say("Rekamannya lebih dari 1,5 MB. Rekam lagi, paling lama 60 detik."),
    "broken": say("Rekamannya terpotong. Rekam lagi, lalu kirim."),
    "unknown": say(
        "Jenis suara ini tidak bisa kami putar. Rekam lewat tombol Rekam, atau kirim M4A, MP3, OGG."
    ),
}


class VoiceRefused(RuleBroken):
    """A recording was not taken."""

    def __init__(self, why: str):
        super().__init__(SENTENCES[why], field="voice")
        self.why = why


class Voices(Media):
    """Keeps recordings in the media folder. A file appears whole or not at all."""

    def keep(self, stream: BinaryIO) -> Voice:  # type: ignore[override]
        """Check and store one recording. Outside any transaction. Raises VoiceRefused."""
        raw = stream.read(LARGEST + 1)
        kind = kind_of(raw)
        try:
            raw = without_marks(raw, kind)
        except Broken as broken:
            raise VoiceRefused("broken") from broken
        return Voice(self.store(raw), kind, len(raw))

    def place(self, key: str) -> Path:
        """Where the recording under a key is or would be."""
        return self.folder / key[:2] / f"{key}.sound"


def kind_of(raw: bytes) -> VoiceKind:
    """What it is, by its first bytes and not by its name. Raises VoiceRefused."""
    if not raw:
        raise VoiceRefused("empty")
    if len(raw) > LARGEST:
        raise VoiceRefused("size")
    kind = next((kind for kind, sign in SIGNS if sign.match(raw)), None)
    if kind is None:
        raise VoiceRefused("unknown")
    return kind
