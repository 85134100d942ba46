"""Wire bytes of every page for every hat, by kind, read off a raw socket against the running demo.

`make bytes` (start `make run` first, or name the address: BASE_URL=http://127.0.0.1:8000).
First visit: the page as a new phone gets it and everything it names (style, script, pictures, also those fetched
later or only when scrolled to). Repeat: the page once style and script are on the phone, and its own pictures.
A server that offers a dictionary of repeat pages (RFC 9842, LUMBUNG_DICTIONARY=on) is asked a third time with it.
Prints a table; exits 1 when a page or one of its kinds is over budget or could not be measured.
"""

import html
import os
import re
import socket
import statistics
import sys
import urllib.parse
from typing import NamedTuple

import brotli

from web.dictionary import CODING, Dictionary

PAGE_LIMIT = 14_000
REPEAT_LIMIT = 3_000
MEDIAN_LIMIT = 6_500
KNOWN_MEDIAN_LIMIT = 700  # body of a repeat page, where the phone holds the dictionary
# bytes of a first visit with headers, and how many files that makes at most; pictures have their own line
KINDS = ("html", "css", "script", "picture")
# script: the bundle, and on the officer's answer page two small files beside it
KIND_LIMITS = {"html": PAGE_LIMIT, "css": 5_300, "script": 21_000, "picture": 40_000}
FILES_LIMIT = 5  # without pictures
ALL_LIMIT = 34_000  # without pictures
NAMED = {
    "css": re.compile(r'<link rel="stylesheet" href="([^"]+)"'),
    "script": re.compile(r'<script[^>]* src="([^"]+)"'),
    "picture": re.compile(
        r'<(?:img|source)[^>]* src(?:set)?="([^" ]+)|<link rel="(?:icon|later)" href="([^"]+)"'
    ),
}
LINK = re.compile(r'href="(/[^"#]*)"')
ENTER = re.compile(r'action="(/coba/masuk/\d+)".*?Masuk sebagai ([^<]*)<', re.DOTALL)
OFFER = re.compile(r'<([^>]+)>; rel="compression-dictionary"')
SKIP = re.compile(r"^/(static|keluar|gaya|coba)|\.(pdf|csv|xlsx)$|/foto/|sesudah=")
MOST_PAGES_A_HAT = 60


class Answer(NamedTuple):
    """What came over the wire: status, all bytes with headers, and the body as text."""

    status: int
    size: int
    headers: dict[str, str]
    text: str
    body: int = 0


class Wire:
    """A browser of 1,460-byte segments: one connection a request, brotli, its own cookies."""

    def __init__(self, base: str):
        address = urllib.parse.urlsplit(base)
        self.host, self.port = address.hostname or "127.0.0.1", address.port or 80
        self.cookies: dict[str, str] = {}
        self.dictionary: Dictionary | None = None

    def ask(self, method: str, path: str, body: str = "", known: str = "", knowing: bool = False) -> Answer:
        """One request, read to its end. Cookies are kept.

        `known`: the tag of what is there already. `knowing`: as a browser that knows of dictionaries.
        """
        head = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            "Accept-Encoding: br",
            "Connection: close",
        ]
        if self.cookies:
            head.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if knowing:
            head.append('Sec-CH-UA: "Chromium";v="140"')
        if knowing and self.dictionary:
            head[2] += f", {CODING}"
            head.append(f"Available-Dictionary: {self.dictionary.offer}")
        if known:
            head.append(f"If-None-Match: {known}")
        if body:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        with socket.create_connection((self.host, self.port), timeout=30) as line:
            line.sendall(("\r\n".join(head) + "\r\n\r\n" + body).encode())
            raw = b"".join(iter(lambda: line.recv(65_536), b""))
        return self._read(raw)

    def _read(self, raw: bytes) -> Answer:
        head, _blank, body = raw.partition(b"\r\n\r\n")
        travelled = len(body)
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _colon, value = line.partition(": ")
            headers[name.lower()] = value
            if name.lower() == "set-cookie":
                cookie, _equals, kept = value.partition(";")[0].partition("=")
                self.cookies[cookie] = kept
        if headers.get("content-encoding") == "br":
            body = brotli.decompress(body)
        if headers.get("content-encoding") == CODING and self.dictionary:
            body = self.dictionary.widen(body)
        return Answer(int(first.split()[1]), len(raw), headers, body.decode("utf-8", "replace"), travelled)

    def fetch_dictionary(self) -> None:
        """Take the dictionary, when the home page names one on a repeat visit."""
        self.cookies["css"] = _stylesheet(self.ask("GET", "/").text)
        named = OFFER.match(self.ask("GET", "/", knowing=True).headers.get("link", ""))
        if named:
            self.dictionary = Dictionary(self.ask("GET", named[1]).text.encode())


class Measured(NamedTuple):
    """`first` and `repeat` are of the page itself; `kinds` has files and bytes of a first visit by kind.

    `known` is the body of a repeat visit with the dictionary, None where there is none.
    """

    hat: str
    path: str
    first: int
    repeat: int
    kinds: dict[str, tuple[int, int]]
    known: int | None = None

    def over(self) -> list[str]:
        """What is dearer than the budget allows."""
        beside = [self.kinds[kind] for kind in KINDS if kind != "picture"]
        spent = {
            "repeat": (self.repeat, REPEAT_LIMIT),
            "files": (sum(files for files, _size in beside), FILES_LIMIT),
            "all": (sum(size for _files, size in beside), ALL_LIMIT),
            **{kind: (self.kinds[kind][1], KIND_LIMITS[kind]) for kind in KINDS},
        }
        return [f"{name} {size:,} > {limit:,}" for name, (size, limit) in spent.items() if size > limit]


