"""The media folder: photos read in a limited child, kept under their SHA-256, never as they were sent."""

import errno
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO

from domain.errors import NotVisible, RuleBroken
from domain.pictures import Picture
from domain.sentences import say
from services import pictures
from services.pictures import Rendition

LARGEST = 8 * 1024 * 1024
KEY = re.compile(r"[0-9a-f]{64}")
DAY = 24 * 60 * 60
SENTENCES = {
    "empty": say("berkasnya kosong. Ambil fotonya lagi."),
    "size": say("lebih dari 8 MB. Pilih yang lebih kecil."),
    "pixels": say("terlalu besar untuk dibaca. Pilih yang lebih kecil."),
    "unknown": say("bukan foto yang kami kenal. Kirim JPEG, PNG, atau WebP."),
    "broken": say("rusak atau terpotong. Ambil fotonya lagi."),
    "full": say("belum bisa disimpan, tempat kami penuh. Coba lagi nanti, atau kirim tanpa foto."),
}
_children = BoundedSemaphore(2)


class PhotoRefused(RuleBroken):
    """A photo was not taken. The message continues a sentence that names which one."""

    def __init__(self, why: str):
        super().__init__(SENTENCES[why], field="photos")
        self.why = why


class Media:
    """Keeps photos in a folder. A file appears whole or not at all."""

    def __init__(self, folder: Path):
        self.folder = folder

    def keep(self, stream: BinaryIO) -> Picture:
        """Read, reduce and store one photo. Outside any transaction. Raises PhotoRefused."""
        small, large = self.renditions(_read(stream))
        return Picture(
            self.store(small.content),
            self.store(large.content),
            len(small.content),
            len(large.content),
            large.width,
            large.height,
        )

    def renditions(self, raw: bytes, recipe: str = "taken") -> list[Rendition]:
        """The recipe's pictures, made in a child that may use little memory and time. Raises PhotoRefused."""
        with _children:
            try:
                child = subprocess.run(
                    [sys.executable, pictures.__file__, recipe],
                    input=raw, capture_output=True, timeout=pictures.SECONDS, check=False,
                )  # fmt: skip
            except subprocess.TimeoutExpired as slow:
                raise PhotoRefused("pixels") from slow
        if child.returncode == pictures.REFUSED:
            raise PhotoRefused(child.stdout.decode())
        if child.returncode:
            raise PhotoRefused("broken")
        return list(_split(child.stdout))

    def store(self, content: bytes) -> str:
        """Write under its hash; returns the key. Raises PhotoRefused when the disk is full."""
        key = hashlib.sha256(content).hexdigest()
        self.put(self.place(key), content)
        return key

    def put(self, place: Path, content: bytes) -> None:
        """Write whole or not at all: a side file, the disk, then the name. Raises PhotoRefused when full."""
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            _write(place, content)
        except OSError as failed:
            if failed.errno in (errno.ENOSPC, errno.EDQUOT):
                raise PhotoRefused("full") from failed
            raise

    def read(self, key: str) -> bytes:
        """The JPEG under a key. Raises NotVisible."""
        if not self.has(key):
            raise NotVisible(key)
        return self.place(key).read_bytes()

    def has(self, key: str) -> bool:
        return bool(KEY.fullmatch(key)) and self.place(key).exists()

    def sweep(self, wanted: Collection[str], older_than: float = DAY) -> int:
        """Remove what nobody refers to and is older than so many seconds; returns how many files.

        What was made of a photo (`<key>-160.avif`) goes with it.
        """
        before, swept = time.time() - older_than, 0
        for file in self.folder.glob("??/*"):
            if file.stem.partition("-")[0] not in wanted and file.stat().st_mtime < before:
                file.unlink()
                swept += 1
        return swept

    def drop(self, keys: Collection[str]) -> None:
        """Remove these files now, with what was made of them, photos and recordings alike."""
        for key in keys:
            for file in (self.folder / key[:2]).glob(f"{key}*"):
                file.unlink(missing_ok=True)

    def place(self, key: str) -> Path:
        """Where the JPEG under a key is or would be."""
        return self.folder / key[:2] / f"{key}.jpg"


def _read(stream: BinaryIO) -> bytes:
    raw = stream.read(LARGEST + 1)
    if not raw:
        raise PhotoRefused("empty")
    if len(raw) > LARGEST:
        raise PhotoRefused("size")
    return raw


def _write(place: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _split(told: bytes):
    while told:
        head, _, rest = told.partition(b"\n")
        *numbers, kind = head.decode().split()
        length, width, height, side = map(int, numbers)
        yield Rendition(rest[:length], width, height, side, kind)
        told = rest[length:]
