"""The catalogues: `make translations` brings every language up to the source, `compiled` is part of every set-up.

A msgid is the Indonesian sentence. It is found in `_()` of templates and scripts, and in Python in what says things
to a person (`say()`, refusals, the labels and sentences of forms). Another language is another folder beside `en`.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from web.language import DOMAIN, OWN_NAME, TRANSLATIONS, catalogues, forget

ROOT = Path(__file__).resolve().parent.parent
SPOKEN_IN = ("domain", "web", "blueprints", "services")
# calls whose first words, or the words under these names, are shown to a person; a test knows every refusal by its class
FIRST = {
    "say",
    "refuse",
    "RuleBroken",
    "Stale",
    "OfferChanged",
    "KeyReused",
    "LineWrong",
    "AttachmentRefused",
}
FIRST |= {"InputRequired", "DataRequired", "NumberRange", "Regexp", "EqualTo", "ValidationError"}
NAMED = {"message", "required", "label"}
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Lumbung\\n"
"Language: {code}\\n"
"Plural-Forms: nplurals={forms}; plural={plural};\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""  # without dates, so that two people's changes meet without a conflict
SCRIPT_WORDS = re.compile(r'\b_\("((?:[^"\\]|\\.)*)"\)')
PLACE = re.compile(r"(\{\w*)[^}]*\}|(%\(\w+\)[sd])|(%[sd])")


def python_words(
    file: BinaryIO, _keywords: Any, _tags: Any, options: Any
) -> Iterator[tuple[int, None, str, list]]:
    """What babel asks of an extraction method: (line, function, words, comments) of everything said in a file."""
    for call in ast.walk(ast.parse(file.read())):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        told = [call.args[0]] if call.args and (name in FIRST or name.endswith("Field")) else []
        told += [each.value for each in call.keywords if each.arg in NAMED and (told or name == "Length")]
        for words in told:
            if isinstance(words, ast.Constant) and isinstance(words.value, str) and words.value.strip():
                yield words.lineno, None, words.value, []


def script_words(
    file: BinaryIO, _keywords: Any, _tags: Any, options: Any
) -> Iterator[tuple[int, None, str, list]]:
    """The same for a script, where words stand between double quotes."""
    for number, line in enumerate(file.read().decode().splitlines(), start=1):
        for found in SCRIPT_WORDS.finditer(line):
            yield number, None, found[1].replace('\\"', '"'), []


def source() -> Catalog:
    """Every msgid of the source, each with the files it stands in."""
    found = Catalog(domain=DOMAIN, project="Lumbung", charset="utf-8")
    found.add(OWN_NAME, locations=[("web/language.py", 1)], auto_comments=["Here: the language's own name."])
    for path, method in sorted(_files()):
        options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
        place = path.relative_to(ROOT).as_posix()
        for line, words, _comments, _context in extract_from_file(
            method, path, {"_": None, "say": None}, options=options
        ):
            found.add(words, locations=[(place, line)])
    return found


def _files() -> Iterator[tuple[Path, Any]]:
    for path in (ROOT / "templates").rglob("*.html"):
        yield path, "jinja2.ext:babel_extract"
    for folder in SPOKEN_IN:
        for path in (ROOT / folder).rglob("*.py"):
            yield path, "ops.translations:python_words"
    for path in (ROOT / "static").glob("*.js"):
        yield path, "ops.translations:script_words"


def languages() -> dict[str, Path]:
    """Each language beside the source, and its catalogue."""
    found = TRANSLATIONS.glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    return {path.parent.parent.name: path for path in sorted(found)}


def read(path: Path, code: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=code, domain=DOMAIN)


def faults(code: str, path: Path, known: Catalog | None = None) -> list[str]:
    """What a catalogue lacks against the source: a line each, empty when it is whole."""
    catalogue, found = read(path, code), []
    for message in known or source():
        if not message.id:
            continue
        said = catalogue.get(message.id)
        if said is None or not said.string or said.fuzzy:
            found.append(f"missing: {message.id}")
        elif places(message.id) != places(said.string):
            found.append(f"other placeholders: {message.id} -> {said.string}")
    return found


def places(words: str) -> list[str]:
    """The names of what is filled in; how a time is written and a number's form are the language's own affair."""
    found = ["".join(found.groups("")) for found in PLACE.finditer(words)]
    unnamed = [place for place in found if place in ("%s", "%d")]
    return [*sorted(set(found) - set(unnamed)), *unnamed]


def update() -> None:
    """Bring every catalogue up to the source; what is new in it stands there empty."""
    known = source()
    for code, path in languages().items():
        catalogue = read(path, code)
        catalogue.update(known, no_fuzzy_matching=True)
        with path.open("wb") as file:
            file.write(
                HEADER.format(code=code, plural=catalogue.plural_expr, forms=catalogue.num_plurals).encode()
            )
            write_po(file, catalogue, width=0, include_lineno=False, ignore_obsolete=True, omit_header=True)
        missing = faults(code, path, known)
        print(f"{code}: {len(known)} sentences, {len(missing)} to do", *missing[:40], sep="\n  ")


def compiled() -> dict[str, dict[str, str]]:
    """What each language says for each msgid, compiled where its catalogue is newer; part of every set-up."""
    for code, path in languages().items():
        made = path.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime <= path.stat().st_mtime:
            with made.open("wb") as file:
                write_mo(file, read(path, code))
    forget()
    return catalogues()


def main(arguments: list[str]) -> int:
    if arguments != ["update"]:
        print("usage: python -m ops.translations update", file=sys.stderr)
        return 2
    update()
    compiled()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
