"""URL converters: 'K0412' in an address is case 412 in a view, however it was typed; a listing says its name."""

import re
from typing import Any, NamedTuple

from flask import Flask
from werkzeug.routing import BaseConverter

from domain.words import slug

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


class ListingAddress(NamedTuple):
    """A listing's number, and its name as an address says it (perhaps an old one, or none)."""

    id: int
    name: str


class ListingConverter(BaseConverter):
    """'123-keripik-apel'. The number counts, the name is for people; a row going out, a ListingAddress coming in."""

    regex = r"[0-9]{1,16}(?:-[^/]*)?"

    def to_python(self, value: str) -> ListingAddress:
        number, _dash, name = value.partition("-")
        return ListingAddress(int(number), name)

    def to_url(self, value: Any) -> str:
        name = slug(getattr(value, "name", ""))
        number = str(getattr(value, "id", value))
        return f"{number}-{name}" if name else number


def init_app(app: Flask) -> None:
    app.url_map.converters["aid"] = AidConverter
    app.url_map.converters["case"] = CaseConverter
    app.url_map.converters["purchase"] = PurchaseConverter
    app.url_map.converters["listing"] = ListingConverter
