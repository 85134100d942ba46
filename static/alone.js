// The report form as the first page of a phone: all it needs comes in one small file, without htmx. The form is sent
// as htmx would send it, and the same events tell of it. Everything else on the page is plain links and forms.
(() => {
  "use strict";
  const { find, on } = house;
  const GIVE_UP_AFTER = 180000, LIKE_AFTER = 400;
  const tell = (target, name, detail) => target.dispatchEvent(new CustomEvent("htmx:" + name, { bubbles: true, detail }));

  function swap(form, markup, detail) {
    const box = document.createElement("template");
    box.innerHTML = markup;
    const fresh = box.content.firstElementChild;
    form.replaceWith(box.content);
    tell(fresh, "afterSettle", detail);
  }
  function elsewhere(answer) {
    const place = answer.getResponseHeader("HX-Location");
    return place ? JSON.parse(place).path : answer.getResponseHeader("HX-Redirect");
  }
  function read(form, detail) {
    const { xhr } = detail, next = elsewhere(xhr), place = xhr.getResponseHeader("HX-Retarget");
    detail.successful = xhr.status < 400;
    tell(form, "afterRequest", detail);
    if (next) {
      form.sending = true; // until the next page is here, another tap sends nothing
      form.classList.add("sent");
      location.assign(next);
    } else if (place) find(place).innerHTML = xhr.responseText;
    else if (detail.successful || xhr.status === 422 || xhr.status === 507) swap(form, xhr.responseText, detail);
    else tell(form, "responseError", detail);
  }
  function send(form, triggeringEvent) {
    const xhr = new XMLHttpRequest(), path = form.getAttribute("hx-post");
    const detail = { elt: form, xhr, requestConfig: { path, triggeringEvent } };
    const lost = () => { tell(form, "afterRequest", detail); tell(form, "sendError", detail); };
    xhr.open("POST", path);
    xhr.setRequestHeader("HX-Request", "true");
    xhr.timeout = GIVE_UP_AFTER;
    xhr.onload = () => read(form, detail);
    xhr.onerror = xhr.ontimeout = lost;
    xhr.upload.onprogress = ({ loaded, total }) => tell(form, "xhr:progress", { elt: form, loaded, total });
    tell(form, "beforeRequest", detail);
    xhr.send(new FormData(form));
  }
  // answers like this report, looked up beside it as it is filled in
  let soon, asked = 0;
  async function like() {
    const place = find("#similar[hx-get]"), turn = ++asked;
    if (!place) return;
    const told = new URLSearchParams(new FormData(find("#complaint-form")));
    for (const name of Array.from(told.keys())) if (!place.getAttribute("hx-include").includes("#" + name)) told.delete(name);
    const answer = await fetch(place.getAttribute("hx-get") + "?" + told, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.ok && turn === asked) swap(place, await answer.text(), {});
  }
  on("change", ({ target }) => {
    if (!target.form?.matches("#complaint-form")) return;
    clearTimeout(soon);
    soon = setTimeout(like, LIKE_AFTER);
  });
  on("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches("[hx-post]")) return;
    event.preventDefault();
    send(event.target, event);
  });
})();
