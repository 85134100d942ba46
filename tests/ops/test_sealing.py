"""Papers become PDFs one by one; one that cannot does not hold up those behind it."""

from datetime import timedelta

import pytest

from domain import clock, journal
from domain.papers import queries as papers
from domain.papers.rules import wait_after
from ops.sealing import seal_papers
from services.documents import PlainDocuments


class Faulty:
    """Fails on the papers of one purchase."""

    def __init__(self, code: str):
        self.code, self.asked = f'"{code}"', 0

    def render(self, snapshot: str, check_url: str) -> bytes:
        if self.code in snapshot:
            self.asked += 1
            raise ValueError("no such letter in the font")
        return PlainDocuments().render(snapshot, check_url)


def test_one_that_cannot_be_made_is_counted_and_the_others_are_sealed(market, app):
    first, second = market.until_issued(1), market.until_issued(1)
    faulty = Faulty(first)
    assert seal_papers(faulty) == 1
    assert papers.of(second)[0].file and not papers.of(first)[0].file
    trouble = papers.of(first)[0].trouble
    assert (trouble.attempts, trouble.error) == (1, "ValueError")
    assert journal.of(first)[-1].event == "paper.not_sealed"
    assert papers.in_trouble() == 1
    assert "PDF gagal 1" in app.test_client().get("/readyz").text


def test_it_is_tried_again_later_and_ever_more_rarely(market):
    code = market.until_issued(1)
    faulty = Faulty(code)
    seal_papers(faulty)
    seal_papers(faulty)
    assert faulty.asked == 1, "not again at once"
    with clock.freeze(clock.now() + wait_after(1)):
        seal_papers(faulty)
    assert faulty.asked == 2
    assert papers.of(code)[0].trouble.attempts == 2
    with clock.freeze(clock.now() + wait_after(1) + wait_after(2)):
        assert seal_papers(PlainDocuments()) == 1
    assert papers.in_trouble() == 0


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 2), (2, 4), (3, 8), (8, 256), (9, 360), (500, 360)])
def test_the_wait_doubles_up_to_six_hours(attempts, minutes):
    assert wait_after(attempts) == timedelta(minutes=minutes)
