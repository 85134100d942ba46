"""Linking and splitting through the screens, with and without script."""

import pytest

from tests.support.complaints import *  # noqa: F403


@pytest.mark.parametrize("htmx", [False, True])
def test_linked_from_the_case_and_let_go_again(visit, cast, case, htmx):
    case(cast.file)
    case(cast.file)
    officer = visit(cast.officer, htmx)
    assert "K0002" in officer.get("/kotak/K1/kaitkan").text
    page = officer.post("/kotak/K1/kaitkan", expect=422, other="K0077")
    assert "tidak ada" in page.select_one("#other-err").text
    assert page.select_one("#other")["value"] == "K0077"
    officer.post("/kotak/K1/kaitkan", near="K0002")
    assert "K0002" in officer.get("/kotak/K1").select_one("#case-K0001-linked").text
    assert "K0001" in officer.get("/kotak/K2").select_one("#case-K0002-linked").text
    assert "Terkait: K0002" in visit(cast.farmer, htmx).get("/keluhan/K1").text
    officer.post("/kotak/K2/lepas-kaitan", into="K0001")
    assert officer.get("/kotak/K1").select_one("#case-K0001-linked") is None
    assert "tidak sedang terkait" in officer.post("/kotak/K2/lepas-kaitan", expect=409, into="K0001").text


@pytest.mark.parametrize("htmx", [False, True])
def test_split_in_two(visit, cast, case, htmx):
    case(cast.file)
    officer = visit(cast.officer, htmx)
    assert officer.get("/kotak/K1/bagi").select_one("#commodity option[selected]")["value"] == "padi"
    page = officer.post("/kotak/K1/bagi", expect=422, body="", commodity="cabai")
    assert "masalah keduanya" in page.select_one("#body-err").text
    assert page.select_one("#commodity option[selected]")["value"] == "cabai"
    officer.post("/kotak/K1/bagi", body="Buah cabai berlubang.", commodity="cabai")
    assert "buah cabai berlubang" in officer.get("/kotak/K2").text.lower()
    assert "Masalah kedua menjadi keluhan sendiri" in officer.get("/kotak/K1").text
    assert "K0002" in visit(cast.farmer).get("/keluhan/").text
    visit(cast.farmer).get("/kotak/K1/bagi", expect=403)
