"""What a flow costs: taps, pages and bytes, read off the browser while somebody walks it.

A tap is a finger on the glass: a press, a choice out of a list (two: open, choose), a file picked (one).
Typing is none. A page is an address one works on, fetched whole or swapped in by htmx; what only says
that the last press arrived is none. Bytes are what the wire carried, headers and all, down and up;
pictures apart, because who saves data fetches them one by one.
"""

from typing import NamedTuple

TAPS = """
addEventListener("pointerdown", () => window.__tap(1), true);
addEventListener("change", (e) => {
  if (e.target.matches("select")) window.__tap(2);
  if (e.target.matches("input[type=file]")) window.__tap(1);
}, true);
"""

PREVIEW = "a picture the phone shows itself"


class Cost(NamedTuple):
    """`down` and `pictures` are bytes of answers with headers, `up` bytes of bodies sent."""

    taps: int
    pages: int
    down: int
    pictures: int
    up: int


class Meter:
    """Counts on one page of the browser since `start()`."""

    def __init__(self, page):
        self.page = page
        self.clear()
        page.expose_binding("__tap", lambda _source, count: self._tap(count))
        page.add_init_script(TAPS)
        page.on("framenavigated", self._arrived)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", self._answered)
        wire.on("Network.loadingFinished", self._received)
        wire.on("Network.requestWillBeSentExtraInfo", self._sent)

    def start(self, address: str) -> None:
        """Stand on this page with nothing counted; what it needs is in the browser's cache then."""
        self.page.goto(address, wait_until="networkidle")
        self.clear()

    def stop(self, *, reads: bool) -> Cost:
        """What was counted once the network is quiet. `reads`: the flow ends with reading a page."""
        self.page.wait_for_load_state("networkidle")
        return self.so_far(reads=reads)

    def so_far(self, *, reads: bool) -> Cost:
        """What is counted up to now, with the network still busy perhaps."""
        pages = len(self._visited) if reads else self._before_last_tap
        return Cost(self._taps, pages, self._down, self._pictures, self._up)

    def clear(self) -> None:
        """Count from here."""
        self._taps = self._before_last_tap = self._down = self._pictures = self._up = 0
        self._visited: list[str] = []
        self._kinds: dict[str, str] = {}

    def _tap(self, count: int) -> None:
        self._taps += count
        self._before_last_tap = len(self._visited)

    def _arrived(self, frame) -> None:
        if frame == self.page.main_frame and self._visited[-1:] != [frame.url]:
            self._visited.append(frame.url)

    def _answered(self, said: dict) -> None:
        on_the_phone = said["response"]["url"].startswith(("blob:", "data:"))
        self._kinds[said["requestId"]] = PREVIEW if on_the_phone else said["type"]

    def _received(self, said: dict) -> None:
        size, kind = int(said["encodedDataLength"]), self._kinds.get(said["requestId"])
        if kind == PREVIEW:
            return
        if kind == "Image":
            self._pictures += size
        else:
            self._down += size

    def _sent(self, said: dict) -> None:
        self._up += sum(
            int(value) for name, value in said["headers"].items() if name.lower() == "content-length"
        )
