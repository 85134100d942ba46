// Forms marked data-queue: what could not be sent for lack of signal waits on this phone and is sent by itself.
// The line that says so stands below the status bar until the receipt is here. Without storage nothing of this
// happens, and the page does what it did before.
(() => {
  "use strict";
  const { find, each, on, kilobytes, free } = house;
  const FIRST_WAIT = 15000, LONGEST_WAIT = 300000;
  const TROUBLES = {
    signin: _("Masuk dulu, lalu dikirim lagi."),
    server: _("Tempat kami sedang tidak bisa menerima. Nanti dicoba lagi."),
    refused: _("Belum bisa diterima."),
  };
  const me = find("script[data-me]")?.dataset.me || lastOwner();
  const box = document.createElement("div");
  box.id = "unsent";
  box.setAttribute("role", "status");
  find("#status").after(box);
  let wait = FIRST_WAIT, timer;

  // The page shown for want of signal was fetched as nobody's: whoever was here last is still here.
  function lastOwner() {
    try {
      const unsignalled = find("[data-unsent]") && (location.pathname !== "/luring" || !navigator.onLine);
      return (unsignalled && localStorage.owner) || "";
    } catch {
      return "";
    }
  }

  // ---- the line ----
  function button(text, act, kind = "btn") {
    const made = document.createElement("button");
    made.className = kind;
    made.textContent = text;
    made.onclick = act;
    return made;
  }
  function link(text, href) {
    const made = document.createElement("a");
    made.className = "btn";
    made.textContent = text;
    made.href = href;
    return made;
  }
  function note(title, text, ...buttons) {
    box.innerHTML = '<div class="note warn"><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="icon:nosignal"/></svg><div><p><b></b></p><p></p><p class="acts"></p></div></div>';
    find("b", box).textContent = title;
    find("p:nth-child(2)", box).textContent = text;
    find(".acts", box).append(...buttons);
  }
  const size = (items) => items.reduce((sum, item) => sum + item.size, 0);
  function count(items) {
    const what = items.every((item) => item.what === items[0].what) ? items[0].what : _("kiriman");
    return `${items.length} ${what} ${_("belum terkirim")} (${kilobytes(size(items))})`;
  }
  function told(items) {
    const troubled = items.find((item) => item.trouble);
    if (!troubled) return _("Tersimpan di HP ini. Dikirim sendiri begitu ada sinyal.");
    return `${TROUBLES[troubled.trouble] || TROUBLES.signin} ${troubled.reason}`;
  }
  async function show() {
    const items = await outbox.all(), mine = items.filter((item) => item.who === me);
    const signedOut = !me || mine.some((item) => item.trouble === "signin");
    remember(items.length);
    if (!items.length) box.textContent = "";
    else if (signedOut) note(count(items), TROUBLES.signin, link(_("Masuk"), "/masuk"));
    else if (mine.length) note(count(mine), told(mine), button(_("Kirim sekarang"), () => attempt(true)), link(_("Lihat"), "/luring"));
    else note(count(items), _("Ini milik orang lain yang memakai HP ini. Terkirim kalau pemiliknya masuk."));
    list(mine);
    return mine;
  }
  function remember(many) {
    try {
      if (me) localStorage.owner = me;
      if (many) localStorage.unsent = many;
      else localStorage.removeItem("unsent");
    } catch { /* the line is then only on pages with such a form */ }
  }
  function forgetOwner() {
    try {
      localStorage.removeItem("owner");
    } catch { /* it was never kept */ }
  }
  // the page of what this phone holds shows each with its words
  function list(items) {
    const place = find("[data-unsent]");
    if (!place) return;
    place.innerHTML = items.length ? "" : `<li><p>${_("Tidak ada. Semua sudah terkirim.")}</p></li>`;
    for (const item of items) {
      const row = document.createElement("li"), words = document.createElement("p"), title = document.createElement("b");
      title.textContent = `${item.what}, ${new Date(item.at).toLocaleString(_("id"), { dateStyle: "medium", timeStyle: "short" })}`;
      words.append(title, " " + item.words + " " + item.reason);
      row.append(words, button(_("Buang"), () => outbox.drop(item.key).then(show)));
      place.append(row);
    }
  }

  // ---- sending ----
  async function attempt(byHand = false) {
    clearTimeout(timer);
    const lost = await outbox.sendAll(byHand);
    const left = await show();
    if (byHand && lost) find("p:nth-child(2)", box).textContent = _("Belum ada sinyal. Nanti dikirim sendiri.");
    if (!left.some((item) => !item.trouble || item.trouble === "server")) return;
    timer = setTimeout(() => document.hidden || attempt(), wait * (0.8 + 0.4 * Math.random()));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const renew = (form) => { form.once_key.value = random(); };

  // ---- waiting ----
  // what the server would send back at once is said now, not tomorrow
  function missing(form, files) {
    const wrong = find("input:invalid, select:invalid, textarea:invalid", form), text = find("textarea", form);
    if (wrong) return wrong;
    return text && !text.value.trim() && !files.length ? text : null;
  }
  function itemOf(form) {
    const fields = [], files = [];
    for (const [name, value] of new FormData(form)) {
      if (name === "csrf_token" || name === "once_key") continue;
      if (typeof value === "string") fields.push([name, value]);
      else if (value.size) files.push({ name, file: value, part: "-" + (files.length + 1), first: !form.dataset.parts || name !== "photos" });
    }
    const text = find("textarea", form)?.value.trim() || fields.find(([name]) => name === "body")?.[1] || "";
    if (!text && files.length && !files.some((each) => each.first)) files[0].first = true;
    const bytes = new Blob([JSON.stringify(fields)]).size + files.reduce((sum, each) => sum + each.file.size, 0);
    return {
      key: form.once_key.value, who: me, path: new URL(form.action).pathname, parts: form.dataset.parts, what: form.dataset.queue,
      words: text.slice(0, 200), fields, files, size: bytes, at: Date.now(), whole: true, code: "", trouble: "", reason: "",
    };
  }
  function empty(form) {
    form.reset();
    form.querySelectorAll("[type=file]").forEach((input) => {
      input.photos = [];
      input.value = "";
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    renew(form);
    form.dispatchEvent(new Event("queued", { bubbles: true }));
  }
  async function queue(form) {
    const item = itemOf(form), wrong = missing(form, item.files);
    if (wrong) {
      house.say("warn", "icon:nosignal", _("Tidak ada sinyal, dan isinya belum lengkap. Lengkapi dulu bagian yang ditandai."));
      wrong.focus();
      return;
    }
    await outbox.add(item);
    empty(form);
    house.hush();
    outbox.tell();
    await show();
    box.scrollIntoView({ block: "center" });
    navigator.storage?.persist?.();
    // where no worker may run this never comes, so nothing waits for it
    navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("outbox")).catch(() => {});
  }
  const full = (form, button) => house.say("bad", "icon:warn",
    _("Tidak ada sinyal, dan HP ini tidak bisa menyimpan (mungkin penuh). Jangan tutup halaman ini."), () => form.requestSubmit(button));
  on("htmx:sendError htmx:timeout", ({ detail }) => {
    const form = detail.elt;
    // a button that goes elsewhere, such as back to another question, is no sending
    if (!me || !form.matches?.("[data-queue]") || detail.requestConfig.path !== form.getAttribute("hx-post")) return;
    queue(form).then(() => attempt(), () => full(form, detail.requestConfig.triggeringEvent?.submitter));
  });

  // ---- leaving with something unsent ----
  on("submit", async (event) => {
    const form = event.target;
    if (!form.matches('[action^="/keluar"]') || form.decided) return;
    event.preventDefault();
    const leave = () => { form.decided = true; dispatchEvent(new Event("leaving")); forgetOwner(); form.submit(); };
    const mine = await outbox.all().then((items) => items.filter((item) => item.who === me), () => []);
    if (!mine.length) return leave();
    setTimeout(free, 0, form);
    note(count(mine), _("Kalau disimpan, hanya terkirim sesudah Bapak/Ibu masuk lagi di HP ini."),
      button(_("Kirim dulu"), async () => { await attempt(true); if (!(await outbox.all()).some((item) => item.who === me)) leave(); }, "btn go"),
      button(_("Simpan, lalu keluar"), leave),
      button(_("Buang, lalu keluar"), async () => { for (const item of mine) await outbox.drop(item.key); leave(); }, "btn stop"));
    box.scrollIntoView({ block: "center" });
    find("button", box).focus();
  });

  function start() {
    if (self.BroadcastChannel) new BroadcastChannel("outbox").onmessage = show;
    on("online", () => attempt(), window);
    on("visibilitychange", () => document.hidden || attempt());
    if (find("[data-saved-at]")) each("[data-queue]", renew);
    attempt();
  }
  outbox.all().then(start, () => box.remove());
})();
