// "Simpan untuk dibaca tanpa sinyal": one page, with its pictures, kept on this phone with the time of its data.
// data-save says whose it is: "public" stays, "private" goes when its reader signs out.
(() => {
  "use strict";
  const { find, each, on } = house;
  if (!self.caches) return;
  const me = find("script[data-me]")?.dataset.me;
  const kept = { public: "public-pages", private: "private-" + me };
  const clock = (time) => time.toLocaleString(_("id"), { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

  async function save(whose) {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    if (!answer.ok || answer.redirected) throw new Error("not the page that was asked for");
    const time = new Date(answer.headers.get("Date") || Date.now()), into = await caches.open(kept[whose]);
    const stamp = `<div class="note" data-saved-at><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="icon:nosignal"/></svg><div><p>${_("Data jam")} ${clock(time)}, ${_("belum ada sinyal.")}</p></div></div>`;
    const html = (await answer.text()).replace('<div id="status" role="status">', "$&" + stamp);
    const headers = {
      "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": answer.headers.get("Content-Security-Policy"),
      "Saved-At": clock(time), "Saved-Title": encodeURIComponent(find("h1").textContent),
    };
    await into.put(location.pathname, new Response(html, { headers }));
    await Promise.all(Array.from(document.querySelectorAll("main img"), (image) => into.add(image.src).catch(() => {})));
    return clock(time);
  }
  async function dress(button) {
    const words = button.lastChild;
    const say = (time) => { words.textContent = `${_("Tersimpan, data jam")} ${time}. ${_("Perbarui")}`; };
    const known = await caches.match(location.pathname, { cacheName: kept[button.dataset.save], ignoreVary: true });
    if (known) say(known.headers.get("Saved-At"));
    button.hidden = false;
    button.onclick = async () => {
      button.disabled = true;
      try {
        say(await save(button.dataset.save));
      } catch {
        words.textContent = _("Belum tersimpan. Coba lagi waktu ada sinyal");
      }
      button.disabled = false;
    };
  }
  async function list(place) {
    place.textContent = "";
    for (const name of Object.values(await caches.keys()).filter((each) => !each.startsWith("shell-"))) {
      const pages = await caches.open(name);
      for (const request of await pages.keys()) {
        const page = await pages.match(request, { ignoreVary: true }), title = page.headers.get("Saved-Title");
        if (title) place.append(row(request, pages, decodeURIComponent(title), page.headers.get("Saved-At")));
      }
    }
    if (!place.children.length) place.innerHTML = `<li><p>${_("Belum ada. Di halaman pustaka atau laporan, tekan “Simpan untuk dibaca tanpa sinyal”.")}</p></li>`;
  }
  function row(request, pages, title, time) {
    const made = document.createElement("li"), link = document.createElement("a"), away = document.createElement("button"), line = document.createElement("p");
    link.href = new URL(request.url).pathname;
    link.textContent = title;
    line.append(link, `, ${_("data jam")} ${time}`);
    away.className = "btn";
    away.textContent = _("Hapus");
    away.onclick = () => pages.delete(request, { ignoreVary: true }).then(() => made.remove());
    made.append(line, away);
    return made;
  }
  // somebody else's pages do not stay once another person is here
  if (me) caches.keys().then((names) => names.forEach((name) => name.startsWith("private-") && name !== kept.private && caches.delete(name)));

  function start() {
    each("[data-save][hidden]", dress);
    each("[data-saved]", list);
  }
  start();
  on("htmx:afterSettle", start);
  if (find("[data-saved]") && location.pathname !== "/luring") {
    house.say("warn", "icon:nosignal", _("Tidak ada sinyal, dan halaman ini belum tersimpan di HP."), () => location.reload());
  }
})();
