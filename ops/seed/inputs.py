"""Demo control inputs: stock at every place, and requests in every state."""

from datetime import timedelta
from random import Random

from domain import clock, region
from domain.inputs import actions, queries
from domain.people import queries as people
from domain.people.rules import Actor, Role
from ops.seed.timeline import Event, play

ENDINGS = ("asked", "asked", "reserved", "handed", "handed", "handed", "refused", "cancelled")


def seed_inputs(rng: Random) -> int:
    """Deliveries two months ago, then one request after another; returns how many. In an app context."""
    coordinator = Actor(people.wearing(Role.COORDINATOR)[0].id, Role.COORDINATOR)
    farmers = rng.sample(people.wearing(Role.FARMER), len(ENDINGS))
    stories = [
        _Story(rng, coordinator, farmer, ending) for farmer, ending in zip(farmers, ENDINGS, strict=True)
    ]
    opening = Event(clock.now() - timedelta(days=60), lambda: _deliver(rng, coordinator))
    play([opening, *(event for at, story in enumerate(stories) for event in story.events(at))])
    return len(stories)


def _deliver(rng: Random, coordinator: Actor) -> None:
    pack = region.current()
    for depot in pack.depots:
        for kind in pack.inputs.values():
            quantity = rng.randint(2, 6) * kind.most
            actions.fill_up(coordinator, depot_code=depot, input_code=kind.code, quantity=quantity)


class _Story:
    def __init__(self, rng: Random, coordinator: Actor, farmer, ending: str):
        self.rng, self.coordinator, self.ending, self.code = rng, coordinator, ending, ""
        self.farmer, self.village = Actor(farmer.id, Role.FARMER), farmer.village_code
        self.name = farmer.name

    def events(self, at: int) -> list[Event]:
        """`at` spreads the stories: those still open began lately."""
        days = at + 1 if self.ending in ("asked", "reserved") else 8 + 5 * at
        start = clock.now() - timedelta(days=days, hours=self.rng.randint(0, 8))
        steps = {
            "asked": [],
            "reserved": [self._approve],
            "handed": [self._approve, self._hand_over],
            "refused": [self._refuse],
            "cancelled": [self._cancel],
        }[self.ending]
        return [Event(start + timedelta(hours=9 * at), step) for at, step in enumerate([self._ask, *steps])]

    def _ask(self) -> None:
        kind = self.rng.choice([row for row in region.current().inputs.values() if row.per_1000m2])
        area = self.rng.choice((800, 1_500, 2_600, 4_000))
        allowed = -(-area * kind.per_1000m2 // 1_000)
        row = actions.request(
            self.farmer,
            input_code=kind.code,
            quantity=allowed,
            area_m2=area,
            reason="Untuk musim ini (contoh).",
        )
        self.code = row.code

    def _approve(self) -> None:
        near = queries.places_for(queries.get(self.coordinator, self.code))
        actions.approve(self.coordinator, self.code, depot_code=near[0].depot_code)

    def _hand_over(self) -> None:
        officer = Actor(people.wearing(Role.OFFICER, self.village)[0].id, Role.OFFICER, self.village)
        pickup = queries.get(self.farmer, self.code).pickup
        actions.hand_over(officer, self.code, receiver=self.name, pickup=pickup)

    def _refuse(self) -> None:
        actions.refuse(self.coordinator, self.code, note="Belum musimnya. Ajukan lagi sebelum tanam.")

    def _cancel(self) -> None:
        actions.cancel(self.farmer, self.code)
