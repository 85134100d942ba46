// The worker's part of alerts: show what the push service brought, and open its page. A second copy of the same
// alert has the same tag, so it takes the place of the first and stays quiet.
addEventListener("push", (event) => {
  let said = {};
  try { said = event.data.json(); } catch { /* shown all the same: a push that shows nothing is taken away */ }
  event.waitUntil(registration.showNotification(said.t || _("Kabar"), {
    body: said.b || _("Ada kabar untuk Bapak/Ibu."), tag: said.k, data: said.u, lang: "id", icon: "/static/icon-192.png",
  }));
});
addEventListener("notificationclick", (event) => {
  event.notification.close();
  const page = new URL(event.notification.data || "/kabar/", location.origin);
  if (page.origin !== location.origin) return;
  event.waitUntil(clients.matchAll({ type: "window" }).then(async (open) => {
    const here = open.find((each) => new URL(each.url).pathname === page.pathname);
    if (here) return here.focus();
    return clients.openWindow(page.href);
  }));
});
