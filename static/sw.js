// The worker behind every page: it keeps the built files of this version, and without signal it shows a page that
// was saved on purpose, or says what is saved. It never keeps a page by itself, and no POST passes through it.
// "built:…" is filled in when it is built (ops/assets.py); a new build is a new worker with a new shell.
"use strict";
const SHELL = "shell-built:version", OFFLINE = "built:offline";
const FILES = ["built:css", "built:svg", "built:js", "built:outbox", "built:saved", "built:report"];
const kind = (path) => path.replace(/\.[0-9a-f]{12}\./, ".");

async function install() {
  const shell = await caches.open(SHELL);
  await shell.addAll(FILES);
  await shell.add(new Request(OFFLINE, { credentials: "omit", cache: "reload" }));
  await skipWaiting();
}
async function activate() {
  for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== SHELL) await caches.delete(name);
  if (registration.navigationPreload) await registration.navigationPreload.enable();
  await clients.claim();
}
async function forgetPrivate() {
  for (const name of await caches.keys()) if (name.startsWith("private-")) await caches.delete(name);
}
const saved = (request) => caches.match(request, { ignoreVary: true });

async function built(request, path) {
  const known = await saved(request);
  if (known) return known;
  // a page saved under an older version is dressed in this one
  return fetch(request).catch(async () => (await saved(FILES.find((name) => kind(name) === kind(path)))) || Response.error());
}
async function page(event, path) {
  try {
    const answer = (await event.preloadResponse) || (await fetch(event.request));
    // the sign-in page is shown: nobody is signed in, so nothing private stays
    if (path === "/masuk" && answer.status === 200) await forgetPrivate();
    return answer;
  } catch {
    return (await saved(event.request)) || (await saved(OFFLINE)) || Response.error();
  }
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("sync", (event) => event.waitUntil(outbox.sendAll().then((lost) => {
  if (lost) throw new Error("no signal yet");
})));
addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && pathname.startsWith("/keluar")) event.waitUntil(forgetPrivate());
  if (request.method !== "GET") return;
  if (pathname.startsWith("/static/build/")) event.respondWith(built(request, pathname));
  else if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (request.destination === "image") event.respondWith(fetch(request).catch(async () => (await saved(request)) || Response.error()));
});
