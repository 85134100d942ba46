"""What is wrong with a page in a browser: axe's rules of WCAG 2.2 AA, and what axe cannot see."""

from functools import cache
from pathlib import Path

import axe_playwright_python

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
HEIGHT = 740
ZOOMED = {"width": 320, "height": 256}
# by day text must stand out 7 to 1 (AAA); by night 4.5 to 1, and 7 to 1 for the stylesheet's own pairs
DAY = {
    "target-size": {"enabled": True},
    "color-contrast-enhanced": {"enabled": True},
    "color-contrast": {"enabled": False},  # the other asks for more
}
NIGHT = {"target-size": {"enabled": True}}
RUN = """async options => (await axe.run(document, options)).violations.flatMap(rule => rule.nodes.map(node =>
  `${rule.id}: ${node.html.slice(0, 150)} | ${node.failureSummary.split("\\n")[1] || ""}`))"""
WIDER = """large => {
  const root = document.documentElement, had = root.className, wide = innerWidth;
  root.classList.toggle("large", large);
  const reach = root.scrollWidth;
  const out = reach <= wide ? [] : [...document.querySelectorAll("body *")].filter(one =>
    one.getBoundingClientRect().right > wide + 1).slice(-1);
  root.className = had;
  return reach <= wide ? [] : [`${large ? "A+ " : ""}${reach} px wide in a window of ${wide}: ` +
    out.map(one => one.outerHTML.slice(0, 150))];
}"""
MOVING = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one), slow = times => times.split(",").some(time => parseFloat(time) > 0.01);
  return style.animationName !== "none" && slow(style.animationDuration) || slow(style.transitionDuration);
}).map(one => "moves: " + one.outerHTML.slice(0, 150))"""
SEND_EMPTY = """action => {
  const form = [...document.forms].find(one => one.getAttribute("action") === action);
  for (const box of form.elements) {
    if (box.type === "hidden" || box.type === "submit") continue;
    if (box.type === "radio" || box.type === "checkbox") box.checked = false;
    else if (box.tagName === "SELECT") box.selectedIndex = -1;
    else box.value = "";
  }
  form.submit();
}"""


@cache
def engine() -> str:
    """The text of axe-core, out of a pinned, hash-checked package."""
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page, dark: bool = False) -> list[str]:
    """What axe finds on the page as it is shown now."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(engine())
    rules = NIGHT if dark else DAY
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": rules,
        "resultTypes": ["violations"],
    }
    return page.evaluate(RUN, options)


def look(page, widths=(360,), schemes=("light",)) -> list[str]:
    """Everything wrong with the open page in these windows; reflow always at 320 px, with larger letters too.

    The window for reflow is one of 1,280 by 1,024 px at 400 % (WCAG 1.4.10).
    """
    found = []
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in widths:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found += [f"{width} px {scheme}: {line}" for line in violations(page, scheme == "dark")]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(ZOOMED)
    return found + page.evaluate(WIDER, False) + page.evaluate(WIDER, True) + page.evaluate(MOVING)


def send_empty(page, action: str) -> str:
    """Send a form of the open page with nothing in it; the template it came back refused with, "" if it did not."""
    if not page.locator(f'form[action="{action}"]').count():
        return ""
    with page.expect_navigation() as going:
        page.evaluate(SEND_EMPTY, action)
    answer = going.value
    return answer.headers.get("template", "?") if answer and answer.status in (409, 422) else ""
