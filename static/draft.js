// Forms marked data-draft: what is typed stays on this phone until it is sent, with the key that makes it count once.
(() => {
  "use strict";
  const { find, on } = house, EVERY = 2000;
  const me = find("script[data-me]")?.dataset.me;
  const form = find("[data-draft]");
  let timer, changed;

  function drafts() {
    try {
      return localStorage;
    } catch {
      return null; // storage is blocked: nothing is kept, nothing else changes
    }
  }
  const kept = drafts(), name = "draft-" + me;
  if (!kept || !me) return;
  const forget = () => { clearTimeout(timer); changed = false; kept.removeItem(name); };

  function keep() {
    const now = find("[data-draft]");
    if (!changed || !now) return;
    const fields = Array.from(new FormData(now)).filter(([field, value]) => typeof value === "string" && field !== "csrf_token");
    try {
      kept[name] = JSON.stringify({ at: Date.now(), fields });
    } catch { /* the phone is full */ }
  }
  function giveBack({ at, fields }) {
    for (const [field, value] of fields) {
      const place = form.elements[field];
      if (place) place.value = value;
    }
    const line = document.createElement("p"), away = document.createElement("button");
    line.className = "s";
    line.textContent = `${_("Tulisan jam")} ${new Date(at).toLocaleTimeString(_("id"), { timeStyle: "short" })} ${_("dikembalikan.")} `;
    away.className = "btn";
    away.type = "button";
    away.textContent = _("Mulai baru");
    away.onclick = () => { forget(); location.reload(); };
    line.append(away);
    form.before(line);
  }

  on("input", ({ target }) => {
    if (!target.form?.matches("[data-draft]")) return;
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, EVERY);
  });
  on("pagehide", keep, window);
  on("queued", ({ target }) => target.matches("[data-draft]") && forget());
  on("leaving", () => Object.keys(kept).forEach((each) => each.startsWith("draft-") && kept.removeItem(each)), window);
  on("htmx:afterRequest", ({ detail }) => {
    if (detail.xhr?.getResponseHeader("Lumbung-Receipt") && detail.elt.matches?.("[data-draft]")) forget();
  });
  if (form && kept[name] && !find(".note.bad", form)) {
    try {
      giveBack(JSON.parse(kept[name]));
    } catch {
      forget();
    }
  }
})();