def shape(path: str) -> str:
    """'/keluhan/K0412' and '/keluhan/K0007' are one page, and so are '/produk/1-apel' and '/produk/2-jeruk'."""
    return re.sub(r"(?<=/)[KkP]?\d+(?:-[a-z0-9-]+)?(?=/|$|\?)", "*", path.split("?", maxsplit=1)[0])


def walk(wire: Wire, hat: str) -> tuple[list[Measured], list[str]]:
    """Follow links from home, one address of each shape; each page twice: first visit and repeat."""
    found, failed, seen, queue = [], [], set(), ["/"]
    sizes: dict[str, int] = {}
    while queue and len(found) < MOST_PAGES_A_HAT:
        path = queue.pop(0)
        if shape(path) in seen or SKIP.search(path):
            continue
        seen.add(shape(path))
        wire.cookies.pop("css", None)
        first = wire.ask("GET", path)
        if first.status in (301, 302, 303) and first.headers.get("location", "").startswith("/"):
            queue.append(first.headers["location"])
            continue
        if first.status != 200:
            failed.append(f"{hat} {path} answered {first.status}")
            continue
        if "text/html" not in first.headers.get("content-type", ""):
            continue
        queue += [link.replace("&amp;", "&") for link in LINK.findall(first.text)]
        wire.cookies["css"] = _stylesheet(first.text)
        kinds, lost = by_kind(wire, first, sizes)
        failed += [f"{hat} {path} names {url}, which answered {status}" for url, status in lost]
        repeat = wire.ask("GET", path).size
        known = wire.ask("GET", path, knowing=True).body if wire.dictionary else None
        found.append(Measured(hat, path, first.size, repeat, kinds, known))
    return found, failed


def by_kind(
    wire: Wire, page: Answer, sizes: dict[str, int]
) -> tuple[dict[str, tuple[int, int]], list[tuple[str, int]]]:
    """Files and bytes of a page and of all it names, by kind; and what of that was not to be had."""
    kinds, lost = {"html": (1, page.size)}, []
    for kind, pattern in NAMED.items():
        urls = {html.unescape(url) for match in pattern.finditer(page.text) for url in match.groups() if url}
        for url in sorted(urls - sizes.keys()):
            answer = wire.ask("GET", url)
            sizes[url] = answer.size
            if answer.status != 200:
                lost.append((url, answer.status))
        kinds[kind] = (len(urls), sum(sizes[url] for url in urls))
    return kinds, lost


def _stylesheet(page: str) -> str:
    named = re.search(r"/static/build/(app\.[0-9a-f]+\.css)", page)
    return named[1] if named else ""


def doors(base: str) -> list[tuple[str, str]]:
    """The hats of the demo page and where each signs in."""
    text = Wire(base).ask("GET", "/coba/").text
    return [(name.strip(), action) for action, name in ENTER.findall(text)]


def unchanged(base: str) -> int:
    """Bytes of the answer that the home page has not changed."""
    wire = Wire(base)
    first = wire.ask("GET", "/")
    wire.cookies["css"] = _stylesheet(first.text)
    again = wire.ask("GET", "/", known=wire.ask("GET", "/").headers.get("etag", '"none"'))
    return again.size if again.status == 304 else 0


def main() -> int:
    base = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
    print(f"not changed since (304): {unchanged(base)} B, 0 = it was sent anew")
    wire = Wire(base)
    wire.fetch_dictionary()
    ours = wire.dictionary
    found, failed = walk(wire, "siapa saja")
    for name, action in doors(base):
        wire = Wire(base)
        wire.dictionary = ours
        entered = wire.ask("POST", action, "x=1")
        if entered.status != 303:
            failed.append(f"{name} could not sign in: {entered.status}")
            continue
        more, lost = walk(wire, name)
        found, failed = found + more, failed + lost
    return report(found, failed)


def report(found: list[Measured], failed: list[str]) -> int:
    """Print the table, largest first, and the verdict."""
    print(f"{'html':>7} {'repeat':>7}   css+script+pictures of a first visit, files:bytes")
    for row in sorted(found, key=lambda row: -row.first):
        beside = " ".join("{}:{:<7,}".format(*row.kinds[kind]) for kind in KINDS[1:])
        over = "  TOO LARGE: " + ", ".join(row.over()) if row.over() else ""
        print(f"{row.first:7,} {row.repeat:7,}  {beside} {row.hat[:28]:28}  {row.path[:60]}{over}")
    for problem in failed:
        print("not measured:", problem)
    for kind in KINDS:
        files, sizes = zip(*(row.kinds[kind] for row in found), strict=True)
        print(
            f"first visit, {kind}: median {statistics.median(sizes):,.0f} B, most {max(sizes):,} B "
            f"(limit {KIND_LIMITS[kind]:,}), most files {max(files)}"
        )
    median, repeats = statistics.median(row.first for row in found), [row.repeat for row in found]
    print(f"median of html {median:,.0f} B (limit {MEDIAN_LIMIT:,})")
    print(
        f"repeat visit: median {statistics.median(repeats):,.0f} B, most {max(repeats):,} B (limit {REPEAT_LIMIT:,})"
    )
    known = [row.known for row in found if row.known is not None]
    if known:
        print(
            f"repeat visit with the dictionary, body: median {statistics.median(known):,.0f} B "
            f"(limit {KNOWN_MEDIAN_LIMIT:,}), most {max(known):,} B"
        )
    print(f"measured {len(found)} of {len(found) + len(failed)} routes, {len(failed)} skipped")
    heavy = median > MEDIAN_LIMIT or bool(known and statistics.median(known) > KNOWN_MEDIAN_LIMIT)
    return int(bool(failed) or any(row.over() for row in found) or heavy)


if __name__ == "__main__":
    sys.exit(main())
