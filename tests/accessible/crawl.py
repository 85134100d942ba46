"""Find every page a hat can reach: follow links from home, a few addresses of each route."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup

LEDGER = Path(__file__).resolve().parents[2] / "docs" / "routes.txt"
LINK = re.compile(r'href="(/[^"#]*)"')
ENTER = re.compile(r'action="(/coba/masuk/\d+)".*?Masuk sebagai ([^<]*)<', re.DOTALL)
OWNER = re.compile(r'<option value="(\d+)"')
SKIP = re.compile(r"^/(static/|keluar|coba)|sesudah=")
VARIABLE = re.compile(r"<[^>]*>")
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
BY_HAND = "input:not([type=hidden]), select, textarea"
NOBODY = "siapa saja"


class Met(NamedTuple):
    """A page somebody met. `form` is the address a form of it was sent to empty, "" for the page as it is."""

    hat: str
    path: str
    form: str = ""


@cache
def _routes() -> list[tuple[str, re.Pattern[str]]]:
    """Addresses of pages, those with the fewest variables first."""
    rules = [line.split()[1] for line in LEDGER.read_text(encoding="utf-8").splitlines() if "GET" in line[:6]]
    rules.sort(key=lambda rule: (rule.count("<"), -len(rule)))
    return [
        (rule, re.compile("[^/]+".join(re.escape(part) for part in VARIABLE.split(rule)))) for rule in rules
    ]


def route_of(path: str) -> str:
    """'/keluhan/K0412' and '/keluhan/K0007?foto=1' are one route of docs/routes.txt; a path it lacks is its own."""
    return _rule_of(path.partition("?")[0])


@cache
def _rule_of(bare: str) -> str:
    return next((rule for rule, pattern in _routes() if pattern.fullmatch(bare)), bare)


def doors(ask: Callable) -> list[tuple[str, str]]:
    """The hats of the demo page and where each signs in."""
    return [(name.strip(), action) for action, name in ENTER.findall(ask("/coba/").text())]


def crawl(
    ask: Callable, hat: str, each: int = 1, starts: tuple[str, ...] = ("/",)
) -> Iterator[tuple[Met, object]]:
    """Pages of a hat with the answer that brought them, at most `each` of a route and all `starts`.

    `ask(path)` is an answer of Playwright's request client that follows no redirects.
    """
    queue, asked, met, closed = list(starts), set(), Counter(), set()
    while queue:
        path = queue.pop(0)
        enough = met[route_of(path)] >= each and path not in starts
        if path in asked or SKIP.search(path) or enough or route_of(path) in closed:
            continue
        asked.add(path)
        answer = ask(path)
        if answer.status == 403 and path in starts:  # not for this hat, whichever row
            closed.add(route_of(path))
        if answer.status in (301, 302, 303, 308):
            queue.insert(0, answer.headers["location"])
        elif "text/html" in answer.headers.get("content-type", ""):
            met[route_of(path)] += path not in starts and answer.status == 200
            queue += [link.replace("&amp;", "&") for link in LINK.findall(answer.text())]
            yield Met(hat, path), answer
        else:
            met[route_of(path)] += 1


def forms_of(text: str) -> list[str]:
    """Where the forms of a page go that have something to fill in by hand."""
    return [action for form in FORM.findall(text) if (action := _by_hand(form))]


def _by_hand(form: str) -> str:
    read = BeautifulSoup(form, "html.parser").form
    return read["action"] if read.get("method") == "post" and read.select(BY_HAND) else ""
