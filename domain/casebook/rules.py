"""When an answered case may be read by everybody, and how nobody is recognised in it. Pure."""

import re
from collections.abc import Iterable

from domain.errors import RuleBroken
from domain.people.rules import Role
from domain.sentences import say
from domain.words import mentions, normalise

TITLE_LENGTH, WORDS_LENGTH, QUESTION_LENGTH = 120, 1_000, 1_000
PUBLISHERS = frozenset({Role.EXPERT, Role.COORDINATOR})
ADDRESSES = frozenset({"pak", "bu", "bapak", "ibu", "mbak", "mas", "haji", "hj", "contoh"})
SHORTEST_NAME = 3
_NUMBER = re.compile(r"\d(?:[ .-]?\d){6,}")


def check_may_publish(hat: Role) -> None:
    if hat not in PUBLISHERS:
        raise RuleBroken("Yang menerbitkan contoh kasus: tim ahli atau koordinator.")


def check_words(title: str, words: str, names: Iterable[str]) -> None:
    """Raises RuleBroken, naming the field, while somebody can be recognised or nothing is said.

    `names` are the farmer's and the dusun's. Long numbers may be a telephone or an identity card.
    """
    for field, text, most in (("title", title, TITLE_LENGTH), ("words", words, WORDS_LENGTH)):
        if not text.strip():
            raise RuleBroken("Bagian ini belum diisi.", field=field)
        if len(text) > most:
            raise RuleBroken("Paling banyak {most} huruf.", most=most, field=field)
        named = [name for name in parts_of(names) if mentions(text, [name])]
        if named:
            raise RuleBroken(
                "Masih menyebut “{named}”. Hapus nama orang dan tempatnya.", named=named[0], field=field
            )
        if _NUMBER.search(text):
            raise RuleBroken("Ada nomor yang panjang. Hapus nomor telepon atau KTP.", field=field)


def parts_of(names: Iterable[str]) -> list[str]:
    """The words of names that tell who or where somebody is."""
    said = [word for name in names for word in normalise(name).split()]
    return [word for word in said if len(word) >= SHORTEST_NAME and word not in ADDRESSES]


def place_shown(village: str, district: str, farmers: int, k: int) -> str:
    """The village when at least `k` of its farmers reported this crop; the district when they are fewer."""
    return village if farmers >= k else say("Kecamatan {district}", district=district)
