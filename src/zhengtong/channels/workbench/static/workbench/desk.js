/* Comfort only: the desk works without this file. */
(function () {
  "use strict";
  /* A file opens beside what it proves, where there is room. */
  document.addEventListener("click", function (event) {
    var work = document.querySelector(".work"), panel = document.querySelector("[data-preview]");
    if (!work || !panel) return;
    var link = event.target.closest("a[data-beside]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && matchMedia("(min-width: 70.01rem)").matches) {
      event.preventDefault();
      panel.querySelector("iframe").src = link.href + "#navpanes=0&view=FitH";
      panel.querySelector("[data-name]").textContent = link.textContent.trim();
      document.querySelectorAll("a[data-beside][aria-current]").forEach(function (one) { one.removeAttribute("aria-current"); });
      link.setAttribute("aria-current", "true");
      panel.hidden = false;
      work.classList.add("reading");
    } else if (event.target.closest("[data-close]")) {
      var last = document.querySelector("a[data-beside][aria-current]");
      panel.hidden = true;
      panel.querySelector("iframe").removeAttribute("src");
      work.classList.remove("reading");
      if (last) { last.removeAttribute("aria-current"); last.focus(); }
    }
  });

  /* An act that opens leads into its first field. */
  document.addEventListener("click", function (event) {
    var summary = event.target.closest(".decide > details > summary");
    if (!summary || summary.parentNode.open) return;
    setTimeout(function () {
      var form = summary.parentNode.querySelector("form");
      var boxes = form.id === "ask" ? Array.from(document.querySelectorAll('input[form="ask"]')) : [];
      var first = boxes.find(function (one) { return one.type === "checkbox" && !one.checked && !one.closest("details:not([open])"); });
      (first || form.querySelector("textarea, select, input:not([type=hidden])") || form.querySelector("button")).focus();
    }, 0);
  });

  /* How many points are ticked. */
  function count() {
    var told = document.querySelectorAll("[data-chosen]"), n = document.querySelectorAll('input[form="ask"][name="at"]:checked').length;
    told.forEach(function (one) { one.textContent = n ? one.dataset.chosen.replace("#", n) : ""; });
  }
  document.addEventListener("change", function (event) {
    if (event.target.name === "at") {
      count();
      var words = event.target.checked && event.target.closest(".line").querySelector(".what");
      if (words) words.focus();
    }
    /* An article of the item is taken over into the field, where it can be written on. */
    var to = event.target.dataset.fills && document.getElementById(event.target.dataset.fills);
    if (to && event.target.value) { to.value = event.target.value; to.focus(); }
  });
  document.addEventListener("DOMContentLoaded", count);
})();
