"""Demo suspicions: one confirmed and answered by farmers, one rejected, one waiting for a decision."""

from datetime import timedelta
from random import Random

from domain import clock, region
from domain.complaints import actions as complaints
from domain.complaints.advice import Advice, Category, Certainty, Step
from domain.outbreaks import actions, queries
from domain.outbreaks.states import State
from domain.oversight import actions as oversight
from domain.oversight import queries as quality
from domain.oversight.rules import SAMPLE
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.region.rows import Problem, ReasonKind
from domain.writing import write
from ops.seed.timeline import Event, play

FARMERS = 5
BEGAN = (9, 20, 2)  # days ago
ENDINGS = ("confirmed", "rejected", "waiting")
MARKS = ((2, 2, 2, 2), (2, 1, 2, 2), (1, 1, 2, 1))


def seed_outbreaks(rng: Random) -> int:
    """Three clusters of complaints and what became of them; returns how many suspicions there are now.

    Needs farmers, experts and a coordinator. In an app context, outside a write block.
    """
    problems = _problems()
    stories = [
        _Cluster(rng, problem, began, ending)
        for problem, began, ending in zip(problems, BEGAN, ENDINGS, strict=False)
    ]
    play([event for story in stories for event in story.events()])
    actions.look_for_outbreaks()
    oversight.count_promises()
    _mark_some()
    return queries.count_open(_wearer(Role.COORDINATOR))


def _problems() -> list[Problem]:
    """Problems of the most reported crops, one a crop, none on the watch list."""
    pack, found = region.current(), {}
    for crop in pack.commodities_by_rank():
        fitting = (
            row for row in pack.problems.values() if crop.code in row.commodities and not row.watchlist
        )
        problem = next((row for row in fitting if row not in found.values()), None)
        if problem:
            found[crop.code] = problem
    return list(found.values())


def _wearer(role: Role) -> Actor:
    return Actor(people.wearing(role)[0].id, role)


def _mark_some() -> None:
    """The first marks of this week's quality sample."""
    coordinator = _wearer(Role.COORDINATOR)
    drawn = quality.sample(coordinator)[: SAMPLE - 2]
    with write():
        for row, marks in zip(drawn, MARKS, strict=False):
            oversight.review(coordinator, row.answer_id, scores=marks)


def _reason() -> str:
    return region.current().reasons_for(ReasonKind.HAND_UP)[0].code


class _Cluster:
    """A few neighbours with the same trouble within four days, and what the coordinator makes of it."""

    def __init__(self, rng: Random, problem: Problem, began: int, ending: str):
        self.rng, self.problem, self.ending = rng, problem, ending
        self.start = clock.now() - timedelta(days=began)
        self.crop = problem.commodities[0]
        self.farmers = self._neighbours()
        self.expert, self.coordinator = _wearer(Role.EXPERT), _wearer(Role.COORDINATOR)

    def _neighbours(self) -> list:
        """Farmers of one village first, then of the villages that border it."""
        pack = region.current()
        everybody = people.wearing(Role.FARMER)
        shown = everybody[0].village_code  # whoever opens the demo as a farmer finds the warning at home
        centre = shown if self.ending == "confirmed" else self.rng.choice(list(pack.villages))
        near = [centre, *sorted(pack.neighbours(centre), key=lambda code: pack.villages[code].district)]
        sorted_in = [person for code in near for person in everybody if person.village_code == code]
        return sorted_in[:FARMERS]

    def events(self) -> list[Event]:
        told = [
            event
            for at, farmer in enumerate(self.farmers)
            for event in self._case(farmer, self.start + timedelta(hours=7 * at))
        ]
        decided = self.start + timedelta(hours=40)
        if self.ending == "waiting":
            return told
        return [
            *told,
            Event(decided, actions.look_for_outbreaks, alone=True),
            Event(decided + timedelta(hours=2), self._decide),
            *(
                Event(decided + timedelta(hours=5 + 9 * at), lambda at=at: self._answer_warning(at))
                for at in range(4 if self.ending == "confirmed" else 0)
            ),
        ]

    def _case(self, farmer, filed) -> list[Event]:
        actor, code = Actor(farmer.id, Role.FARMER), []

        def file() -> None:
            seen = self.problem.signs[0].rpartition(": ")[2]
            body = f"{seen}. Tetangga juga kena."
            row = complaints.file_complaint(
                actor, village_code=farmer.village_code, commodity_code=self.crop, body=body
            )
            code.append(row.code)

        def diagnose() -> None:
            complaints.hand_up(self.coordinator, code[0], reason=_reason(), note="Perlu dilihat.")
            complaints.answer(self.expert, code[0], advice=self._advice())

        def cure() -> None:
            complaints.report(actor, code[0], verb="report_cured")

        steps = [(file, 0), (diagnose, 4)] + ([] if self.ending == "waiting" else [(cure, 150)])
        return [Event(filed + timedelta(hours=hours), step) for step, hours in steps]

    def _advice(self) -> Advice:
        return Advice(
            certainty=Certainty.LIKELY,
            problem=self.problem.code,
            steps=(
                Step(Category.MECHANICAL, self.problem.mechanical[0]),
                Step(Category.CULTURAL, self.problem.prevention[0]),
            ),
            follow_up_days=self.problem.follow_up_days,
            call_when="sakitnya menyebar ke separuh petak",
        )

    def _row(self, state: State):
        rows = queries.page_of(self.coordinator, decided=state is not State.OPEN)
        return next(
            (row for row in rows if (row.problem_code, row.state) == (self.problem.code, state)), None
        )

    def _decide(self) -> None:
        row = self._row(State.OPEN)
        if row is None:
            return  # the neighbours live in different districts: nothing gathered
        if self.ending == "rejected":
            actions.reject(self.coordinator, row.id, reason="Laporan dari hari pelatihan, gejalanya lama.")
            return
        draft = queries.candidate_page(self.coordinator, row.id).draft
        actions.confirm(
            self.coordinator,
            row.id,
            commodity=self.crop,
            title=draft.title,
            text=draft.text,
            steps=draft.steps,
            include_unknown=True,
        )

    def _answer_warning(self, at: int) -> None:
        for farmer in self.farmers[at : at + 1]:
            actor = Actor(farmer.id, Role.FARMER)
            for notice in queries.shown_to(actor)[:1]:
                actions.answer(actor, notice.id, slug="tidak-ada" if at % 2 else "ada")
