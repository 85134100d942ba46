"""Every sentence a screen can say, with the file it stands in: templates, Python, scripts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
TREES = ("domain", "web", "blueprints", "services")
FIRST = {"say", "refuse", "RuleBroken", "Stale", "InputRequired", "DataRequired", "ValidationError"}
NAMED = {"message", "description", "label"}
QUOTED = re.compile(r'"((?:[A-Z]|\b[a-z]+ )[^"<>={}()\\]* [^"<>={}()\\]*)"')


class Said(NamedTuple):
    """Words and where they stand, from the root of the project."""

    file: str
    line: int
    words: str


def everything() -> list[Said]:
    return [*_templates(), *_python(), *_scripts()]


def _templates() -> Iterator[Said]:
    jinja = Environment()  # nothing is rendered here  # noqa: S701
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for call in jinja.parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "_":
                for words in call.find_all(nodes.Const):
                    yield Said(str(path.relative_to(ROOT)), call.lineno, str(words.value))


def _python() -> Iterator[Said]:
    for path in sorted(path for tree in TREES for path in (ROOT / tree).rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                for words in _told(call):
                    yield Said(str(path.relative_to(ROOT)), words.lineno, words.value)


def _told(call: ast.Call) -> Iterator[ast.Constant]:
    """What a call says to a person: first words of a sentence, a refusal or a field, and some that are named."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    told = [call.args[0]] if call.args and (name in FIRST or name.endswith("Field")) else []
    for words in told + [each.value for each in call.keywords if each.arg in NAMED]:
        if isinstance(words, ast.Constant) and isinstance(words.value, str):
            yield words


def _scripts() -> Iterator[Said]:
    for path in sorted((ROOT / "static").glob("*.js")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.lstrip().startswith("//"):
                for found in QUOTED.finditer(line):
                    yield Said(str(path.relative_to(ROOT)), number, found[1])
