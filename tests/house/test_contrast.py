"""Text can be read in the sun: contrast of the stylesheet's own colours (WCAG 2.2, 1.4.6: 7 to 1)."""

import re
from pathlib import Path

import pytest

STYLE = (Path(__file__).resolve().parents[2] / "static" / "app.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"--([a-z]+): (#[0-9a-f]{3,6});")
PAIRS = (
    *(("ink", ground) for ground in ("paper", "card", "sky", "mist", "rose", "grain")),
    *(("soft", ground) for ground in ("paper", "card", "sky", "mist")),
    *(("link", ground) for ground in ("paper", "card", "sky")),
    *(("apple", ground) for ground in ("card", "rose")),
    *(("carrot", ground) for ground in ("card", "grain")),
    ("on", "pine"),
    ("dark", "sun"),
)


def tokens(dark: bool) -> dict[str, str]:
    """The colours by day, or what is left of them by night."""
    day, _mark, rest = STYLE.partition("prefers-color-scheme")
    night = rest[: rest.index("\n}")]
    return dict(TOKEN.findall(day)) | (dict(TOKEN.findall(night)) if dark else {})


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def test_the_measure_is_that_of_the_guidelines():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
def test_text_stands_out_seven_to_one(dark):
    colours = tokens(dark)
    measured = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in measured.items() if ratio < 7} == {}
