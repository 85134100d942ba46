"""Drawings for templates: icons and pictures out of static/*.svg, the sun and the hill from numbers.

On a first visit each use carries its own path: no ids, no further request, and repeats cost almost
nothing because the page is compressed. Once the phone holds the built file of drawings, a use only
names its symbol there. The hill speaks by its label; the others are hidden from screen readers and
the word beside it speaks.
"""

import re
from functools import cache
from math import cos, pi, sin
from pathlib import Path

from flask import has_request_context
from jinja2 import Environment
from markupsafe import Markup

from web.assets import assets, stylesheet_seen

STATIC = Path(__file__).resolve().parent.parent / "static"
SYMBOL = re.compile(r'<symbol id="([a-z-]+)" viewBox="([\d ]+)"><path d="([^"]+)"/></symbol>')

RIDGE = "M1 35V31l11-6q3-2 6 0l6 2 9-9q3-3 6 0l7 8 9 5v4z"
MOON = "M45 3a8 8 0 1 0 8 11 7 7 0 0 1-8-11z"
HILL_ARC = "M20 92A160 74 0 0 1 340 92"
HILL_MOON = "M318 40a18 18 0 1 0 18 25 16 16 0 0 1-18-25z"
HILL_FAR = (
    "M-700 112V60l80 14 90-26 80 22 90-14 60 14 60-14 70 20 90-30 50 24L46 38q7-6 15 0l21 17 20-24q8-8 17 0"
    "l28 31 40 12 62-16q12-3 22 3l84 28 90-30 90 24 90-20 90 18 110-26 120 24 115-12V112z"
)
HILL_MID = (
    "M-700 112V84q100-24 200-6t200 2q90-20 160-4T0 76q50-22 96-12t80 22q36-28 90-28t94 22"
    "q60-20 130-6t170 2 200 4 200-6V112z"
)
HILL_NEAR = "M-700 112V88h620q20 0 30-4h60l14 4h52l12 4h80l12-5h44l14-7h40l14-6h760V112z"
HILL_TERRACES = "".join(
    f"M-700 {y}h620q20 0 30-4h60l14 4h52l12 4h80l12-5h44l14-7h40l14-6h760" for y in (98, 107)
)
HILLS = {"far": HILL_FAR, "mid": HILL_MID, "near": HILL_NEAR, "ln": HILL_TERRACES}


@cache
def drawings(name: str, folder: Path = STATIC) -> dict[str, tuple[str, str]]:
    """Every drawing of `icons` or `pics`: name -> (view box, path)."""
    text = (folder / f"{name}.svg").read_text(encoding="utf-8")
    return {key: (box, path) for key, box, path in SYMBOL.findall(text)}


def icon_markup(name: str, cls: str = "i") -> Markup:
    """An interface icon, 24 px. KeyError for an unknown name."""
    return _drawing("icons", name, cls)


def pic_markup(name: str, cls: str = "p") -> Markup:
    """A picture of a crop, a plant part or a group of goods, 56 px. KeyError for an unknown name."""
    return _drawing("pics", name, cls)


def sun_markup(share: float) -> Markup:
    """The sun on its ridge: `share` of the promised time has passed. From 1 on it is a moon."""
    share = max(0.0, share)
    sky = f'<path d="{MOON}"/>' if share >= 1 else _sun(28, 21, 30, 23, 6, share)
    return Markup(f'<svg class="sun" viewBox="0 0 56 36" aria-hidden="true">{sky}<path d="{RIDGE}"/></svg>')


def hill_markup(share: float, label: str) -> Markup:
    """The wide hill of a home page; `label` says in a sentence what the sun shows."""
    share = max(0.0, share)
    sky = f'<path class="moon" d="{HILL_MOON}"/>' if share >= 1 else _sun(180, 160, 92, 74, 13, share)
    return Markup(
        '<svg class="hill" viewBox="0 0 360 112" preserveAspectRatio="xMidYMax" role="img" '
        'aria-label="{}">{}</svg>'
    ).format(label, Markup(f'<path class="arc" d="{HILL_ARC}"/>{sky}{_hills()}'))


def sheet(folder: Path = STATIC) -> str:
    """All drawings as one SVG file: symbols `i-…` and `p-…`, and the layers of the hill as `hill-…`."""
    symbols = [
        f'<symbol id="{kind[0]}-{name}" viewBox="{box}"><path d="{path}"/></symbol>'
        for kind in ("icons", "pics")
        for name, (box, path) in drawings(kind, folder).items()
    ]
    hills = [f'<path id="hill-{name}" d="{path}"/>' for name, path in HILLS.items()]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols + hills)}</svg>'


def install(environment: Environment) -> None:
    """Give templates the drawings: icon_markup, pic_markup, sun_markup, hill_markup, drawings."""
    for drawing in (icon_markup, pic_markup, sun_markup, hill_markup, drawings):
        environment.globals[drawing.__name__] = drawing


def _drawing(kind: str, name: str, cls: str) -> Markup:
    return _named(kind, name, cls) if _held() else _drawn(kind, name, cls)


def _held() -> bool:
    """Whether the reader's phone holds the built file of drawings."""
    return has_request_context() and stylesheet_seen()


@cache
def _drawn(kind: str, name: str, cls: str) -> Markup:
    box, path = drawings(kind)[name]
    return Markup('<svg class="{}" viewBox="{}" aria-hidden="true"><path d="{}"/></svg>').format(
        cls, box, path
    )


@cache
def _named(kind: str, name: str, cls: str) -> Markup:
    if name not in drawings(kind):
        raise KeyError(name)
    return Markup('<svg class="{}" aria-hidden="true">{}</svg>').format(cls, _use(f"{kind[0]}-{name}"))


def _use(symbol: str) -> Markup:
    return Markup('<use href="/static/build/{}#{}"/>').format(assets().drawings, symbol)


def _sun(x: float, width: float, y: float, height: float, radius: int, share: float) -> str:
    """A circle on the arc from sunrise at the left (share 0) to sunset at the right (share 1)."""
    cx, cy = x - width * cos(pi * share), y - height * sin(pi * share)
    return f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{radius}"/>'


def _hills() -> str:
    if _held():
        return "".join(f'<g class="{name}">{_use(f"hill-{name}")}</g>' for name in HILLS)
    return "".join(f'<path class="{name}" d="{path}"/>' for name, path in HILLS.items())
