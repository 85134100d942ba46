"""Parts keep their contract: they say what they need, have one root with an id, and style is elsewhere."""

import re
from pathlib import Path

import pytest
from jinja2 import meta, nodes

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
NEEDS = re.compile(r"^\{# needs:\s*(.*?)\s*#\}")
ALL = sorted(TEMPLATES.rglob("*.html"))
SHELL = {"layouts"}
PARTS = [file for file in ALL if file.name.startswith("_") and file.parent.name not in SHELL]


def name_of(file: Path) -> str:
    return str(file.relative_to(TEMPLATES))


def given(app) -> set[str]:
    """What every template has without asking."""
    with app.test_request_context("/"):
        context: dict = {}
        app.update_template_context(context)
    return set(context) | set(app.jinja_env.globals)


@pytest.mark.parametrize("file", PARTS, ids=name_of)
def test_a_part_says_what_it_needs(app, file):
    text = file.read_text()
    said = NEEDS.match(text)
    assert said, "the first line must be {# needs: … #}"
    needs = {name.strip() for name in said[1].split(",") if name.strip()}
    undeclared = meta.find_undeclared_variables(app.jinja_env.parse(text)) - given(app)
    assert needs == undeclared


@pytest.mark.parametrize("file", PARTS, ids=name_of)
def test_a_part_has_one_root_with_an_id(file):
    text = re.sub(r"\{#.*?#\}|\{% from.*?%\}|\{% set.*?%\}", "", file.read_text(), flags=re.DOTALL).strip()
    root = text[: text.index(">") + 1] if text.startswith("<") else text.splitlines()[0]
    assert "id=" in root or "posts(" in root, root


@pytest.mark.parametrize("file", ALL, ids=name_of)
def test_a_template_uses_what_it_imports(app, file):
    tree = app.jinja_env.parse(file.read_text())
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    for imported in tree.find_all(nodes.FromImport):
        names = {each[1] if isinstance(each, tuple) else each for each in imported.names}
        assert names <= used, f"imported but unused: {names - used}"


@pytest.mark.parametrize("file", ALL, ids=name_of)
def test_a_template_keeps_to_the_policy(file):
    text = file.read_text()
    assert not re.search(r"\sstyle=", text), "style= is refused by the content policy"
    assert not re.search(r"\son[a-z]+=", text), "inline handlers are refused by the content policy"
    assert "hx-on" not in text
    if file.name != "_assets.html":
        assert "|safe" not in text.replace(" ", "")
    assert "http://" not in text.replace("http://www.w3.org", "")
