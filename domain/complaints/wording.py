"""How cases and people are called on screen. Pure."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from domain.complaints.states import Status, officer_label
from domain.sentences import say

ADDRESSED = frozenset({"pak", "bu", "bapak", "ibu", "mbak", "mas", "haji", "hj", "h"})
HEADLINE = 56
OTHER_CROP = say("Tanaman lain")
_SENTENCE = re.compile(r"[.!?\n\r]")


def headline(body: str, crop: str) -> str:
    """The first sentence of a report, cut at a word; for a report without words the crop is named."""
    first = _SENTENCE.split(body.strip(), maxsplit=1)[0].strip()
    if not first:
        return say("{crop} sakit", crop=crop)
    if len(first) <= HEADLINE:
        return first
    whole_words = first[:HEADLINE].rsplit(" ", 1)[0]
    return f"{whole_words}…"


def desk_headline(body: str, crop: str) -> str:
    """'Kentang: daun bawah busuk': crop first, as a desk sorts them."""
    first = headline(body, crop)
    if not body.strip() or first.lower().startswith(crop.lower()):
        return first
    return f"{crop}: {first[0].lower()}{first[1:]}"


def called(name: str) -> str:
    """'Pak Slamet Riyadi' is spoken to as 'Pak Slamet', 'Slamet Riyadi' as 'Slamet'."""
    words = name.split()
    if len(words) > 1 and words[0].lower().rstrip(".") in ADDRESSED:
        return " ".join(words[:2])
    return words[0] if words else name


class Namesake(NamedTuple):
    """Whose case it is, as far as a list says it: enough to see that two people look like one."""

    person_id: int
    called: str
    village: str
    hamlet: str
    phone: str


def told_apart(everybody: Sequence[Namesake]) -> dict[int, str]:
    """By person, what tells apart who would look like one: the hamlets where they differ, else the end of the phone.

    Nothing is said of people no one could mistake.
    """
    groups: dict[tuple[str, str], dict[int, Namesake]] = {}
    for each in everybody:
        groups.setdefault((each.called, each.village), {})[each.person_id] = each
    said: dict[int, str] = {}
    for people in groups.values():
        if len(people) > 1:
            hamlets = {each.hamlet.casefold() for each in people.values()}
            by_place = len(hamlets) == len(people) and "" not in hamlets
            for number, each in people.items():
                said[number] = (
                    each.hamlet if by_place else f"HP …{each.phone[-3:]}" if each.phone else say("tanpa HP")
                )
    return said


def overtaken(status: Status, who: str, at: datetime, into: str = "") -> str:
    """Somebody was faster: who did what when, and that nothing typed is lost. `at` is local."""
    did = {
        Status.ANSWERED: say("sudah mengirim saran"),
        Status.AWAITING_FARMER: say("sedang bertanya kepada petani"),
        Status.WITH_EXPERT: say("sudah meneruskannya ke tim ahli"),
        Status.MERGED: say("sudah menggabungkannya ke {into}", into=into)
        if into
        else say("sudah menggabungkannya"),
        Status.DECLINED: say("sudah menolaknya dengan alasan"),
        Status.CLOSED: say("sudah menutupnya"),
    }.get(status, say("sudah mengubahnya menjadi “{state}”", state=officer_label(status)))
    return say(
        "{who} {did}, jam {at:%H.%M}. Tulisan Anda belum terkirim dan masih ada di sini.",
        who=who,
        did=did,
        at=at,
    )


def greeting(moment: datetime) -> str:
    """What one says at this hour; `moment` is local."""
    for until, word in ((11, say("Pagi")), (15, say("Siang")), (18, say("Sore"))):
        if moment.hour < until:
            return word
    return say("Malam")
