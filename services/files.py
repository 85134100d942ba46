"""PDF files: checked for what they may hold, kept whole under their SHA-256, given out to be saved."""

from typing import BinaryIO, NamedTuple

from domain.errors import RuleBroken
from services import pdf_rules
from services.media import LARGEST, Media, PhotoRefused


class StoredFile(NamedTuple):
    """A file in the folder; `size` is bytes."""

    key: str
    size: int


class Files(Media):
    """A folder of PDFs, written and swept like the photos' folder."""

    def keep_pdf(self, stream: BinaryIO) -> StoredFile:
        """Store one PDF. Outside any transaction. Raises RuleBroken with what to do instead."""
        raw = stream.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise RuleBroken("Berkasnya lebih dari 8 MB. Kecilkan dulu.", field="file")
        pdf_rules.check(raw)
        try:
            return StoredFile(self.store(raw), len(raw))
        except PhotoRefused as full:
            raise RuleBroken(
                "Tempat kami penuh. Coba lagi nanti, atau kirim tanpa berkas.", field="file"
            ) from full

    def place(self, key: str):
        """Where the PDF under a key is or would be."""
        return self.folder / key[:2] / f"{key}.pdf"
