"""Private papers: a photo is made anew as for complaints, a PDF is kept as it was sent and only ever downloaded."""

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

from domain.errors import NotVisible, RuleBroken
from domain.sentences import say
from domain.stored import FileKind, StoredFile
from services.media import KEY, LARGEST, Media, PhotoRefused

PDF = re.compile(rb"%PDF-[12]\.\d")
PDF_END = b"%%EOF"
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")
SENTENCES = {
    "empty": say("Berkasnya kosong. Pilih lagi."),
    "size": say("Berkasnya lebih dari 8 MB. Foto saja lembarnya, atau kirim PDF yang lebih kecil."),
    "broken": say("PDF ini rusak atau terpotong. Simpan ulang, atau foto saja lembarnya."),
    "active": say("PDF ini berisi program atau lampiran. Cetak ke PDF lagi, atau foto saja lembarnya."),
}


class AttachmentRefused(RuleBroken):
    """A paper was not taken."""

    def __init__(self, sentence: str):
        super().__init__(sentence, field="file")


class Attachments(Media):
    """Keeps photos and PDFs in the media folder. A file appears whole or not at all."""

    def keep_paper(self, stream: BinaryIO) -> StoredFile:
        """Check and store one photo or PDF. Outside any transaction. Raises AttachmentRefused."""
        raw = stream.read(LARGEST + 1)
        if not raw:
            raise AttachmentRefused(SENTENCES["empty"])
        if len(raw) > LARGEST:
            raise AttachmentRefused(SENTENCES["size"])
        return self._pdf(raw) if PDF.match(raw) else self._photo(raw)

    def read_paper(self, file: StoredFile) -> bytes:
        """The bytes of a stored paper. Raises NotVisible."""
        place = self.place_of(file.key, file.kind)
        if not KEY.fullmatch(file.key) or not place.exists():
            raise NotVisible(file.key)
        return place.read_bytes()

    def has_paper(self, file: StoredFile) -> bool:
        return bool(KEY.fullmatch(file.key)) and self.place_of(file.key, file.kind).exists()

    def place_of(self, key: str, kind: FileKind) -> Path:
        """Where a paper is or would be."""
        place = self.place(key)
        return place.with_suffix(".pdf") if kind is FileKind.PDF else place

    def _photo(self, raw: bytes) -> StoredFile:
        try:
            large = self.renditions(raw)[-1]
            return StoredFile(self.store(large.content), FileKind.JPEG, len(large.content))
        except PhotoRefused as refused:
            raise AttachmentRefused(say("Berkas ini {why}", why=refused.message)) from refused

    def _pdf(self, raw: bytes) -> StoredFile:
        check_pdf(raw)
        key = hashlib.sha256(raw).hexdigest()
        self.put(self.place_of(key, FileKind.PDF), raw)
        return StoredFile(key, FileKind.PDF, len(raw))


def check_pdf(raw: bytes) -> None:
    """Whole, and without what runs or hides in it, as far as can be seen from outside. Raises AttachmentRefused."""
    if PDF_END not in raw[-2_048:]:
        raise AttachmentRefused(SENTENCES["broken"])
    if ACTIVE.search(raw):
        raise AttachmentRefused(SENTENCES["active"])
