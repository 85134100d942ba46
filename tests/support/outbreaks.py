"""Diagnosed complaints of the last weeks, made by the same actions as real ones."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain import clock
from domain.complaints import actions
from domain.people.rules import Role
from domain.writing import write
from tests.support.complaints import ADVICE, VILLAGE, Cast
from tests.support.people import make_person


def diagnosed(
    cast: Cast,
    somebody=None,
    *,
    days_ago: float = 1,
    village: str = VILLAGE,
    commodity: str = "cabai",
    problem: str = "patek",
) -> str:
    """A complaint filed `days_ago` and answered an hour later by an expert; its code."""
    farmer = somebody or make_person(Role.FARMER, village=village)
    filed = clock.now() - timedelta(days=days_ago)
    with clock.freeze(filed), write():
        code = actions.file_complaint(
            farmer.actor, village_code=village, commodity_code=commodity, body="Ada bercak."
        ).code
    with clock.freeze(filed + timedelta(hours=1)):
        diagnose(cast, code, problem)
    return code


def diagnose(cast: Cast, code: str, problem: str) -> None:
    """An expert answers the case, naming the problem."""
    with write():
        actions.hand_up(cast.coordinator.actor, code, reason="hand_up_unknown", note="Perlu dilihat.")
        actions.answer(cast.expert.actor, code, advice=replace(ADVICE, problem=problem))


def many(cast: Cast, count: int, **how) -> list[str]:
    return [diagnosed(cast, **how) for _ in range(count)]


def cast_of_last_month() -> Cast:
    """People whose hats are old enough for cases of the last weeks. Inside an app context."""
    with clock.freeze(clock.now() - timedelta(days=40)):
        return Cast()


def wednesday() -> datetime:
    """A moment in the middle of this week: what lies a day or two back is in the same week."""
    now = clock.local(clock.now())
    return now - timedelta(days=now.weekday() - 2)
