"""All flows on five bad lines, on a phone six times slower than this machine: `make journeys`.

`python -m tests.journeys.lines [--write] [profile …]` starts servers of its own (one copy of the demo each), walks,
prints the tables and, with --write, puts them into docs/bandwidth.md. Exits 1 unless every task ends, no text is
lost, nothing arrives twice and a complaint with its photo is sent on EDGE in 15 seconds.
"""

import re
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tests.journeys import record
from tests.journeys.flows import FLOWS, Flow
from tests.journeys.hand import patient, visit
from tests.journeys.line import PROFILES, Line, Profile
from tests.journeys.meter import Cost, Meter
from tests.journeys.server import fill, serving
from tests.journeys.walking import FLAGS, sign_in, things

SLOWER, PAINTS = 6, 5
MAIN = re.compile("^(farmer|officer|expert|vendor|buyer)")
PHOTO_FLOW, PHOTO_WITHIN = "farmer: report with photo", 15.0
PATIENT_SECONDS = 90
LISTS = (
    ("Petani", "/keluhan/", r"/keluhan/K(\d+)"),
    ("Penyuluh (PPL)", "/kotak/?bagian=milik", r"/kotak/K(\d+)"),
    ("Pemilik usaha", "/usaha/barang?keadaan=menunggu", r"/usaha/barang/(\d+)"),
    ("Pejabat Pengadaan", "/pesanan/", r"/pesanan/P(\d+)"),
)


@dataclass
class Walked:
    """What came of one profile. `seconds` are from the first tap to the end of the task."""

    profile: Profile
    costs: dict[str, Cost] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)
    typed: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    paint: float = 0.0
    floor: float = 0.0
    running: float = 0.0
    carried: int = 0
    tasks_carried: int = 0
    cuts: int = 0

    @property
    def started(self) -> int:
        return len(self.seconds) + len(self.troubles)


class Phone:
    """One hat's window on the line: slow, with its service worker, and patient where the line is cut."""

    def __init__(self, browser, line: Line, hat: str | None):
        context = browser.new_context(viewport={"width": 360, "height": 740}, permissions=["microphone"])
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENT_SECONDS * 1_000)
        self.meter = Meter(self.page)
        self.speed = slow_down(self.page)
        if line.profile.off:
            patient(self.page, line)
        sign_in(self.page, line.base, hat)

    def pace(self, slower: int) -> None:
        """Only the phone in the hand is slowed down: the browser does it by keeping the processor busy."""
        self.speed.send("Emulation.setCPUThrottlingRate", {"rate": slower})

    def walk(self, flow: Flow, line: Line, seen: dict, walked: Walked) -> None:
        self.pace(SLOWER)
        for address in filter(None, (flow.warm, flow.start)):
            visit(self.page, line.base + address.format(**seen))
        self.meter.clear()
        began, before = time.monotonic(), line.carried
        flow.walk(self.page, seen)
        walked.seconds[flow.name] = time.monotonic() - began
        walked.tasks_carried += line.carried - before
        walked.costs[flow.name] = self.meter.so_far(reads=flow.reads)


