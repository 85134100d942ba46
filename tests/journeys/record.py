"""Measured tables are put into docs/bandwidth.md between their marks, with command, date and machine."""

import os
import platform
import re
from datetime import date
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "bandwidth.md"


def made_by(command: str) -> str:
    """The line above a table."""
    return (
        f"`{command}`, {date.today():%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores shared with other work, "
        f"load {os.getloadavg()[1]:.1f}, Python {platform.python_version()}."
    )


def put(name: str, text: str) -> None:
    """Replace what stands between `<!-- name -->` and `<!-- /name -->`."""
    page = PAGE.read_text("utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    fresh, count = re.subn(
        f"{re.escape(begin)}.*?{re.escape(end)}",
        lambda _old: f"{begin}\n{text}\n{end}",
        page,
        flags=re.DOTALL,
    )
    if count != 1:
        raise ValueError(f"docs/bandwidth.md has {count} places for {name}")
    PAGE.write_text(fresh, "utf-8")
