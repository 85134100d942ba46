"""PDF papers: the snapshot of a paper in, PDF/A bytes out. One engine behind one small class."""

import io
from pathlib import Path
from typing import Protocol

import segno
import typst

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "documents" / "paper.typ"
STANDARD = "a-2b"


class Documents(Protocol):
    """What renders papers. `snapshot` is the paper's canonical JSON, `check_url` leads to its public check."""

    def render(self, snapshot: str, check_url: str) -> bytes: ...


class TypstDocuments:
    """Typst with the fonts it brings along: the same pages on every machine, no system library."""

    def render(self, snapshot: str, check_url: str) -> bytes:
        """PDF/A-2b. Raises typst.TypstError when the template and the snapshot do not fit."""
        return typst.compile(
            str(TEMPLATE),
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
            sys_inputs={"paper": snapshot, "qr": qr_svg(check_url)},
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


def qr_svg(text: str) -> str:
    """A QR code as SVG text, without a border."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()