def slow_down(page):
    """The session that slowed it down, to be kept: with its end the page is fast again."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return session


def walk_profile(browser, server: str, profile: Profile, folder: Path) -> Walked:
    """All flows of the table on one line, then what the server holds, asked without the line."""
    walked, seen = Walked(profile), things(folder) | {"mark": f"[{profile.name}]"}
    before = codes(browser, server)
    host, port = re.match(r"http://([^:]+):(\d+)", server).groups()
    with Line(profile, host, int(port)) as line:
        first_paint(browser, line, walked)
        phones: dict[str | None, Phone] = {}
        for flow in FLOWS:
            try:
                if flow.hat not in phones:
                    phones[flow.hat] = Phone(browser, line, flow.hat)
                phones[flow.hat].walk(flow, line, seen, walked)
                print(f"  {profile.name}: {flow.name} {walked.seconds[flow.name]:.1f} s", file=sys.stderr)
            except (Error, LookupError, TypeError) as trouble:
                walked.troubles[flow.name] = str(trouble).splitlines()[0]
                print(f"  {profile.name}: {flow.name} NOT: {walked.troubles[flow.name]}", file=sys.stderr)
            if flow.hat in phones:
                phones[flow.hat].pace(1)
        for phone in phones.values():
            phone.page.context.close()
        walked.carried, walked.cuts = line.carried, line.cuts
    look_for(browser, server, seen, walked)
    came_twice(before, codes(browser, server), walked)
    return walked


def first_paint(browser, line: Line, walked: Walked) -> None:
    """The home page on a phone that never was here: medians of a few first visits."""
    if line.profile.off:
        return  # a cut may fall into it; the same line without gaps is measured above
    paints, floors, runnings = [], [], []
    for _ in range(PAINTS):
        context = browser.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        _kept = slow_down(page)
        before = line.up.carried
        page.goto(line.base, wait_until="domcontentloaded")
        up = min(line.up.carried - before, 1_000)
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length", polling=100)
        first, running, down = page.evaluate(
            """() => { const [page] = performance.getEntriesByType("navigation");
            return [performance.getEntriesByName("first-contentful-paint")[0].startTime,
                    page.domContentLoadedEventEnd, page.transferSize]; }"""
        )
        paints.append(first / 1_000)
        runnings.append(running / 1_000)
        floors.append(line.profile.floor(down, up))
        context.close()
    walked.paint, walked.running, walked.floor = map(statistics.median, (paints, runnings, floors))


def watcher(browser, server: str, hat: str | None):
    """Somebody at a desk with a good line."""
    page = browser.new_context().new_page()
    sign_in(page, server, hat)
    return page


def codes(browser, server: str) -> dict[str, set[int]]:
    """The numbers on the lists where what the flows make appears."""
    found = {}
    for hat, address, pattern in LISTS:
        page = watcher(browser, server, hat)
        page.goto(server + address)
        found[hat] = {int(code) for code in re.findall(pattern, page.locator("main").inner_html())}
        page.context.close()
    return found


def came_twice(before: dict, after: dict, walked: Walked) -> None:
    """More new numbers than tasks that make one, or fewer: then the look itself is blind."""
    wanted = {
        "Petani": ("farmer: report with photo", "farmer: report by voice only"),
        "Penyuluh (PPL)": ("officer: report for a farmer",),
        "Pemilik usaha": ("vendor: a new product",),
        "Pejabat Pengadaan": ("buyer: repeat the last order",),
    }
    for hat, flows in wanted.items():
        new = {code for code in after[hat] if code > max(before[hat], default=0)}
        if hat == "Penyuluh (PPL)":
            new -= after["Petani"]
        if len(new) != sum(flow in walked.seconds for flow in flows):
            walked.twice.append(f"{hat}: {sorted(new)} for {len(flows)} tasks")


def look_for(browser, server: str, seen: dict, walked: Walked) -> None:
    """Each typed text is on the page of what it belongs to."""
    for typed in seen.get("typed", []):
        walked.typed += 1
        page = watcher(browser, server, typed.hat)
        try:
            page.goto(server + typed.address.format(**seen))
            there = page.locator("main").inner_text().count(typed.words)
            there += page.locator(f"main input[value='{typed.words}']").count()
        except LookupError:
            there = 0
        if not there:
            walked.lost.append(typed.words)
        page.context.close()


def summary(found: list[Walked]) -> str:
    heads = (
        "line (down/up, round trip)", "finished / started", "texts lost / typed", "twice",
        "first paint, s (floor)", "script runs, s", "a task, s (median)", "taps", "bytes of the tasks",
        "with sign-in and first visits", "cuts",
    )  # fmt: skip
    lines = [f"| {' | '.join(heads)} |", "| --- |" + " ---: |" * (len(heads) - 1)]
    for each in found:
        costs = each.costs.values()
        paint = f"{each.paint:.2f} ({each.floor:.2f})" if each.paint else "–"
        cells = [
            f"{each.profile.name}: {each.profile.said}",
            f"{len(each.seconds)} / {each.started}",
            f"{len(each.lost)} / {each.typed}",
            str(len(each.twice)),
            paint,
            f"{each.running:.2f}" if each.running else "–",
            f"{statistics.median(each.seconds.values() or [0]):.1f}",
            str(sum(cost.taps for cost in costs)),
            f"{each.tasks_carried:,}",
            f"{each.carried:,}",
            str(each.cuts) if each.profile.off else "–",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def by_flow(found: list[Walked]) -> str:
    lines = [
        f"| seconds from the first tap | {' | '.join(each.profile.name for each in found)} |",
        "| --- |" + " ---: |" * len(found),
    ]
    for flow in FLOWS:
        cells = [
            f"{each.seconds[flow.name]:.1f}" if flow.name in each.seconds else "not finished"
            for each in found
        ]
        lines.append(f"| {flow.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def wrong(found: list[Walked]) -> list[str]:
    """What misses its target. First paint is printed, not judged: the machine is shared."""
    missed = []
    for each in found:
        missed += [f"{each.profile.name}: {flow}: {why}" for flow, why in each.troubles.items()]
        missed += [f"{each.profile.name}: lost: {words}" for words in each.lost]
        missed += [f"{each.profile.name}: twice: {what}" for what in each.twice]
        if each.profile.name == "EDGE" and each.seconds.get(PHOTO_FLOW, PHOTO_WITHIN + 1) > PHOTO_WITHIN:
            missed.append(f"EDGE: {PHOTO_FLOW} took {each.seconds.get(PHOTO_FLOW, 0):.1f} s")
    return missed


def main() -> int:
    names = [name for name in sys.argv[1:] if not name.startswith("--")]
    profiles = [profile for profile in PROFILES if not names or profile.name in names]
    found = []
    with tempfile.TemporaryDirectory() as place, sync_playwright() as play:
        folder = Path(place)
        fill(folder / "demo")
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for number, profile in enumerate(profiles):
            with serving(folder / "demo", folder / str(number)) as server:
                found.append(walk_profile(browser, server, profile, folder))
        browser.close()
    text = f"{summary(found)}\n\n{by_flow(found)}"
    print(text)
    missed = wrong(found)
    finished, started = sum(len(each.seconds) for each in found), sum(each.started for each in found)
    print("\n".join(missed))
    print(
        f"tasks finished / started: {finished} / {started}; texts lost: {sum(len(each.lost) for each in found)}; "
        f"twice: {sum(len(each.twice) for each in found)}"
    )
    if "--write" in sys.argv:
        record.put("journeys", f"{record.made_by('make journeys')}\n\n{text}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
