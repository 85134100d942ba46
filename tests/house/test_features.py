"""The list of features and the promises of security name only what is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROMISES = ("docs/features.md", "SECURITY.md")


def code_in(file: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", (ROOT / file).read_text())


@pytest.mark.parametrize("file", PROMISES)
def test_each_test_named_is_there(file):
    named = [code for code in code_in(file) if code.startswith("tests/")]
    assert named
    assert [name for name in named if not (ROOT / name.split("::")[0]).is_file()] == []


def test_each_address_named_is_a_route(app):
    begun = {rule.rule.rstrip("/") for rule in app.url_map.iter_rules()}
    named = [code for code in code_in("docs/features.md") if code.startswith("/")]
    assert named
    assert [address for address in named if not any(rule.startswith(address) for rule in begun)] == []
