"""Where a card of the library leads."""

from flask import url_for

from domain.knowledge.queries import Card
from domain.knowledge.rules import EntryKind

READING = (EntryKind.NEWS, EntryKind.ARTICLE, EntryKind.GUIDE, EntryKind.VIDEO, EntryKind.BOOK)
PAGES = {
    EntryKind.PROBLEM: "library.problem",
    EntryKind.CASE: "cases.show",
    **dict.fromkeys(READING, "library.text"),
}


def card_url(card: Card) -> str:
    return url_for(PAGES[card.kind], code=card.ref)
