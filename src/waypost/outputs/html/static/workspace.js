// What a script adds. Every page works without it.
"use strict";

// A filter or a row of the timetable changes the content and leaves the reader where they are; the focus stays on
// the link that was followed, which has the same id in what comes back.
document.addEventListener("htmx:afterSettle", (event) => {
  const heading = document.querySelector("main h1");
  if (heading && document.title && event.detail && event.detail.boosted) {
    heading.setAttribute("tabindex", "-1");
  }
});

// A list that opens and stands alone in a line form sends the form when something else is chosen.
document.addEventListener("change", (event) => {
  const field = event.target;
  if (field instanceof HTMLSelectElement && field.form && field.form.dataset.sends === "change") {
    field.form.requestSubmit();
  }
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
