"""Every flow with script and without, and with what a phone may refuse: `make modes`.

"no files": the page's script is allowed and its files never arrive. "no storage": IndexedDB and localStorage throw.
Starts servers of its own, one copy of the demo each; prints the tasks completed without JavaScript of all tasks and
exits 1 unless every flow ends in every mode. `--write` puts the table into docs/bandwidth.md.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tests.journeys import record
from tests.journeys.flows import FLOWS
from tests.journeys.server import fill, serving
from tests.journeys.walking import FLAGS, sign_in, things

MODES = ("script", "no script", "no files", "no storage")
RECORDS = ("script", "no storage")  # elsewhere the phone's own recorder hands over a file
NO_STORAGE = """for (const name of ["indexedDB", "localStorage", "sessionStorage"])
Object.defineProperty(window, name, { get() { throw new Error("refused") } });"""


def open_window(browser, base: str, hat: str | None, mode: str):
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        permissions=["microphone"],
        java_script_enabled=mode != "no script",
        service_workers="block" if mode == "no files" else "allow",
    )
    if mode == "no files":
        context.route("**/static/**/*.js", lambda route: route.abort())
    if mode == "no storage":
        context.add_init_script(NO_STORAGE)
    page = context.new_page()
    page.set_default_timeout(20_000)
    sign_in(page, base, hat)
    return page


def walk_mode(browser, base: str, mode: str, folder: Path) -> dict[str, str]:
    """For each flow "done", or why it did not end."""
    found, windows, seen = {}, {}, things(folder) | {"mark": f"[{mode}]", "script": mode in RECORDS}
    for flow in FLOWS:
        try:
            if flow.hat not in windows:
                windows[flow.hat] = open_window(browser, base, flow.hat, mode)
            page = windows[flow.hat]
            page.goto(base + flow.start.format(**seen))
            flow.walk(page, seen)
            found[flow.name] = "done"
        except (Error, LookupError, TypeError) as trouble:
            found[flow.name] = str(trouble).splitlines()[0]
            print(f"  {mode}: {flow.name}: {found[flow.name]}", file=sys.stderr)
    for page in windows.values():
        page.context.close()
    return found


def table(found: dict[str, dict[str, str]]) -> str:
    lines = [f"| flow | {' | '.join(found)} |", "| --- |" + " --- |" * len(found)]
    for flow in FLOWS:
        cells = ["done" if walked[flow.name] == "done" else "**not done**" for walked in found.values()]
        lines.append(f"| {flow.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> int:
    found = {}
    with tempfile.TemporaryDirectory() as place, sync_playwright() as play:
        folder = Path(place)
        fill(folder / "demo")
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for mode in MODES:
            with serving(folder / "demo", folder / mode.replace(" ", "-")) as base:
                found[mode] = walk_mode(browser, base, mode, folder)
        browser.close()
    text = table(found)
    print(text)
    done = {mode: list(walked.values()).count("done") for mode, walked in found.items()}
    for mode, count in done.items():
        print(f"{mode}: {count} of {len(FLOWS)}")
    verdict = f"Tasks completed without JavaScript / all tasks: {done['no script']} / {len(FLOWS)}"
    print(verdict)
    if "--write" in sys.argv:
        record.put("modes", f"{record.made_by('make modes')}\n\n{verdict}.\n\n{text}")
    return int(any(count < len(FLOWS) for count in done.values()))


if __name__ == "__main__":
    sys.exit(main())
