// Beside a list that fills while one looks on: nothing is asked for while nobody looks.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && !event.detail.requestConfig.triggeringEvent) event.preventDefault();
});
