"""Complaints for tests, made by the same actions as real ones."""

from decimal import Decimal

import pytest

from domain.complaints import actions
from domain.complaints.advice import Advice, Category, Certainty, Chemical, DoseUnit, Protection, Step
from domain.people.rules import Role
from domain.writing import write
from tests.support.people import make_person

VILLAGE = "99.01.01.2001"
OTHER_VILLAGE = "99.01.01.2002"
WORDS = "Daun kuning dan kerdil. Mulai sejak hujan kemarin."
ADVICE = Advice(
    Certainty.LIKELY,
    (Step(Category.MECHANICAL, "Cabut tanaman sakit. Masukkan karung."),),
    follow_up_days=7,
    problem="tungro",
    next_season=("Tanam serentak.",),
    call_when="Lebih dari separuh petak kuning",
)
SPRAY = Chemical(
    ingredient="mankozeb",
    threshold="Lebih dari 1 dari 10 tanaman kena",
    dose=Decimal("2"),
    unit=DoseUnit.GRAM_PER_LITRE,
    most_sprays=3,
    spray_gap_days=7,
    harvest_wait_days=10,
    reentry_hours=24,
    mode_group="M3",
    protection=frozenset(Protection),
)
SPRAYED = Advice(
    Certainty.SURE,
    (*ADVICE.steps, Step(Category.CHEMICAL, "Semprot pagi hari.", SPRAY)),
    follow_up_days=7,
    problem="tungro",
)


class Cast:
    """A village with its farmer, officer, expert and coordinator."""

    def __init__(self) -> None:
        self.officer = make_person(Role.OFFICER, scope=VILLAGE, village=VILLAGE, name="Bu Rini Astuti")
        self.farmer = make_person(Role.FARMER, village=VILLAGE, name="Pak Slamet Riyadi")
        self.expert = make_person(Role.EXPERT, name="Bu Dewi Lestari")
        self.coordinator = make_person(Role.COORDINATOR, name="Pak Hadi")

    def file(self, somebody=None, **fields) -> str:
        """A complaint of the farmer's; returns its code."""
        filed = {"village_code": VILLAGE, "commodity_code": "padi", "body": WORDS} | fields
        return self.act(actions.file_complaint, (somebody or self.farmer).actor, **filed)

    def act(self, action, *args, **fields) -> str:
        """Run one action in a write block; returns the code of the case."""
        with write():
            return action(*args, **fields).code

    def answered(self, advice=ADVICE) -> str:
        code = self.file()
        if any(step.chemical for step in advice.steps):
            self.act(actions.hand_up, self.officer.actor, code, reason="hand_up_unknown", note="Perlu obat.")
            return self.act(actions.answer, self.expert.actor, code, advice=advice)
        return self.act(actions.answer, self.officer.actor, code, advice=advice)


@pytest.fixture
def cast(app) -> Cast:
    """The people of a case, made in a context of their own."""
    with app.app_context():
        return Cast()


@pytest.fixture
def case(app, cast):
    """Run something of the cast's in an app context: `case(cast.file)`."""

    def run(what, *args, **fields):
        with app.app_context():
            return what(*args, **fields)

    return run
