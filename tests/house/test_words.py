"""What a screen says is plain: none of the words in plain_words.toml, and short sentences."""

import csv
import re
import tomllib
from pathlib import Path

import pytest

from tests.support.said import Said, everything

ROOT = Path(__file__).resolve().parents[2]
RULES = tomllib.loads(Path(__file__).with_name("plain_words.toml").read_text(encoding="utf-8"))
FARMERS, PAPERS = tuple(RULES["farmers"]["folders"]), tuple(RULES["papers"]["folders"])
LIMITS = RULES["limits"]
EVERYBODY = {word.lower() for word in RULES["banned"]}
FOR_FARMERS = EVERYBODY | {word.lower() for word in RULES["banned_for_farmers"]}
BLANK = re.compile(r"\{[^}]*\}|%\(\w+\)\w")
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def faults(said: Said) -> list[str]:
    """What is not plain in these words."""
    if said.file.startswith(PAPERS):
        return []
    farmers = said.file.startswith(FARMERS)
    words = re.findall(r"[\w-]+", BLANK.sub(" ", said.words).lower())
    text = f" {' '.join(words)} "
    banned = [word for word in (FOR_FARMERS if farmers else EVERYBODY) if f" {word} " in text]
    limit = LIMITS["farmers" if farmers else "everybody"]
    lengths = [len(sentence.split()) for sentence in SENTENCE.split(said.words)]
    return sorted(banned) + [f"{length} words in a sentence" for length in lengths if length > limit]


@pytest.fixture(scope="module")
def said():
    found = everything()
    assert len(found) > 4_000
    return found


def test_every_sentence_is_plain_and_short(said):
    found = {f"{one.file} {one.words}": faults(one) for one in said}
    assert {where: why for where, why in found.items() if why} == {}


def of_regions() -> list[Said]:
    """Every step and sentence of a region's tables that a farmer may read."""
    found = []
    for table in (ROOT / "regions").glob("*/*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                texts = [row[column] or "" for column in RULES["region"].get(table.stem, [])]
                found += [Said(f"regions/{table.stem}", part) for text in texts for part in text.split("|")]
    return found


def test_what_a_region_tells_farmers_is_plain_and_short():
    found = of_regions()
    assert len(found) > 500
    assert {f"{one.file} {one.words}": why for one in found if (why := faults(one))} == {}


@pytest.mark.parametrize(
    ("file", "words", "expected"),
    [
        (
            "templates/checkout/x.html",
            "Terjadi Kesalahan, silakan Submit lagi.",
            ["submit", "terjadi kesalahan"],
        ),
        ("templates/checkout/x.html", "Inputnya {form} kosong", []),
        ("templates/checkout/x.html", "Pilih etalase", []),
        ("templates/complaints/x.html", "Pilih etalase", ["etalase"]),
        ("templates/complaints/x.html", "satu " * 13, ["13 words in a sentence"]),
        ("templates/checkout/x.html", "satu " * 15, []),
        ("templates/checkout/x.html", "satu " * 9 + ". " + "dua " * 16, ["16 words in a sentence"]),
        ("templates/documents/x.html", "Apabila " * 30, []),
        ("regions/tips", "satu " * 13, ["13 words in a sentence"]),
    ],
)
def test_what_is_not_plain_is_noticed(file, words, expected):
    assert faults(Said(file, words.strip())) == expected


def test_the_folders_named_are_there():
    assert [folder for folder in FARMERS + PAPERS if not (ROOT / folder).is_dir()] == []
    assert {word for word in FOR_FARMERS if word != word.strip()} == set()


def test_scripts_and_python_are_read_too(said):
    files = {one.file.partition("/")[0] for one in said}
    assert files == {"templates", "domain", "web", "blueprints", "services", "static"}
    assert any("terkirim" in one.words for one in said if one.file == "static/app.js")
