"""URL converters: 'K0412' in an address is case 412 in a view, however it was typed."""

import re

from flask import Flask
from werkzeug.routing import BaseConverter

CODE = re.compile(r"^[A-Za-z]?0*([1-9][0-9]{0,14})$")


class CodeConverter(BaseConverter):
    """A letter and a number; tolerant of case and zeros coming in, four digits going out."""

    letter = ""

    def to_python(self, value: str) -> str:
        found = CODE.match(value)
        return f"{self.letter}{int(found[1]):04}" if found else f"{self.letter}0"

    def to_url(self, value: str) -> str:
        return value


class CaseConverter(CodeConverter):
    """A complaint's code."""

    letter = "K"
    regex = r"[Kk]?[0-9]{1,16}"


class PurchaseConverter(CodeConverter):
    """A purchase's code."""

    letter = "P"
    regex = r"[Pp]?[0-9]{1,16}"


class AidConverter(CodeConverter):
    """The code of a request for control inputs."""

    letter = "B"
    regex = r"[Bb]?[0-9]{1,16}"


def init_app(app: Flask) -> None:
    app.url_map.converters["aid"] = AidConverter
    app.url_map.converters["case"] = CaseConverter
    app.url_map.converters["purchase"] = PurchaseConverter
