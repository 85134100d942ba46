"""Longer texts people typed: paragraphs, `# headings`, `- lists` and `**bold**`; everything else is just text."""

import re

from markupsafe import Markup, escape

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def prose(text: str) -> Markup:
    """The text as HTML. All of it is escaped first; the marks above are the only ones there are."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return Markup("").join(part for block in blocks for part in _block(block.split("\n")))


def _block(lines: list[str]) -> list[Markup]:
    """Headings and lists end a paragraph wherever they stand."""
    made: list[Markup] = []
    waiting: list[str] = []
    kind = ""
    for line in [*lines, None]:
        now = _kind(line)
        if waiting and (now != kind or kind == "h"):
            made.append(_close(kind, waiting))
            waiting = []
        kind = now
        if line is not None and line.strip():
            waiting.append(line.strip())
    return made


def _kind(line: str | None) -> str:
    if line is None:
        return "end"
    line = line.strip()
    return "h" if line.startswith("# ") else "li" if line.startswith("- ") else "p"


def _close(kind: str, lines: list[str]) -> Markup:
    if kind == "h":
        return Markup("<h2>{}</h2>").format(_inline(lines[0][2:]))
    if kind == "li":
        return Markup("<ul>{}</ul>").format(
            Markup("").join(Markup("<li>{}</li>").format(_inline(line[2:])) for line in lines)
        )
    return Markup("<p>{}</p>").format(Markup("<br>").join(_inline(line) for line in lines))


def _inline(line: str) -> Markup:
    return Markup(_BOLD.sub(r"<b>\1</b>", str(escape(line))))
