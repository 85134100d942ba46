"""PDF papers: the snapshot of a paper in, PDF/A bytes out. One engine behind one small class."""

import io
import json
from pathlib import Path
from typing import Any, Protocol

import segno
import typst

from domain.papers.sheets import sheet_of

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "documents" / "paper.typ"
STANDARD = "a-2b"


class Documents(Protocol):
    """What renders papers. `snapshot` is the paper's canonical JSON, `check_url` leads to its public check."""

    def render(self, snapshot: str, check_url: str) -> bytes: ...


class TypstDocuments:
    """Typst with the fonts it brings along: the same pages on every machine, no system library."""

    def render(self, snapshot: str, check_url: str) -> bytes:
        """PDF/A-2b of the sheet the screen shows too. Raises KeyError when the snapshot says too little."""
        sheet = json.dumps(_plain(sheet_of(json.loads(snapshot))), ensure_ascii=False)
        return typst.compile(
            str(TEMPLATE),
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
            sys_inputs={"paper": sheet, "qr": qr_svg(check_url)},
        )


class PlainDocuments:
    """For tests that do not look at the page: a valid, tiny PDF that names its text."""

    def render(self, snapshot: str, check_url: str) -> bytes:
        said = f"{len(snapshot)} {check_url}".encode("ascii", "replace").replace(b"(", b"").replace(b")", b"")
        return (
            b"%PDF-1.4\n% "
            + said
            + b"\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        )


def _plain(value: Any) -> Any:
    """A sheet as dictionaries and lists, the way the template reads it."""
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def qr_svg(text: str) -> str:
    """A QR code as SVG text, without a border."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()
