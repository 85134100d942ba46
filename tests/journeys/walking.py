"""Walk every flow of the table in one browser; `python -m tests.journeys.walking` prints what each costs.

Against a running demo: BASE_URL=http://127.0.0.1:8000 (the default). It leaves cases and orders behind.
"""

import os
import re
import shutil
import sys
import tempfile
import wave
from datetime import date
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tests.journeys.flows import FLOWS, Flow
from tests.journeys.hand import arrives, tap, visit
from tests.journeys.meter import Cost, Meter

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
]  # fmt: skip
HEADINGS = ("flow", "taps", "pages", "bytes down", "pictures", "bytes up")
TABLE = Path(__file__).resolve().parents[2] / "docs" / "flows.md"


def walk_all(browser, base: str) -> dict[str, Cost | Exception]:
    """What each flow cost, or why it could not be walked. One window a hat, kept between its flows."""
    found, windows = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        seen = things(Path(folder))
        for flow in FLOWS:
            if flow.hat not in windows:
                windows[flow.hat] = _enter(browser, base, flow.hat)
            try:
                found[flow.name] = _walk(windows[flow.hat], flow, base, seen)
            except (Error, LookupError, TypeError) as trouble:
                found[flow.name] = trouble
    return found


def over(cost: Cost, limit: Cost) -> list[str]:
    """What is dearer than the table allows."""
    return [
        f"{name} {spent:,} > {most:,}"
        for name, spent, most in zip(Cost._fields, cost, limit, strict=True)
        if spent > most
    ]


def things(folder: Path) -> dict:
    """What a phone has to send: a photo and, where no script records, a second of sound."""
    sound = folder / "suara.wav"
    with wave.open(str(sound), "wb") as silence:
        silence.setnchannels(1)
        silence.setsampwidth(2)
        silence.setframerate(8_000)
        silence.writeframes(bytes(16_000))
    return {"photo": _photo(folder / "foto.jpg"), "sound": str(sound)}


def _photo(path: Path) -> str:
    """A picture of 1,600 x 1,200 points with soft detail, some hundred kilobytes, as phones make them."""
    from PIL import Image

    soft = Image.effect_noise((40, 30), 90).resize((1_600, 1_200), Image.Resampling.BICUBIC)
    soft.convert("RGB").save(path, quality=85)
    return str(path)


def _enter(browser, base: str, hat: str | None) -> Meter:
    """A phone-sized window, signed in by the demo's door. No service worker: it would hide the wire."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, service_workers="block", permissions=["microphone"]
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    meter = Meter(page)
    sign_in(page, base, hat)
    return meter


def sign_in(page, base: str, hat: str | None) -> None:
    """By the demo's door; as nobody: the home page."""
    visit(page, f"{base}/coba/" if hat else f"{base}/")
    if hat:
        row = page.locator("li", has=page.get_by_role("heading", name=hat)).first
        tap(page, row.get_by_role("button"))
        arrives(page, re.compile(r"^https?://[^/]+/(?!coba)"))


def _walk(meter: Meter, flow: Flow, base: str, seen: dict) -> Cost:
    if flow.warm:
        meter.page.goto(base + flow.warm.format(**seen), wait_until="networkidle")
    meter.start(base + flow.start.format(**seen))
    flow.walk(meter.page, seen)
    return meter.stop(reads=flow.reads)


def table(found: dict[str, Cost | Exception]) -> str:
    """The figures beside their limits, as Markdown."""
    lines = [f"| {' | '.join(HEADINGS)} |", "| --- |" + " ---: |" * len(Cost._fields)]
    for flow in FLOWS:
        cost = found[flow.name]
        if isinstance(cost, Cost):
            cells = [f"{spent:,} ≤ {most:,}" for spent, most in zip(cost, flow.limit, strict=True)]
        else:
            cells = ["not walked"] * len(Cost._fields)
        lines.append(f"| {flow.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> int:
    base = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        found = walk_all(browser, base)
        browser.close()
    text = table(found)
    print(text)
    wrong = [
        f"{flow.name}: {cost if isinstance(cost, Exception) else ', '.join(over(cost, flow.limit))}"
        for flow in FLOWS
        if isinstance(cost := found[flow.name], Exception) or over(cost, flow.limit)
    ]
    print("\n".join(wrong) or f"{len(FLOWS)} of {len(FLOWS)} flows within their limits")
    if "--write" in sys.argv and not wrong:
        TABLE.write_text(f"{INTRODUCTION}{date.today():%Y-%m-%d}.\n\n{text}\n", "utf-8")
    return int(bool(wrong))


INTRODUCTION = """# What the most walked flows cost

`make flows` walks them in a browser against a running demo (`make run`) and writes this table: what was
spent ≤ what is allowed. `tests/journeys/test_flows.py` fails when a flow becomes dearer than its limit.
Taps are fingers on the glass (a choice out of a list is two, typing none); pages are those one works on;
bytes are the wire's with headers, brotli, signed in and with style and script already in the phone (the report form's
script, 1.6 kB, and the desk's for drawing, 0.9 kB, come once, with the first visit).
Pictures are apart: who saves data opens them one by one. Measured on """

if __name__ == "__main__":
    sys.exit(main())
