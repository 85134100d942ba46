"""Many hands at one thing at once: what became of each, and a line for each drill at the end of the run."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Barrier

from domain.errors import RuleBroken
from domain.writing import write

noted: list[tuple[str, int, int]] = []  # test, how many at once, how many got through


def together(app, steps: Sequence[Callable[[], object]], *, open_write: bool = True) -> list[str]:
    """Do all steps at once, each in a write block of its own; what became of each: "done" or why not.

    Whatever is not a refusal (a deadlock, a broken CHECK) is raised. Without `open_write` a step opens its own block.
    """
    start = Barrier(len(steps))

    def run(step: Callable[[], object]) -> str:
        with app.app_context():
            start.wait(30)
            try:
                with write() if open_write else nullcontext():
                    step()
            except RuleBroken as refused:
                return refused.message
            return "done"

    with ThreadPoolExecutor(len(steps)) as pool:
        told = list(pool.map(run, steps))
    note(len(told), told.count("done"))
    return told


def note(at_once: int, through: int) -> None:
    """For the line of the test that is running."""
    name = os.environ.get("PYTEST_CURRENT_TEST", "").rsplit(" ", 1)[0].rsplit("::", 1)[-1]
    noted.append((name, at_once, through))


def pytest_runtest_makereport(item, call):
    if call.when == "call":
        item.user_properties += [("drill", each) for each in noted]
        noted.clear()


def pytest_terminal_summary(terminalreporter, config):
    """One line a drill, when drills were asked for (`-m parallel`)."""
    if "parallel" not in (config.option.markexpr or ""):
        return
    reports = [each for each in terminalreporter.getreports("passed") if each.when == "call"]
    lines = [value for each in reports for name, value in each.user_properties if name == "drill"]
    database = os.environ.get("LUMBUNG_TEST_DATABASE", "sqlite")
    terminalreporter.section(f"{len(lines)} drills on {database}: at once, through, refused")
    for name, at_once, through in lines:
        terminalreporter.line(f"{at_once:5} {through:5} {at_once - through:5}  {name}")
