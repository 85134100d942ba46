// Only on the desk's list and on a case: the keys of those who work through many. The line that names
// them is shown where there is a keyboard, and switches them off.
(() => {
  "use strict";
  const NAME = "desk-keys-off", WIDE = matchMedia("(hover: hover) and (pointer: fine)");
  let off = false;
  try { off = NAME in localStorage; } catch { /* storage is blocked: the keys are on */ }

  function dress(asked) {
    const line = document.querySelector("[data-keys]");
    if (!line) return;
    const button = line.querySelector("button");
    line.hidden = !WIDE.matches && !asked;
    button.textContent = off ? button.dataset.on : button.dataset.off;
    button.onclick = () => {
      off = !off;
      try { off ? (localStorage[NAME] = "") : delete localStorage[NAME]; } catch { /* for this page only */ }
      dress(true);
    };
    if (asked) button.focus();
  }

  function move(step) {
    const links = Array.from(document.querySelectorAll("#main .rows > li > h2 > a")).filter((link) => link.offsetParent);
    const at = links.indexOf(document.activeElement), shown = links.findIndex((link) => link.closest("[aria-current]"));
    links[Math.max(0, Math.min(links.length - 1, (at < 0 ? shown : at) + step))]?.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (!document.querySelector("[data-keys]")) return;
    const { key } = event, named = { s: "[accesskey=s]", b: "[rel=next]" }[key];
    if (key === "?") dress(true);
    else if (off) return;
    else if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
    else if (named) document.querySelector(named)?.click();
    else return;
    event.preventDefault();
  });
  document.addEventListener("htmx:afterSettle", () => dress());
  dress();
})();
