"""URL converters: 'K0412' in an address is case 412 in a view, however it was typed."""

import re

from flask import Flask
from werkzeug.routing import BaseConverter

CODE = re.compile(r"^[Kk]?0*([1-9][0-9]{0,14})$")


class CaseConverter(BaseConverter):
    """A complaint's code; tolerant of case and zeros coming in, K and four digits going out."""

    regex = r"[Kk]?[0-9]{1,16}"

    def to_python(self, value: str) -> str:
        found = CODE.match(value)
        return f"K{int(found[1]):04}" if found else "K0"

    def to_url(self, value: str) -> str:
        return value


def init_app(app: Flask) -> None:
    app.url_map.converters["case"] = CaseConverter
