"""Small charts drawn by the server, under a kilobyte, with their numbers in words."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup, escape

from domain.money import rupiah

WIDTH, HEIGHT, TOP, BASE = 320, 128, 22, 106
GAP = 6


def price_chart(points: Sequence[tuple[date, int]], name: str) -> Markup:
    """Bars from zero, at most eight, oldest first, the newest in yellow. Values are rupiah, printed in thousands."""
    points = points[-8:]
    if not points:
        return Markup("")
    most = max(value for _day, value in points)
    step = WIDTH // len(points)
    bars = [
        _bar(at * step, step - GAP, (BASE - TOP) * value // most) for at, (_day, value) in enumerate(points)
    ]
    words = [
        f'<text x="{at * step + (step - GAP) // 2}" y="{y}">{said}</text>'
        for at, (day, value) in enumerate(points)
        for y, said in (
            (BASE - (BASE - TOP) * value // most - 6, thousands(value)),
            (BASE + 17, f"{day.day}/{day.month}"),
        )
    ]
    said = ", ".join(f"{day.day}/{day.month} {rupiah(value)}" for day, value in (points[0], points[-1]))
    return Markup(
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(name)}: {said}">'
        f'<path class="a" d="{"".join(bars[:-1])}"/><path class="b" d="{bars[-1]}"/>{"".join(words)}</svg>'
    )


def thousands(value: int) -> str:
    """12500 as '12,5', 800 as '0,8': rupiah in thousands, one decimal when it is needed."""
    whole, tenth = divmod((value + 50) // 100, 10)
    return f"{whole},{tenth}" if tenth and whole < 100 else str(whole)


def _bar(x: int, width: int, height: int) -> str:
    return f"M{x} {BASE}h{width}v-{height}h-{width}z"
