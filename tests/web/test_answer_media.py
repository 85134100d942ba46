"""An answer drawn and spoken: kept over a refusal, seen and heard by the farmer, by nobody else."""

import io

import pytest

from domain.complaints.models import AnswerDrawing, AnswerVoice
from domain.people.rules import Role
from tests.support.complaints import *  # noqa: F403
from tests.support.media import MemoryMedia, photo, sound
from tests.web.test_complaint_screens import ADVICE, REPORT

SOUND = sound()


@pytest.fixture
def code(app, cast, visit):
    """A case with one photo."""
    app.extensions["media"] = MemoryMedia()
    visit(cast.farmer).post("/keluhan/", **REPORT, photos=(io.BytesIO(photo()), "a.jpg"))
    return "K0001"


def test_a_drawing_is_seen_by_the_farmer(cast, visit, code, rows):
    officer = visit(cast.officer)
    assert officer.get(f"/kotak/{code}/saran").select("[formaction$='/saran/tanda']")
    form = officer.post(f"/kotak/{code}/saran/tanda", expect=200)
    assert len(form.select("#advice-form figure text")) == 12
    page = officer.post(
        f"/kotak/{code}/saran", expect=422, **ADVICE | {"text_0": "", "drawing": "1:[[500,300,80]]"}
    )
    assert page.select_one("#drawing")["value"] == "1:[[500,300,80]]"
    officer.post(f"/kotak/{code}/saran", **ADVICE | {"drawing": "1:[[500,300,80]]"})
    circle = visit(cast.farmer).get(f"/keluhan/{code}").select_one("figure.draw circle")
    assert (circle["cx"], circle["cy"], circle["r"]) == ("500", "300", "80")
    assert rows(AnswerDrawing) == 1


def test_ticked_parts_are_circles_too(cast, visit, code):
    visit(cast.officer).post(f"/kotak/{code}/saran", **ADVICE | {"marked_photo": "1", "cells": ["2", "7"]})
    assert len(visit(cast.farmer).get(f"/keluhan/{code}").select("figure.draw circle")) == 2


def test_a_drawing_outside_the_photo_is_refused(cast, visit, code, rows):
    for drawn in ("2:[[1,1,80]]", "1:[[5000,1,80]]", "1:[]", "nonsens"):
        page = visit(cast.officer).post(f"/kotak/{code}/saran", expect=422, **ADVICE | {"drawing": drawn})
        assert page.select_one("#drawing-err")
    assert rows(AnswerDrawing) == 0


def test_a_spoken_answer_is_heard_by_the_farmer_only(cast, visit, person, code, rows):
    officer = visit(cast.officer)
    sent = ADVICE | {"text_0": "", "voice": (io.BytesIO(SOUND), "a.webm")}
    page = officer.post(f"/kotak/{code}/saran", expect=422, **sent)
    kept = page.select_one("input[name=voice-kept]")["value"]
    officer.post(f"/kotak/{code}/saran", **ADVICE | {"voice-kept": kept})
    assert rows(AnswerVoice) == 1
    place = f"/keluhan/{code}/saran/1/suara"
    farmer = visit(cast.farmer)
    assert place in str(farmer.get(f"/keluhan/{code}").select_one("audio"))
    assert farmer.get(place).data == SOUND
    visit(person(Role.FARMER)).get(place, expect=404)
    officer.get(f"/keluhan/{code}/saran/2/suara", expect=404)


def test_what_is_no_sound_is_refused(cast, visit, code):
    sent = ADVICE | {"voice": (io.BytesIO(b"MZ not a sound"), "a.ogg")}
    page = visit(cast.officer).post(f"/kotak/{code}/saran", expect=422, **sent)
    assert "tidak bisa kami putar" in page.select_one("#voice-err").text
