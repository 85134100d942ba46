"""Prints both tables; exits 1 when a target is missed.

python -m tests.bench                    ratio and growth to 100,000, on both databases
python -m tests.bench --to 1000000       growth to a million (filling takes about five minutes each)
python -m tests.bench --only sqlite --quick
"""

import argparse
import logging
import os
import platform
import sys
from datetime import date
from random import Random
from urllib.parse import urlencode

from tests.bench.bare import bare_app
from tests.bench.meter import Kept, Subject, alternate
from tests.bench.site import Shelf, Site, sites

TIMES = 5
ROWS = 20
RATIO = {"anonymous": 1.5, "signed in": 2.0}
GROWTH = 1.2
FIRST = 1_000
SAMPLE = 40  # addresses of a kind, drawn once, the same at every size


def ratio(site: Site, requests: int) -> bool:
    """The list against a bare page of equal rows and bytes, for a visitor and for an official."""
    good = True
    print(f"\n{site.name}: list of {ROWS} of {site.rows:,} listings, CPU a request, statement caches warm")
    for who, cookie in (("anonymous", ""), ("signed in", site.cookie)):
        site.app.config["KEEP_PAGES"] = False
        made = Subject(who, site.app, site.engine, ["/produk/"], cookie)
        app, database = bare_app(site.url, made.ask(**{"Accept-Encoding": "identity"}).text, ROWS)
        with app.app_context():
            bare = Subject("bare Flask", app, database.engine, ["/"])
        kept = Kept(who, site.app, site.engine, ["/produk/"], cookie)
        alternate([bare, made, kept], requests, TIMES)
        bare_cost = _told("bare Flask", bare)
        for how, subject in (("made anew", made), ("kept", kept)):
            found = _told(f"{who}, {how}", subject) / bare_cost
            print(
                f"  {'':22} {found:.2f} times the bare page"
                + (f" (target {RATIO[who]})" if how == "kept" else "")
            )
        good &= found <= RATIO[who]
        bare.engine.dispose()
    site.app.config["KEEP_PAGES"] = False
    return good


def _told(name: str, subject: Subject) -> float:
    cost = subject.cost()
    print(
        f"  {name:22} {cost.cpu:6.2f} ms  body {cost.body:,} B, at brotli 5 {cost.wire:,} B, "
        f"{cost.statements} statements  ({' '.join(f'{each:.2f}' for each in subject.samples)})"
    )
    return cost.cpu


def addresses(site: Shelf, rng: Random) -> dict[str, list[str]]:
    """Addresses of each kind for the shelf as it is: random listings, common words, filters on."""
    words = "keripik apel kotak manis segar kecil bungkus kering wortel batik".split()
    ids = [rng.randint(1, site.rows) for _ in range(SAMPLE)]
    pairs = [f"{rng.choice(words)} {rng.choice(words)}" for _ in range(SAMPLE)]
    detail = [
        Subject("", site.app, site.engine, []).client.get(f"/produk/{n}").headers["Location"] for n in ids
    ]
    return {
        "browse, first page": ["/produk/"],
        "browse, deep page": [f"/produk/?sesudah={n}" for n in ids],
        "one price range": [f"/produk/?dari={n % 50 * 500 + 2_000}&urut=termurah" for n in ids],
        "detail": detail,
        "search, one word": [f"/produk/?q={word}" for word in words],
        "search, two words": ["/produk/?" + urlencode({"q": pair}) for pair in pairs],
        "facets of a word": [f"/produk/saring?q={word}" for word in words],
    }


def growth(site: Site, sizes: list[int], requests: int) -> bool:
    """Fill the shelf, keep a copy of each size, and measure the copies in turns."""
    shelves = []
    for size in sizes:
        if size > site.rows:
            site.grow(size)
        shelves.append(site.kept_as_it_is())
    good = grown(site.name, shelves, requests)
    for shelf in shelves:
        shelf.engine.dispose()
    return good


def grown(name: str, shelves: list[Shelf], requests: int) -> bool:
    """CPU of each kind of page at each size, and how much it grew. Search grows from 100,000 on."""
    table: dict[str, list[Subject]] = {}
    for shelf in shelves:
        shelf.app.config["KEEP_PAGES"] = False
        for kind, asked in addresses(shelf, Random(7)).items():
            table.setdefault(kind, []).append(Subject(kind, shelf.app, shelf.engine, asked))
    alternate([subject for row in table.values() for subject in row], requests, TIMES)
    sizes = [shelf.rows for shelf in shelves]
    print(f"\n{name}: CPU a request as the shelf grows, ms, every page made anew")
    print(f"  {'':20}" + "".join(f"{size:>11,}" for size in sizes) + "     grew")
    good = True
    for kind, subjects in table.items():
        costs = [subject.cost().cpu for subject in subjects]
        searched = "search" in kind or "facets" in kind
        base = 100_000 if searched and sizes[-1] > 100_000 else sizes[0]
        grew = costs[-1] / costs[sizes.index(base)]
        good &= grew <= GROWTH or (searched and base < 100_000)
        print(f"  {kind:20}" + "".join(f"{cost:11.2f}" for cost in costs) + f"{grew:8.2f}  from {base:,}")
    return good


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--to", type=int, default=100_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--quick", action="store_true", help="fewer requests: a look, not a figure")
    asked = parser.parse_args()
    logging.disable(logging.INFO)
    print(
        f"{date.today():%d %b %Y}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    print(f"medians of {TIMES} alternations; load before: {os.getloadavg()[0]:.1f}")
    requests = 20 if asked.quick else 100
    sizes = [size for size in (FIRST, 10_000, 100_000, 1_000_000) if size <= asked.to]
    good = True
    with sites([asked.only] if asked.only else ["sqlite", "postgresql"]) as opened:
        for site in opened:
            site.grow(FIRST)
            good &= ratio(site, requests)
            good &= growth(site, sizes, requests)
    print("\nall targets met" if good else "\na target is missed")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
