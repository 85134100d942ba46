"""Demo complaints of the last two months, by the same actions as real ones: new, asked, answered, cured."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from domain import clock, region
from domain.complaints import actions, queries
from domain.complaints.advice import Advice, Category, Certainty, Step
from domain.complaints.states import Desk
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.region.rows import ReasonKind
from ops.seed.timeline import Event, play

COUNT = 48
OLDEST_DAYS = 60
SENTENCES = (
    "Daun bawah busuk basah. Menyebar sejak hujan kemarin.",
    "Daun keriting dan menguning, sudah separuh petak.",
    "Buahnya bolong lalu rontok, banyak belatung di dalamnya.",
    "Ada bercak ungu di daun, makin hari makin lebar.",
    "Tanaman layu siang hari, sore segar lagi.",
    "Ulat kecil banyak sekali di pucuk, daun tinggal tulang.",
)
ENDINGS = ("filed", "asked", "experts", "answered", "improving", "cured", "cured", "unchanged")


def seed_complaints(rng: Random, *, count: int = COUNT) -> int:
    """Tell `count` complaints in order of time; returns how many. In an app context, outside a write block."""
    farmers = people.wearing(Role.FARMER)
    stories = [_Story(rng, farmers[at % len(farmers)], ENDINGS[at % len(ENDINGS)]) for at in range(count)]
    play([event for story in stories for event in story.events()])
    return count


class _Story:
    """One complaint, from its filing to its ending."""

    def __init__(self, rng: Random, farmer, ending: str):
        self.rng, self.ending, self.code = rng, ending, ""
        self.farmer, self.village = Actor(farmer.id, Role.FARMER), farmer.village_code
        self.crop = rng.choice(region.current().commodities_by_rank()[:12]).code
        self.words = rng.choice(SENTENCES)

    def events(self) -> Sequence[Event]:
        hours = self.rng.randint(3, 60) if self.ending in ("filed", "asked", "experts") else self._old()
        start = clock.now() - timedelta(hours=hours)
        steps = [self._file, *self._after()]
        gap = timedelta(hours=min(hours / (len(steps) + 1), 20))
        return [Event(start + gap * at, step) for at, step in enumerate(steps)]

    def _old(self) -> int:
        return self.rng.randint(5 * 24, OLDEST_DAYS * 24)

    def _after(self):
        return {
            "filed": [],
            "asked": [self._ask],
            "experts": [self._hand_up],
            "answered": [self._answer],
            "improving": [self._answer, lambda: self._report("report_improving")],
            "cured": [self._ask, self._reply, self._answer, lambda: self._report("report_cured")],
            "unchanged": [self._answer, lambda: self._report("report_unchanged")],
        }[self.ending]

    def _file(self) -> None:
        filed = actions.file_complaint(
            self.farmer, village_code=self.village, commodity_code=self.crop, body=self.words
        )
        self.code = filed.code

    def _officer(self) -> Actor:
        """Whoever has the case in hand: the village's officer, or an expert."""
        case = queries.whole(self.farmer, self.code)
        if case.desk is Desk.EXPERT:
            return Actor((case.expert or people.wearing(Role.EXPERT)[0]).id, Role.EXPERT)
        return Actor(case.officer_id, Role.OFFICER, self.village)

    def _ask(self) -> None:
        actions.ask(self._officer(), self.code, question="Sejak kapan terlihat, dan sudah diberi apa?")

    def _reply(self) -> None:
        actions.reply(self.farmer, self.code, text="Sejak empat hari lalu, belum diberi apa-apa.")

    def _hand_up(self) -> None:
        reason = next(row for row in region.current().reasons_for(ReasonKind.HAND_UP) if not row.needs_note)
        actions.hand_up(self._officer(), self.code, reason=reason.code)

    def _answer(self) -> None:
        fitting = [row for row in region.current().problems.values() if self.crop in row.commodities]
        problem = self.rng.choice(fitting) if fitting else None
        mechanical = problem.mechanical[0] if problem else "Cabut bagian yang sakit. Bawa keluar kebun."
        prevention = problem.prevention[0] if problem else "Jaga saluran air. Jangan tergenang."
        advice = Advice(
            certainty=Certainty.LIKELY if problem else Certainty.UNKNOWN,
            problem=problem.code if problem else None,
            steps=(Step(Category.MECHANICAL, mechanical), Step(Category.CULTURAL, prevention)),
            follow_up_days=problem.follow_up_days if problem else 7,
            call_when="sakitnya menyebar ke separuh petak",
        )
        actions.answer(self._officer(), self.code, advice=advice)

    def _report(self, verb: str) -> None:
        actions.report(self.farmer, self.code, verb=verb)
