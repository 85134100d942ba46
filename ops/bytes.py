"""Wire bytes of every page for every hat, read off a raw socket against the running demo.

`make bytes` (start `make run` first, or name the address: BASE_URL=http://127.0.0.1:8000).
Prints a table; exits 1 when a page is over budget or could not be measured.
"""

import os
import re
import socket
import statistics
import sys
import urllib.parse
from typing import NamedTuple

import brotli

PAGE_LIMIT = 14_000
REPEAT_LIMIT = 3_000
MEDIAN_LIMIT = 6_500
LINK = re.compile(r'href="(/[^"#]*)"')
ENTER = re.compile(r'action="(/coba/masuk/\d+)".*?Masuk sebagai ([^<]*)<', re.DOTALL)
SKIP = re.compile(r"^/(static|keluar|gaya|coba)|\.(pdf|csv|xlsx)$|/foto/|sesudah=")
MOST_PAGES_A_HAT = 60


class Answer(NamedTuple):
    """What came over the wire: status, all bytes with headers, and the body as text."""

    status: int
    size: int
    headers: dict[str, str]
    text: str


class Wire:
    """A browser of 1,460-byte segments: one connection a request, brotli, its own cookies."""

    def __init__(self, base: str):
        address = urllib.parse.urlsplit(base)
        self.host, self.port = address.hostname or "127.0.0.1", address.port or 80
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str = "") -> Answer:
        """One request, read to its end. Cookies are kept."""
        head = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            "Accept-Encoding: br",
            "Connection: close",
        ]
        if self.cookies:
            head.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if body:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        with socket.create_connection((self.host, self.port), timeout=30) as line:
            line.sendall(("\r\n".join(head) + "\r\n\r\n" + body).encode())
            raw = b"".join(iter(lambda: line.recv(65_536), b""))
        return self._read(raw)

    def _read(self, raw: bytes) -> Answer:
        head, _blank, body = raw.partition(b"\r\n\r\n")
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
        return Answer(int(first.split()[1]), len(raw), headers, body.decode("utf-8", "replace"))


class Measured(NamedTuple):
    hat: str
    path: str
    first: int
    repeat: int


def shape(path: str) -> str:
    """'/keluhan/K0412' and '/keluhan/K0007' are one page, and so are '/produk/1-apel' and '/produk/2-jeruk'."""
    return re.sub(r"(?<=/)[KkP]?\d+(?:-[a-z0-9-]+)?(?=/|$|\?)", "*", path.split("?", maxsplit=1)[0])


def walk(wire: Wire, hat: str) -> tuple[list[Measured], list[str]]:
    """Follow links from home, one address of each shape; each page twice: first visit and repeat."""
    found, failed, seen, queue = [], [], set(), ["/"]
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
        found.append(Measured(hat, path, first.size, wire.ask("GET", path).size))
    return found, failed


def _stylesheet(page: str) -> str:
    named = re.search(r"/static/build/(app\.[0-9a-f]+\.css)", page)
    return named[1] if named else ""


def doors(base: str) -> list[tuple[str, str]]:
    """The hats of the demo page and where each signs in."""
    text = Wire(base).ask("GET", "/coba/").text
    return [(name.strip(), action) for action, name in ENTER.findall(text)]


def main() -> int:
    base = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
    found, failed = walk(Wire(base), "siapa saja")
    for name, action in doors(base):
        wire = Wire(base)
        entered = wire.ask("POST", action, "x=1")
        if entered.status != 303:
            failed.append(f"{name} could not sign in: {entered.status}")
            continue
        more, lost = walk(wire, name)
        found, failed = found + more, failed + lost
    return report(found, failed)


def report(found: list[Measured], failed: list[str]) -> int:
    """Print the table, largest first, and the verdict."""
    for row in sorted(found, key=lambda row: -row.first):
        over = "  TOO LARGE" if row.first > PAGE_LIMIT or row.repeat > REPEAT_LIMIT else ""
        print(f"{row.first:7,} {row.repeat:7,}  {row.hat[:28]:28}  {row.path[:60]}{over}")
    firsts, repeats = [row.first for row in found], [row.repeat for row in found]
    for problem in failed:
        print("not measured:", problem)
    print(
        f"first visit: median {statistics.median(firsts):,.0f} B (limit {MEDIAN_LIMIT:,}), "
        f"most {max(firsts):,} B (limit {PAGE_LIMIT:,})"
    )
    print(
        f"repeat visit: median {statistics.median(repeats):,.0f} B, most {max(repeats):,} B (limit {REPEAT_LIMIT:,})"
    )
    print(f"measured {len(found)} of {len(found) + len(failed)} pages, {len(failed)} skipped")
    good = not failed and max(firsts) <= PAGE_LIMIT and max(repeats) <= REPEAT_LIMIT
    return 0 if good and statistics.median(firsts) <= MEDIAN_LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
