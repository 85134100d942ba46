"""Hemat data: a picture is fetched when somebody asks for it, not because it stands on the page."""

from flask import request

COOKIE = "hemat"
CHOICES = ("ya", "tidak")
LINE_COOKIE = "sinyal"  # set by app.js for ten minutes when the phone says that its line is 2G
SLOW = frozenset({"slow-2g", "2g"})
ALL = "foto"


def saves_data() -> bool:
    """The person's own switch decides; without one, the phone's Save-Data or a line that is 2G.

    `?foto=1` is the link that asks for this page's pictures after all.
    """
    if request.args.get(ALL) == "1":
        return False
    choice = request.cookies.get(COOKIE)
    if choice in CHOICES:
        return choice == "ya"
    said = request.headers.get("Save-Data") or request.headers.get("Sec-CH-Save-Data") or ""
    line = request.headers.get("ECT") or request.cookies.get(LINE_COOKIE)
    return said.strip("?").lower() in ("on", "1") or line in SLOW
