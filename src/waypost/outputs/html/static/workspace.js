// What a script adds. Every page works without it.
"use strict";

// A tab, a filter or a row of the timetable changes the content and leaves the rest where it is. The focus goes to
// what was chosen, so that the keyboard goes on from there and a screen reader says it.
let cameFrom = "";

document.addEventListener("htmx:afterSettle", () => {
  const place = cameFrom && document.querySelector(`${cameFrom} [aria-current]`);
  if (place instanceof HTMLElement) {
    place.focus({ preventScroll: true });
  }
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const from = event.target instanceof Element && event.target.closest(".tabs, .filters, .gantt");
  cameFrom = from ? `.${from.classList[0]}` : "";
});

// A form that was sent cannot be sent twice by a second press.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form instanceof HTMLFormElement && form.method === "post") {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
  }
});
