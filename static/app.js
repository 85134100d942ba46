// What the browser adds to pages that work without it: words when the signal fails, one sending per
// form, the focus after a part is replaced, smaller photos, and the bytes a page has cost.
// "icon:name" becomes the path of that icon when the bundle is built (ops/assets.py).
// Markup is only ever made from the constants below and from numbers.
(() => {
  "use strict";
  const SLOW_AFTER = 8000, GIVE_UP_AFTER = 60000;
  const PHOTO_SIDE = 1280, PHOTO_QUALITY = 0.7, PHOTOS_AT_MOST = 5, WORTH_A_BAR = 30000;
  // a form with files may take three minutes on a bad line
  document.addEventListener("htmx:configRequest", ({ detail }) => { if (detail.elt.enctype?.[0] === "m") detail.timeout = 18e4; });
  const find = (what, root = document) => root.querySelector(what);
  const each = (what, act) => document.querySelectorAll(what).forEach(act);
  const on = (names, act, target = document, early = false) =>
    names.split(" ").forEach((name) => target.addEventListener(name, act, early));
  const kilobytes = (size) => (size / 1000).toLocaleString(_("id"), { maximumFractionDigits: size < 10000 ? 1 : 0 }) + " kB";

  // ---- the status bar ----
  const status = find("#status") || document.createElement("div");
  function say(kind, path, text, again) {
    status.innerHTML = `<div class="note ${kind}" data-ours><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>
<div><p>${text}</p>${again ? '<button class="btn">Coba lagi</button>' : ""}</div></div>`;
    if (again) find("button", status).onclick = () => { hush(); again(); };
  }
  function hush() {
    if (find("[data-ours]", status)) status.textContent = "";
  }
  const noSignal = (again) => say("warn", "icon:nosignal", _("Tidak ada sinyal. Tulisan Bapak/Ibu aman di HP ini."), again);
  on("offline", () => noSignal(), window);
  on("online", hush, window);
  on("load", () => each("[rel=later]", (link) => { link.rel = "prefetch"; }), window);

  // ---- one sending at a time ----
  function free(form) {
    form.sending = false;
    form.classList.remove("sent");
    form.removeAttribute("aria-busy");
    if (form.bar) form.bar.remove();
    form.bar = null;
  }
  on("submit", (event) => {
    const form = event.target;
    if (form.shrinking || form.sending) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (form.shrinking) form.shrinking.then(() => form.requestSubmit(event.submitter));
      return;
    }
    form.sending = true;
    form.setAttribute("aria-busy", "true");
    setTimeout(() => form.classList.add("sent"));
    // htmx says itself when it has ended; a plain form that stays is free again after a while
    if (!form.matches("[hx-post]")) setTimeout(free, GIVE_UP_AFTER, form);
  }, document, true);
  on("pageshow", () => each("form.sent", free), window);

  // ---- a request and its troubles ----
  let slow = 0;
  const retry = ({ detail }) => () => {
    if (!detail.elt.requestSubmit) return detail.elt.click();
    detail.elt.requestSubmit(detail.requestConfig?.triggeringEvent?.submitter);
  };
  on("htmx:beforeRequest", () => {
    clearTimeout(slow);
    slow = setTimeout(say, SLOW_AFTER, "", "icon:clock", _("Sinyal lambat, masih mencoba…"));
  });
  on("htmx:afterRequest", ({ detail }) => {
    clearTimeout(slow);
    if (detail.elt.sending) free(detail.elt);
    if (detail.successful) hush();
  });
  on("htmx:sendError htmx:timeout", (event) => {
    // what a page looks up by itself is not missed enough to say so over what somebody did
    if (/click|submit/.test(event.detail.requestConfig?.triggeringEvent?.type)) noSignal(retry(event));
  });
  on("htmx:responseError", (event) =>
    say("bad", "icon:warn", _("Gagal terkirim. Tulisan Bapak/Ibu masih ada di halaman ini."), retry(event)));
  // A refusal that names its own place is shown there; any other error page is not.
  on("htmx:beforeSwap", ({ detail }) => {
    if (detail.xhr.status < 400 || !detail.xhr.getResponseHeader("HX-Retarget")) return;
    detail.shouldSwap = true;
    detail.isError = false;
  });
  on("htmx:xhr:progress", ({ detail: { elt, loaded, total } }) => {
    if (!elt.sending || !(total > WORTH_A_BAR)) return;
    if (!elt.bar) {
      elt.bar = document.createElement("progress");
      elt.bar.setAttribute("aria-label", _("Mengirim"));
      elt.append(elt.bar);
    }
    elt.bar.max = total;
    elt.bar.value = loaded;
  });

  // ---- after a part is replaced ----
  function look(root) {
    const target = find("[autofocus], .note[tabindex], [aria-invalid=true]", root) || find("h1, h2, h3", root) || root;
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: root.id === "main" });
  }
  on("htmx:afterSettle", ({ target, detail }) => {
    // what comes by itself, without a hand on the page, leaves the focus alone
    if (target.id !== "main" && !detail.requestConfig?.triggeringEvent?.isTrusted) return;
    if (target.closest("#status")) return target.scrollIntoView({ block: "nearest" });
    if (target.id === "main") {
      scrollTo(0, 0);
      each(".nav a", (link) => {
        if (link.getAttribute("href") === target.dataset.here) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      });
    }
    const focused = document.activeElement;
    if (!focused || focused === document.body || target.contains(focused)) look(target);
  });
  find(".note.bad[tabindex]")?.focus();

  // ---- photos: smaller before they travel; the original whenever anything goes wrong ----
  async function shrink(file) {
    try {
      if (!/jpeg|png|webp/.test(file.type)) return { file };
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, PHOTO_SIDE / Math.max(picture.width, picture.height));
      const sheet = document.createElement("canvas"), pen = sheet.getContext("2d");
      sheet.className = "ph";
      sheet.width = picture.width * scale;
      sheet.height = picture.height * scale;
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, sheet.width, sheet.height);
      pen.drawImage(picture, 0, 0, sheet.width, sheet.height);
      const blob = await new Promise((done) => sheet.toBlob(done, "image/jpeg", PHOTO_QUALITY));
      if (blob.type !== "image/jpeg" || blob.size >= file.size) return { file, sheet };
      return { file: new File([blob], file.name + ".jpg", { type: blob.type }), sheet };
    } catch {
      return { file };
    }
  }
  function keep(input, photos) {
    const box = new DataTransfer(), place = input.closest("label");
    photos.forEach((photo) => box.items.add(photo.file));
    input.files = box.files;
    input.photos = photos;
    if (!input.shots) place.after((input.shots = document.createElement("ul")));
    input.shots.className = "rows";
    input.shots.textContent = "";
    photos.forEach((photo, at) => {
      const row = document.createElement("li");
      row.innerHTML = `<p><b>${_("Foto")} ${at + 1}</b> <span class="s">${kilobytes(photo.file.size)}</span></p><button class="btn" type="button">${_("Buang")}</button>`;
      row.prepend(photo.sheet || "");
      find("button", row).onclick = () => keep(input, photos.filter((other) => other !== photo));
      input.shots.append(row);
    });
  }
  on("change", ({ target: input }) => {
    if (!input.matches("[type=file][accept^=image]")) return;
    const before = (input.multiple && input.photos) || [], form = input.form;
    form.shrinking = Promise.all(Array.from(input.files, shrink))
      .then((fresh) => keep(input, before.concat(fresh).slice(0, input.multiple ? PHOTOS_AT_MOST : 1)))
      // a browser that cannot put files back sends them as they were
      .catch(() => {})
      .then(() => { form.shrinking = null; });
  });

  // ---- the byte receipt ----
  const line = find("#bytes");
  if (line && window.PerformanceObserver) {
    const month = "bytes-" + new Date().toISOString().slice(0, 7);
    let here = 0;
    const count = (list) => {
      const fresh = list.getEntries().reduce((sum, entry) => sum + entry.transferSize, 0);
      line.textContent = _("Halaman ini ") + kilobytes(here += fresh);
      line.hidden = false;
      try {
        localStorage[month] = fresh + Number(localStorage[month] || 0);
        line.textContent += " · bulan ini " + kilobytes(localStorage[month]);
      } catch { /* storage is blocked: this page's bytes are still true */ }
    };
    for (const type of ["navigation", "resource"]) new PerformanceObserver(count).observe({ type, buffered: true });
  }

  window.house = { find, each, on, kilobytes, say, hush, free };

  // a line that is 2G saves data by itself for ten minutes (web/saving.py)
  const line2g = navigator.connection?.effectiveType;
  if (/2g/.test(line2g)) document.cookie = "sinyal=" + line2g + ";max-age=600;path=/;samesite=lax";

  // ---- papers ----
  each("[data-print]", (button) => {
    button.hidden = false;
    button.onclick = () => print();
  });
})();
