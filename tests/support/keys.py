"""Somebody who has only a keyboard: Tab, Shift+Tab, Enter, Space, arrows and letters. Looks at every stop."""

from playwright.sync_api import Page

MOST_STOPS = 200
BEGIN = "window.stops = []; document.activeElement?.blur()"
# where the focus is, what is wrong with that stop, and whether it comes after the one before in the page
STOP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body || window.stops.length > 1 && here === window.stops[0]) return null;  // the end
  if (here === window.stops.at(-1) && here.type === "date" && ++window.inside < 4) return { what: "", wrong: [] };  // its parts
  window.inside = 0;
  const group = here.type === "radio" ? `[name="${here.name}"]` : null;
  const shown = [here, here.matches("input") && here.nextElementSibling, here.closest("label")].filter(one => one && one.getClientRects().length);
  const drawn = shown.some(one => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 || boxShadow !== "none";
  });
  const seen = shown.some(one => {
    const box = one.getBoundingClientRect();
    if (box.width < 8 || box.height < 8) return false;
    const over = document.elementFromPoint(
      Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
      Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1));
    return over && shown.some(mine => mine === over || mine.contains(over) || over.contains(mine) && over.matches("label, a, button, summary"));
  });
  const wrong = [];
  if (!drawn && here.type !== "date") wrong.push("no ring");
  if (!seen) wrong.push("hidden or covered");
  const past = window.stops.at(-1);
  if (past?.isConnected && !(past.compareDocumentPosition(here) & (window.backwards ? 2 : 4))) wrong.push("out of order");
  if (window.stops.includes(here)) wrong.push("again");
  window.stops.push(here);
  return { what: (group || here.outerHTML).slice(0, 110), wrong };
}"""


class Keys:
    """Hands on a keyboard in an open page."""

    def __init__(self, page: Page):
        self.page = page

    def go(self, path: str) -> "Keys":
        self.page.goto(path, wait_until="networkidle")
        return self

    def settle(self) -> "Keys":
        """Everything that comes by itself when it is scrolled to has come."""
        for part in self.page.query_selector_all("[hx-trigger^=intersect]"):
            part.evaluate("part => part.scrollIntoView()")
            self.page.wait_for_timeout(100)
            self.page.wait_for_load_state("networkidle")
        return self

    def walk(self, key: str = "Tab") -> tuple[list[str], list[str]]:
        """From one end of the page to the other: the stops, and what is wrong with them. It has to come to an end."""
        self.page.evaluate(BEGIN)
        self.page.evaluate("back => { window.backwards = back }", key != "Tab")
        stops, wrong = [], []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press(key)
            stop = self.page.evaluate(STOP)
            if stop is None:
                return stops, wrong
            stops += [stop["what"]] if stop["what"] else []
            wrong += [f"{each}: {stop['what']}" for each in stop["wrong"]]
            if "again" in stop["wrong"]:
                return stops, wrong
        return stops, [*wrong, f"no end after {MOST_STOPS} stops"]

    def to(self, selector: str, key: str = "Tab") -> "Keys":
        """Tab until the focus is on what fits; it has to be met."""
        for _ in range(MOST_STOPS):
            if self.on(selector):
                return self
            self.page.keyboard.press(key)
        raise AssertionError(f"{selector} is not met by {key} on {self.page.url}")

    def on(self, selector: str) -> bool:
        return self.page.evaluate("what => document.activeElement.matches(what)", selector)

    def press(self, *keys: str) -> "Keys":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, words: str) -> "Keys":
        self.page.keyboard.type(words)
        return self

    def lands(self, selector: str) -> "Keys":
        """After a swap the focus is there by itself."""
        self.page.wait_for_function("what => document.activeElement.matches(what)", arg=selector)
        return self
