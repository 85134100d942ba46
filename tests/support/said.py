"""Every sentence a screen can say, with the file it stands in: what the catalogues of other languages are made of."""

from typing import NamedTuple

from ops import translations


class Said(NamedTuple):
    """Words, and where they stand from the root of the project."""

    file: str
    words: str


def everything() -> list[Said]:
    return [
        Said(file, message.id)
        for message in translations.source()
        if message.id
        for file in sorted({file for file, _line in message.locations})
    ]
