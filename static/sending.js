// What waits on this phone, and how it is sent: used by the page (outbox.js) and by the worker (sw.js).
// Text travels first and each photo by itself. An item is dropped only when the server's receipt for its key is
// here; a sign-in page, a redirect, an error or another person signed in leave it where it is.
const outbox = (() => {
  "use strict";
  const STORE = "unsent", ASK_FOR = 20000, SEND_FOR = 180000;
  let opened;

  class Kept extends Error {
    constructor(trouble, reason = "") {
      super(trouble);
      Object.assign(this, { trouble, reason });
    }
  }

  function open() {
    opened ||= new Promise((found, failed) => {
      const asked = indexedDB.open("lumbung", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
      asked.onsuccess = () => found(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    return opened;
  }
  // done only when it is on the disk, not when it was asked for
  async function store(mode, act) {
    const work = (await open()).transaction(STORE, mode, { durability: "strict" });
    const asked = act(work.objectStore(STORE));
    return new Promise((done, failed) => {
      work.oncomplete = () => done(asked.result);
      work.onabort = work.onerror = () => failed(work.error);
    });
  }
  const all = async () => (await store("readonly", (rows) => rows.getAll())).sort((one, other) => one.at - other.at);
  const add = (item) => store("readwrite", (rows) => rows.put(item));
  const drop = (key) => store("readwrite", (rows) => rows.delete(key));
  // what was thrown away meanwhile does not come back
  const update = (item) => store("readwrite", (rows) => {
    const asked = rows.get(item.key);
    asked.onsuccess = () => asked.result && rows.put(item);
    return asked;
  });

  function receipt(answer, key) {
    const [of, code] = (answer.headers.get("Lumbung-Receipt") || "").split(" ");
    return of === key ? code : undefined;
  }
  function reason(html) {
    const said = html.match(/class="err"[^>]*>(?:<svg.*?<\/svg>)?([^<]+)|class="note bad[^]*?<p>([^<]+)/);
    return said ? said[1] || said[2] : "";
  }
  const within = (time) => (AbortSignal.timeout ? AbortSignal.timeout(time) : undefined);

  // a fresh token, who is signed in, and whether the key has arrived before
  async function ask(item) {
    const answer = await fetch("/luring/tanda?kunci=" + encodeURIComponent(item.key), { cache: "no-store", signal: within(ASK_FOR) });
    if (!answer.ok) throw new Kept("server");
    return { ...(await answer.json()), code: receipt(answer, item.key) };
  }
  async function post(path, key, token, fields, files) {
    const body = new FormData();
    for (const [name, text] of [...fields, ["csrf_token", token], ["once_key", key]]) body.append(name, text);
    for (const { name, file } of files) body.append(name, file, file.name);
    const answer = await fetch(path, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual", signal: within(SEND_FOR) });
    const code = receipt(answer, key);
    if (code) return code;
    if (answer.status === 409 || answer.status === 422) throw new Kept("refused", reason(await answer.text()));
    throw new Kept(answer.status === 401 ? "signin" : "server");
  }

  // `whole`: the page's own try may have arrived with everything in it, so a known key means all of it
  async function send(item) {
    const { me, token, code } = await ask(item);
    if (me !== item.who) throw new Kept(me ? "other" : "signin");
    if (code && item.whole) return drop(item.key);
    if (!item.code) {
      // from here a known key means the words only, also when this page is closed before the answer is here
      await update(Object.assign(item, { whole: false, code: code || "" }));
      item.code ||= await post(item.path, item.key, token, item.fields, item.files.filter((each) => each.first));
      item.files = item.files.filter((each) => !each.first);
      await update(item);
    }
    while (item.files.length) {
      const [part] = item.files;
      await post(item.path + item.code + "/" + item.parts, item.key + part.part, token, [], [part]);
      item.files = item.files.slice(1);
      await update(item);
    }
    return drop(item.key);
  }

  // One tab, or the worker, sends at a time. True when the line failed, so that it is worth trying again.
  async function turn(byHand) {
    for (const item of await all()) {
      if (item.trouble === "refused" && !byHand) continue;
      try {
        await send(item);
      } catch (problem) {
        const lost = !(problem instanceof Kept);
        await update(Object.assign(item, { trouble: lost ? "" : problem.trouble, reason: problem.reason || "" }));
        if (lost) return true;
      }
    }
    return false;
  }
  async function sendAll(byHand = false) {
    if (!(await all()).length) return false;
    const lost = navigator.locks
      ? await navigator.locks.request("outbox", { ifAvailable: true }, (mine) => mine && turn(byHand))
      : await turn(byHand);
    tell();
    return lost;
  }
  const tell = () => { if (self.BroadcastChannel) new BroadcastChannel("outbox").postMessage(""); };

  return { all, add, drop, sendAll, tell };
})();
