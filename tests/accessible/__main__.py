"""Every page x hat x light and dark x 320, 360 and 412 px, full, empty and refused: `make accessible`.

Serves the demo itself, once with a city's year and once with people only. Takes some minutes; exits 1 when
anything is wrong. `python -m tests.accessible kosong` looks at the empty one only, `penuh` at the other.
"""

import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Error, sync_playwright

from tests.accessible.check import look, send_empty
from tests.accessible.crawl import NOBODY, OWNER, Met, crawl, doors, forms_of, route_of
from tests.accessible.site import fill, people_only, serving
from tests.support.live_site import OPTIONS

WIDTHS, SCHEMES = (320, 360, 412), ("light", "dark")
PAGES = {"penuh": 3, "kosong": 1}  # addresses of each route
EVERY_OWNER = 8


class Job(NamedTuple):
    """One hat on one site; `door` is None for nobody."""

    base: str
    site: str
    hat: str
    door: str | None


def walk(job: Job) -> tuple[Counter, list[str]]:
    """Look at every page of a hat and at every form of it sent empty. In a process of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS)
        context = browser.new_context(base_url=job.base, service_workers="block")
        context.set_default_timeout(10_000)
        if job.door:
            context.request.post(job.door, form={"x": "1"}, max_redirects=0)
        met = list(crawl(lambda path: context.request.get(path, max_redirects=0), job.hat, PAGES[job.site]))
        page = context.new_page()
        counted, wrong = Counter(), []
        for seen, found in _pages(page, met):
            counted["refused" if seen.form else job.site] += 1
            wrong += [f"{job.site} {job.hat} {seen.path} {seen.form} {line}" for line in found]
        browser.close()
    return counted, wrong


def _pages(page, met):
    for seen, _answer in met:
        try:
            page.goto(seen.path)
            yield seen, look(page, WIDTHS, SCHEMES)
        except Error as trouble:
            yield seen, [f"not looked at: {trouble.message.splitlines()[0]}"]
    sent = set()
    for seen, answer in met:
        for action in forms_of(answer.text()):
            if route_of(action) in sent:
                continue
            sent.add(route_of(action))
            try:
                if page.goto(seen.path).status == 200 and send_empty(page, action):
                    yield Met(seen.hat, seen.path, action), look(page, WIDTHS, SCHEMES)
            except Error:
                continue  # an earlier form of the walk has changed this page


def jobs(base: str, site: str) -> list[Job]:
    """Nobody, one of each hat, and on the full site some owners of businesses of several kinds."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS)
        request = browser.new_context(base_url=base).request
        found = doors(request.get)
        owners = OWNER.findall(request.get("/coba/").text())[::EVERY_OWNER]
        browser.close()
    found += [(f"pemilik usaha {number}", f"/coba/masuk/{number}") for number in owners]
    return [Job(base, site, hat, door) for hat, door in [(NOBODY, None), *found]]


def main(states: list[str]) -> int:
    """Walk the sites of these states, both when none is named."""
    fillings = {"penuh": fill, "kosong": people_only}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as open_sites:
        todo: list[Job] = []
        for state in states or fillings:
            data = Path(folder) / state
            fillings[state](data)
            todo += jobs(open_sites.enter_context(serving(data)), state)
        pool = open_sites.enter_context(ProcessPoolExecutor(2))
        counted, wrong = Counter(), []
        for job, (more, found) in zip(todo, pool.map(walk, todo), strict=True):
            counted, wrong = counted + more, wrong + found
            told = f"{job.site} {job.hat}: {more.total()} pages, {len(found)} wrong"
            print(told, file=sys.stderr, flush=True)
    for line in sorted(wrong):
        print(line)
    seen = ", ".join(f"{number} {state}" for state, number in sorted(counted.items()))
    print(
        f"checked {counted.total()} pages ({seen}) x {len(SCHEMES)} schemes x {len(WIDTHS)} widths, "
        f"violations {len(wrong)}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
