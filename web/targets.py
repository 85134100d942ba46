"""Where a person goes on to: only ever a page of ours."""

import re

from flask import url_for

LOCAL_PATH = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f]*")


def local(target: str | None) -> str:
    """`target` when it is a path of this site, else home: never another site."""
    return target if target and LOCAL_PATH.fullmatch(target) else url_for("pages.home")
