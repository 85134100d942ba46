"""The whole file of one purchase as a zip that says how to check it: same facts in, same bytes out."""

import hashlib
import io
import zipfile
from collections.abc import Mapping

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a zip's own first day: packing twice gives the same bytes
HOW = (
    "Isi berkas ini dan sidik jarinya (SHA-256). Yang belum ada tertulis di KELENGKAPAN.txt.\n"
    "jurnal.jsonl: satu baris satu catatan; hash = SHA-256 dari larik JSON\n"
    "[previous, seq, at, person_id, hat, event, subject, facts] tanpa spasi, facts sebagai teks.\n\n"
)


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of `files` by name, with a list of their hashes."""
    listed = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in [("DAFTAR.txt", (HOW + listed).encode()), *sorted(files.items())]:
            packed.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
