"""What farmers say of the service, counted: never by officer, never so few that one could be meant."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select

from domain import clock, region
from domain.complaints.models import Complaint, ComplaintService
from domain.complaints.states import MOOD_WORDS, Mood
from domain.db import db

COUNTED = timedelta(days=90)
MOST_WORDS = 10


class Voices(NamedTuple):
    """Answers of a place: how many of each mood, in the order of MOOD_WORDS. `place` is a district."""

    place: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Opinion:
    """`withheld` are districts with fewer farmers than the region's k; `words` stand in no order of time,
    each once."""

    moods: tuple[str, ...]
    places: tuple[Voices, ...]
    withheld: int
    words: tuple[str, ...]


def opinion() -> Opinion:
    """The answers of the last 90 days. Only districts where enough different farmers answered. One statement."""
    found = (
        select(Complaint.village_code, Complaint.farmer_id, ComplaintService.mood, ComplaintService.words)
        .join(Complaint, Complaint.id == ComplaintService.complaint_id)
        .where(ComplaintService.said_at >= clock.now() - COUNTED)
    )
    villages, k = region.current().villages, region.current().publishing.k_suppression
    moods: dict[str, Counter[Mood]] = defaultdict(Counter)
    farmers: dict[str, set[int]] = defaultdict(set)
    words: dict[str, list[str]] = defaultdict(list)
    for village, farmer, mood, said in db.session.execute(found):
        place = villages[village].district if village in villages else ""
        moods[place].update([mood])
        farmers[place].add(farmer)
        words[place] += [said] if said else []
    enough = sorted(place for place, people in farmers.items() if place and len(people) >= k)
    return Opinion(
        moods=tuple(MOOD_WORDS.values()),
        places=tuple(Voices(place, tuple(moods[place][mood] for mood in MOOD_WORDS)) for place in enough),
        withheld=len(farmers) - len(enough),
        words=tuple(sorted({said for place in enough for said in words[place]})[:MOST_WORDS]),
    )
