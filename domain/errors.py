"""What the domain says no with. Messages are short Indonesian sentences, ready for the screen."""

from typing import Any

from domain.sentences import say


class RuleBroken(Exception):
    """A rule refuses the request. The message says what to do next.

    `{name}` in the message is filled from `values`. `field` names the form field to blame, when one can be blamed.
    """

    def __init__(self, message: str, /, *, field: str | None = None, **values: Any):
        self.message = say(message, **values)
        super().__init__(self.message)
        self.field = field


class StorageFull(RuleBroken):
    """The disk, or the database's share of it, holds no more: nothing was kept, and sending again helps later."""

    SENTENCE = say("Belum tersimpan: penyimpanan di server penuh. Coba kirim lagi nanti.")

    def __init__(self) -> None:
        super().__init__(self.SENTENCE)


class NotVisible(Exception):
    """The row does not exist, or not for this actor: the two are never told apart."""


class Stale(RuleBroken):
    """The screen the person acted on shows an older state than the row has now."""
