"""Files that wait for a yes: named by their content, forgotten after a day, never served."""

import hashlib
import os
import re
import time
from pathlib import Path

from domain.errors import RuleBroken

A_DAY = 24 * 60 * 60
NAME = re.compile(r"[0-9a-f]{64}")


class KeptFiles:
    """A folder of uploads between preview and confirmation."""

    def __init__(self, folder: Path):
        self.folder = folder

    def keep(self, content: bytes) -> str:
        """Store and return the name: the SHA-256 of the content."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(content).hexdigest()
        waiting = self.folder / f"{name}.{os.getpid()}.part"
        waiting.write_bytes(content)
        waiting.replace(self.folder / name)
        return name

    def read(self, name: str) -> bytes:
        """Raises RuleBroken when it waited too long, or never was."""
        if NAME.fullmatch(name) and (self.folder / name).is_file():
            return (self.folder / name).read_bytes()
        raise RuleBroken("Berkasnya sudah tidak kami simpan. Pilih berkasnya lagi.", field="file")

    def sweep(self) -> int:
        """Forget what is older than a day; returns how many."""
        old = [
            file
            for file in self.folder.glob("*")
            if file.is_file() and time.time() - file.stat().st_mtime > A_DAY
        ]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)
