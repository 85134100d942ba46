// The page of choices: this phone may be told on its screen. Asked only after a tap, never on arrival.
(() => {
  "use strict";
  const form = document.querySelector("[data-push]");
  if (!form || !("PushManager" in window) || !navigator.serviceWorker) return;
  const button = form.querySelector("button"), says = form.querySelector("[role=status]");
  const raw = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

  async function subscribed() {
    const { pushManager } = await navigator.serviceWorker.ready;
    const wanted = { userVisibleOnly: true, applicationServerKey: raw(form.dataset.push) };
    try {
      return await pushManager.subscribe(wanted);
    } catch (error) {
      // asked for with an older key of this server
      const old = error.name === "InvalidStateError" && (await pushManager.getSubscription());
      if (!old) throw error;
      await old.unsubscribe();
      return pushManager.subscribe(wanted);
    }
  }
  button.onclick = async () => {
    button.disabled = true;
    says.textContent = _("Tunggu sebentar…");
    try {
      if ((await Notification.requestPermission()) !== "granted") throw new Error("no");
      const { endpoint, keys } = (await subscribed()).toJSON();
      form.endpoint.value = endpoint;
      form.public_key.value = keys.p256dh;
      form.auth.value = keys.auth;
      form.submit();
    } catch (error) {
      button.disabled = false;
      says.textContent = error.message === "no"
        ? _("Belum diizinkan. Izinkan pemberitahuan di pengaturan peramban, lalu coba lagi.")
        : _("Belum bisa. Coba lagi waktu sinyal bagus.");
    }
  };
  form.hidden = false;
})();
// The number beside "Akun" on the pages where one waits: asked again each minute, only while the page is seen.
(() => {
  "use strict";
  const EVERY = 60000, bell = document.querySelector("[data-unread]");
  if (!bell) return;
  setInterval(async () => {
    if (document.visibilityState !== "visible" || !navigator.onLine) return;
    try {
      const answer = await fetch("/kabar/jumlah?n=" + bell.dataset.unread, { redirect: "error" });
      if (answer.status !== 200) return;
      bell.dataset.unread = await answer.text();
      const shown = bell.querySelector("b");
      if (bell.dataset.unread === "0") shown?.remove();
      else (shown || bell.appendChild(document.createElement("b"))).textContent = bell.dataset.unread;
    } catch { /* no signal: the number stays */ }
  }, EVERY);
})();
