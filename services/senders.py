"""What carries an alert to a person outside the page, and how it may fail. One protocol, four senders.

A sender is told the same key each time it tries the same letter, and passes it on, so that a receiver that got
the first copy drops the second: the answer may be lost when the letter was not.
"""

from typing import NamedTuple, Protocol


class Down(Exception):
    """Nobody took it, perhaps later. The message is a code for the admin."""


class Refused(Exception):
    """It will never be taken like this. The message is a code for the admin."""


class Gone(Exception):
    """Who it is for is no longer there."""


class Letter(NamedTuple):
    """What goes out: words for everybody's eyes, and where they lead. No names, no numbers of a person.

    `to`, `public_key` and `auth` say where; `service` is the name of the city's service; `path` begins with "/".
    """

    key: str
    to: str
    service: str
    words: str
    path: str
    urgent: bool = False
    public_key: str = ""
    auth: str = ""
    code: str = ""


class Sender(Protocol):
    """Carries one letter. Raises Down, Refused, Gone."""

    def send(self, letter: Letter) -> None: ...


class KeptSender:
    """Keeps what it is given, for tests; fails as told."""

    def __init__(self, fails: list[Exception | None] | None = None):
        self.letters: list[Letter] = []
        self.fails = list(fails or [])

    def send(self, letter: Letter) -> None:
        trouble = self.fails.pop(0) if self.fails else None
        if trouble:
            raise trouble
        self.letters.append(letter)
