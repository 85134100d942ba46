"""Every language is whole: no sentence is missing, none loses what is filled in, none is built where nobody finds it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import RuleBroken
from domain.sentences import in_source, joined, say, source_language, speaking, spoken
from ops import translations

ROOT = Path(__file__).resolve().parents[2]
PYTHON = [path for folder in translations.SPOKEN_IN for path in (ROOT / folder).rglob("*.py")]


@pytest.fixture(scope="module")
def source():
    return translations.source()


@pytest.mark.parametrize("code", translations.languages())
def test_no_sentence_is_missing(source, code):
    """Run `make translations`, write what is empty in translations/<language>/LC_MESSAGES/lumbung.po, run it again."""
    assert len(source) > 3_000
    assert translations.faults(code, translations.languages()[code], source) == []


def test_a_gap_is_noticed(source, tmp_path):
    known = translations.languages()["en"].read_text(encoding="utf-8")
    entry = 'msgid "Stok tinggal {stock} {unit}."\nmsgstr "Only {stock} {unit} left."\n'
    assert entry in known
    for said, fault in (
        ("", "missing: Stok tinggal {stock} {unit}."),
        ("Only {stok} {unit} left.", "other placeholders: Stok tinggal"),
    ):
        gap = tmp_path / "lumbung.po"
        gap.write_text(known.replace(entry, f'{entry.splitlines()[0]}\nmsgstr "{said}"\n'), encoding="utf-8")
        (found,) = translations.faults("en", gap, source)
        assert found.startswith(fault)


def test_what_is_said_is_a_template():
    """An f-string is put together before anybody can translate it: give a template and its values."""
    put_together = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in PYTHON
        for call, name in _calls(path)
        if name in translations.FIRST and call.args and isinstance(call.args[0], ast.JoinedStr)
    ]
    assert put_together == []


def test_every_kind_of_refusal_is_looked_for():
    kinds, found = set(), {"RuleBroken"}
    while found - kinds:
        kinds |= found
        found = {
            node.name
            for path in PYTHON
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ClassDef) and {getattr(base, "id", "") for base in node.bases} & kinds
        }
    by_key = {"StorageFull", "PhotoRefused", "VoiceRefused", "Broken"}  # their words stand in a table
    assert kinds - by_key <= translations.FIRST


def _calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node, getattr(node.func, "attr", getattr(node.func, "id", ""))


ENGLISH = {
    "Stok tinggal {left}.": "Only {left} left.",
    "satu barang": "one item",
    "Baru": "New",
    "Urusan kosong: {what}": "Nothing in {what}",
}


def in_english(template: str) -> str:
    return ENGLISH.get(template, template)


def test_a_sentence_is_said_in_the_language_of_who_reads_it():
    inner = say("satu barang")
    sentence = RuleBroken("Stok tinggal {left}.", left=inner).message
    assert str(sentence) == "Stok tinggal satu barang."
    with speaking(in_english):
        assert str(sentence) == f"{sentence}" == "Only one item left."
        assert spoken("Baru") == "New"
        assert str(joined(", ", [say("Baru"), "Apel", inner])) == "New, Apel, one item"
        assert str(say("Baru") + " 3") == "New 3"
        assert str("3 " + say("Baru")) == "3 New"
        assert say("Baru").lower() == "new"
        assert str(say("Stok tinggal {left}.").format(left=4)) == "Only 4 left."


def test_as_text_a_sentence_is_what_the_source_says():
    with speaking(in_english):
        sentence = say("Urusan kosong: {what}", what=say("satu barang"))
        assert sentence == "Urusan kosong: satu barang"
        assert in_source(sentence) == "Urusan kosong: satu barang"
        assert ", ".join([sentence]) == "Urusan kosong: satu barang"
        with source_language():
            assert str(sentence) == "Urusan kosong: satu barang"


def test_words_with_braces_in_what_was_typed_stay_as_they_are():
    with speaking(in_english):
        assert str(say("Stok tinggal {left}.", left="{0} {x} %s")) == "Only {0} {x} %s left."


def test_a_number_takes_the_form_its_language_has_for_it():
    with speaking(lambda template: "{n} {n:day is|days are} left"):
        said = {number: str(say("Tinggal {n} hari.", n=number)) for number in (0, 1, 2, "1", "1.200", "some")}
    assert said == {
        0: "0 days are left",
        1: "1 day is left",
        2: "2 days are left",
        "1": "1 day is left",
        "1.200": "1.200 days are left",
        "some": "some days are left",
    }
    assert str(say("Tinggal {n} hari.", n=1)) == "Tinggal 1 hari."


def test_which_form_that_is_says_the_catalogue(app):
    with app.test_request_context("/?bahasa=en"):
        app.preprocess_request()
        assert str(say("{n} hari", n=1)) == "1 day"
        assert str(say("{n} hari", n=21)) == "21 days"
