// Only on the page for an answer: circles on a photo. A tap draws one, a tap on it takes it away.
// Without it the numbered parts beside the photo are ticked instead.
(() => {
  "use strict";
  const MOST = 8, RADIUS = 80;
  const field = () => document.getElementById("drawing");
  const read = () => { try { return JSON.parse(field().value.split(":").slice(1).join(":")); } catch { return []; } };
  function show() {
    if (!field()) return;
    document.querySelectorAll("[data-cells]").forEach((part) => part.remove());
    const position = field().value.split(":")[0];
    document.querySelectorAll("[data-draw]").forEach((figure) => {
      const sheet = figure.querySelector("svg");
      sheet.textContent = "";
      if (figure.dataset.draw !== position) return;
      read().forEach((circle) => {
        const drawn = document.createElementNS(sheet.namespaceURI, "circle");
        ["cx", "cy", "r"].forEach((name, at) => drawn.setAttribute(name, circle[at]));
        sheet.append(drawn);
      });
    });
  }
  document.addEventListener("click", (event) => {
    const figure = event.target.closest("[data-draw]");
    if (!figure) return;
    const place = figure.getBoundingClientRect(), scale = 1000 / place.width;
    const x = Math.round((event.clientX - place.left) * scale), y = Math.round((event.clientY - place.top) * scale);
    const mine = field().value.split(":")[0] === figure.dataset.draw;
    const circles = mine ? read() : [];
    const left = circles.filter((circle) => Math.hypot(circle[0] - x, circle[1] - y) > circle[2]);
    if (left.length === circles.length && left.length < MOST) left.push([x, y, RADIUS]);
    field().value = left.length ? figure.dataset.draw + ":" + JSON.stringify(left) : "";
    show();
  });
  document.addEventListener("htmx:afterSettle", show);
  show();
})();
