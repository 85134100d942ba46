"""`flask complaints verify` finds exactly the faults that were planted, and mending ends them."""

import pytest
from sqlalchemy import update

from domain.complaints import actions, queries
from domain.complaints.models import Complaint
from domain.complaints.states import Status
from domain.db import db
from domain.people.rules import SYSTEM, Role
from domain.writing import write
from tests.support.complaints import ADVICE, Cast
from tests.support.people import make_person


@pytest.fixture
def codes(within):
    cast = Cast()
    made = [cast.file(make_person(Role.FARMER)) for _ in range(5)]
    cast.act(actions.ask, cast.officer.actor, made[1], question="Sejak kapan?")
    cast.act(actions.answer, cast.officer.actor, made[2], advice=ADVICE)
    return made


def plant(code: str, **values) -> None:
    with write():
        db.session.execute(update(Complaint).where(Complaint.id == queries.id_of(code)).values(**values))


def test_a_sound_database_has_no_fault(app, codes):
    ran = app.test_cli_runner().invoke(args=["complaints", "verify"])
    assert (ran.exit_code, ran.output.strip()) == (0, "5 keluhan, 0 kesalahan")


def test_it_finds_exactly_what_was_planted(app, codes):
    due = queries.get(SYSTEM, codes[0]).due_at
    plant(codes[0], due_at=due.replace(year=due.year + 1))
    plant(codes[1], attempt=2)
    plant(codes[3], status=Status.WITH_EXPERT)
    ran = app.test_cli_runner().invoke(args=["complaints", "verify"])
    assert ran.exit_code == 1
    named = {line.split(":")[0] for line in ran.output.splitlines() if line.startswith("K")}
    assert named == {codes[0], codes[1], codes[3]}
    assert "5 keluhan, 3 kesalahan" in ran.output


def test_due_moments_are_mended_after_the_calendar_changed(app, codes):
    plant(codes[0], due_at=None)
    assert actions.renew_promises() == 1
    assert queries.check_due_dates() == []
