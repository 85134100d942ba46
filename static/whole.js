// What every page has but the report form on a phone's first visit (alone.js): the ways of htmx, the worker behind
// the pages, and the scripts of what this phone keeps. "built:name" becomes an address (ops/assets.py).
(() => {
  "use strict";
  const { find, on } = house;
  // no code from markup, no other site, errors come back into the form, nothing of a page is stored
  Object.assign(htmx.config, {
    timeout: 20000, defaultSwapStyle: "outerHTML", historyCacheSize: 0, historyRestoreAsHxRequest: false,
    refreshOnHistoryMiss: true, includeIndicatorStyles: false, allowEval: false, allowScriptTags: false,
  });
  htmx.config.responseHandling.unshift({ code: "422|507", swap: true });

  const fetched = {};
  function fetchScript(name) {
    if (fetched[name]) return;
    document.head.append(fetched[name] = Object.assign(document.createElement("script"), { src: name }));
  }
  function serve() {
    if (find("[data-queue],[data-unsent]")) fetchScript("built:outbox");
    if (find("[data-save],[data-saved]")) fetchScript("built:saved");
  }
  serve();
  on("htmx:afterSettle", serve);
  try { if (localStorage.unsent) fetchScript("built:outbox"); } catch { /* nothing can wait here */ }
  navigator.serviceWorker?.register("/sw.js").catch(() => {});
})();
