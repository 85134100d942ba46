"""Small rooms: files and functions keep their size, names say what they do, layers keep their order."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
ATTIC = re.compile(r"(^|/)(utils?|helpers?|misc|common|manager)(\.py|/)")
CITY = re.compile(r"batu|among|bangga|bumiaji|35\.79", re.IGNORECASE)
UNDONE = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")


def tracked(*endings: str) -> list[Path]:
    """Files git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    files = [ROOT / name for name in listed.stdout.splitlines() if name.endswith(endings)]
    return [file for file in files if file.exists()]


def source() -> list[Path]:
    return [file for file in tracked(".py") if "tests" not in file.parts and "versions" not in file.parts]


@pytest.mark.parametrize(
    "file", tracked(".py", ".html", ".js", ".css"), ids=lambda f: str(f.relative_to(ROOT))
)
def test_no_file_grows_into_a_heap(file):
    if "versions" in file.parts:
        return  # a migration is written once and never grows
    lines = sum(1 for line in file.read_text().splitlines() if line.strip())
    assert lines <= LONGEST_FILE


def test_functions_stay_short():
    for file in source():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length < LONGEST_FUNCTION, (
                    f"{file.relative_to(ROOT)}:{node.lineno} {node.name} {length}"
                )


def test_no_attic():
    assert [str(file) for file in tracked("") if ATTIC.search(str(file.relative_to(ROOT)))] == []


def test_nothing_of_the_city_is_in_the_code():
    for file in tracked(".py", ".html", ".js"):
        if {"regions", "tests"} & set(file.relative_to(ROOT).parts):
            continue
        for number, line in enumerate(file.read_text().splitlines(), start=1):
            assert not CITY.search(line), f"{file.relative_to(ROOT)}:{number} {line.strip()}"


def test_nothing_is_left_undone():
    found = [str(file) for file in source() + tracked(".html", ".js") if UNDONE.search(file.read_text())]
    assert [name for name in found if "/tests/" not in name] == []


def test_imports_point_inward():
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-3000:]


def test_the_style_is_kept():
    run = subprocess.run(
        [Path(sys.executable).parent / "ruff", "check", "."],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-3000:]


def test_only_the_clock_asks_the_time():
    for file in source():
        if file.name == "clock.py" or "ops" in file.parts:
            continue
        assert not re.search(r"datetime\.now\(|date\.today\(|utcnow\(", file.read_text()), file


def test_only_one_place_commits():
    for file in source():
        if file.relative_to(ROOT) != Path("domain/writing.py"):
            assert ".commit()" not in file.read_text(), file
