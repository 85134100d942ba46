"""Demo complaints by the same actions as real ones, the clocks running as they do in real life.

Farmers say what the region's entries describe; PPL and experts answer with that entry's own steps.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from domain import clock, region
from domain.complaints import actions, queries
from domain.complaints.advice import Advice, Category, Certainty, Step
from domain.complaints.plots import AgeUnit, Plot
from domain.complaints.states import Desk, Mood
from domain.people import queries as people
from domain.people.models import Person
from domain.people.rules import Actor, Role
from domain.region.rows import Problem, ReasonKind
from ops.seed.timeline import Event, play

COUNT = 48
OLDEST_DAYS = 60
CLOCKS_EVERY = timedelta(hours=6)
LAST_SEASON_DAYS = 358
MORE = (
    "Mulai terlihat sejak hujan kemarin.",
    "Sudah separuh petak.",
    "Baru beberapa tanaman.",
    "Makin hari makin banyak.",
)
ENDINGS = ("filed", "asked", "experts", "answered", "improving", "cured", "cured", "twice", "visit")
RECENT = frozenset({"filed", "asked", "experts", "visit"})
# of the first farmer, whom the demo lets everybody be: how it ended, and how many hours ago it was sent
FIRST_FARMERS = (("cured", LAST_SEASON_DAYS * 24), ("answered", 90), ("visit", 40), ("filed", 20))
# what farmers say of the service once their plants are well, in turn by the number of the case; some say nothing
OPINIONS = (
    (Mood.GOOD, "Cepat dijawab, langkahnya jelas."),
    (Mood.GOOD, ""),
    None,
    (Mood.FAIR, "Sarannya baik, tetapi penyuluhnya datang agak lama."),
    (Mood.GOOD, ""),
)
HAMLETS = ("Krajan", "Ngebruk", "Sumbersari")


def seed_complaints(rng: Random, *, count: int = COUNT) -> int:
    """Tell `count` complaints in order of time; returns how many. In an app context, outside a write block."""
    first, *others = people.wearing(Role.FARMER)
    stories = [_Story(rng, first, ending, hours) for ending, hours in FIRST_FARMERS[-count:]]
    for at in range(count - len(stories)):
        stories.append(_Story(rng, others[at % len(others)], ENDINGS[at % len(ENDINGS)]))
    play([*(event for story in stories for event in story.events()), *_clocks()])
    return count


def _clocks() -> Iterator[Event]:
    """What the jobs do in real life, from the first story of the season until now."""
    now = clock.now()
    for at in range(int(timedelta(days=OLDEST_DAYS + 1) / CLOCKS_EVERY), -1, -1):
        yield Event(now - CLOCKS_EVERY * at, actions.run_due_clocks, alone=True)


class _Story:
    """One complaint, from its filing to its ending."""

    def __init__(self, rng: Random, farmer: Person, ending: str, hours: int | None = None):
        self.rng, self.ending, self.code = rng, ending, ""
        self.farmer, self.village = Actor(farmer.id, Role.FARMER), farmer.village_code or ""
        self.crop = rng.choice(region.current().commodities_by_rank()[:12]).code
        fitting = [row for row in region.current().problems.values() if self.crop in row.commodities]
        self.problem: Problem | None = rng.choice(fitting) if fitting else None
        self.hours = hours or self._hours()

    def _hours(self) -> int:
        return self.rng.randint(3, 60) if self.ending in RECENT else self.rng.randint(120, OLDEST_DAYS * 24)

    def events(self) -> Sequence[Event]:
        start = clock.now() - timedelta(hours=self.hours)
        steps = [self._file, *self._after()]
        gap = timedelta(hours=min(self.hours / (len(steps) + 1), 20))
        return [Event(start + gap * at, step) for at, step in enumerate(steps)]

    def _after(self):
        return {
            "filed": [],
            "asked": [self._ask],
            "experts": [self._hand_up],
            "visit": [self._note, self._plan_visit],
            "answered": [self._answer],
            "improving": [self._answer, lambda: self._report("report_improving")],
            "cured": [self._ask, self._reply, self._answer, lambda: self._report("report_cured")],
            "twice": [
                self._answer,
                lambda: self._report("report_unchanged"),
                self._answer,
                lambda: self._report("report_cured"),
            ],
        }[self.ending]

    def _file(self) -> None:
        part, words = self._seen()
        plot = Plot(
            part=part,
            age=self.rng.randint(20, 90),
            age_unit=AgeUnit.DAY,
            area_m2=self.rng.choice((500, 1_000, 1_500, 2_600, 4_000)),
            hamlet=self.rng.choice(HAMLETS),
        )
        filed = actions.file_complaint(
            self.farmer, village_code=self.village, commodity_code=self.crop, body=words, plot=plot
        )
        self.code = filed.code

    def _seen(self) -> tuple[str | None, str]:
        """The sick part and what a farmer says of it: a sign of the problem, and how far it has gone."""
        if self.problem is None:
            return None, f"Tanamannya layu dan menguning. {self.rng.choice(MORE)}"
        part, signs = self.rng.choice(list(self.problem.signs_by_part.items()))
        return part, f"{self.rng.choice(signs)}. {self.rng.choice(MORE)}"

    def _officer(self) -> Actor:
        """Whoever has the case in hand: an expert, or the village's officer, also where the case lay idle."""
        case = queries.whole(self.farmer, self.code)
        if case.desk is Desk.EXPERT:
            return Actor((case.expert or people.wearing(Role.EXPERT)[0]).id, Role.EXPERT)
        officer_id = case.officer_id or people.wearing(Role.OFFICER, self.village)[0].id
        return Actor(officer_id, Role.OFFICER, self.village)

    def _ask(self) -> None:
        actions.ask(self._officer(), self.code, question="Sejak kapan terlihat, dan sudah diberi apa?")

    def _reply(self) -> None:
        actions.reply(self.farmer, self.code, text="Sejak empat hari lalu, belum diberi apa-apa.")

    def _note(self) -> None:
        actions.add_note(self._officer(), self.code, note="Lahannya dekat sungai. Datang pagi saja.")

    def _plan_visit(self) -> None:
        day = clock.today() + timedelta(days=1)
        actions.plan_visit(self._officer(), self.code, visit_on=day, note="Bawa kaca pembesar dan kantong.")

    def _hand_up(self) -> None:
        reason = region.current().reasons_for(ReasonKind.HAND_UP)[0]
        note = "Belum pernah kami lihat di desa ini." if reason.needs_note else ""
        actions.hand_up(self._officer(), self.code, reason=reason.code, note=note)

    def _answer(self) -> None:
        problem = self.problem
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
        if verb == "report_cured" and (said := OPINIONS[queries.id_of(self.code) % len(OPINIONS)]):
            mood, words = said
            actions.rate_service(self.farmer, self.code, mood=mood, words=words)
