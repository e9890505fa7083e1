/* Comfort only: every page works without this file. */
(function () {
  "use strict";
  /* After a refusal or an error summary arrives, reading goes on there. */
  function attend(root) {
    var told = root.querySelector("[data-focus]");
    if (told) told.focus();
  }
  document.addEventListener("DOMContentLoaded", function () { attend(document); inSight(); });
  /* Where a row of links is wider than the window, the one that is open is in sight. */
  function inSight() {
    document.querySelectorAll(".places [aria-current], .tabs [aria-current]").forEach(function (one) {
      var row = one.parentNode, over = one.offsetLeft + one.offsetWidth - row.offsetLeft - row.clientWidth;
      if (over > 0) row.scrollLeft = over + 24;
    });
  }
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.target.id === "told") { event.target.tabIndex = -1; event.target.focus(); }
    attend(event.target);
  });

  /* Menus close when one clicks elsewhere or presses Escape. */
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
    var printing = event.target.closest("[data-print]");
    if (printing) window.print();
    var copying = event.target.closest("[data-copy]");
    if (copying) {
      var field = document.querySelector(copying.dataset.copy), word = copying.querySelector("span") || copying;
      var done = function () { word.textContent = copying.dataset.copied; };
      field.select();
      if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(done, function () { if (document.execCommand("copy")) done(); });
      else if (document.execCommand("copy")) done();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach(function (menu) { menu.open = false; menu.querySelector("summary").focus(); });
      var list = document.getElementById("suggestions");
      if (list) list.replaceChildren();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    /* Keys of the workbench: data-key="j" on the link or button it presses. */
    var hit = /^[a-z]$/.test(event.key) && document.querySelector('[data-key="' + event.key + '"]');
    if (hit) { event.preventDefault(); hit.focus(); if (hit.matches("a,button,summary")) hit.click(); }
  });

  /* Suggestions: arrow keys walk from the question into the list and back. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var box = event.target.closest("[data-suggest]");
    if (!box) return;
    var stops = [box.querySelector("input")].concat(Array.from(box.querySelectorAll("#suggestions a")));
    var at = stops.indexOf(document.activeElement);
    var to = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (to) { event.preventDefault(); to.focus(); }
  });

  /* Uploads: size is checked before sending, a picture is shown, the way is shown while sending. */
  document.addEventListener("change", function (event) {
    var input = event.target;
    if (input.type !== "file" || !input.files.length) return;
    var box = input.closest(".upload"), file = input.files[0], most = Number(input.dataset.most || 0);
    if (!box) return;
    var told = box.querySelector("[data-told]"), preview = box.querySelector("[data-preview]");
    if (told) { told.hidden = !(most && file.size > most); if (!told.hidden) { input.value = ""; input.focus(); return; } }
    if (preview) { preview.hidden = !/^image\//.test(file.type); if (!preview.hidden) preview.src = URL.createObjectURL(file); }
    if (input.dataset.atOnce !== undefined) input.form.requestSubmit();
  });
  document.addEventListener("htmx:xhr:progress", function (event) {
    var bar = event.target.querySelector && event.target.querySelector("progress");
    if (bar && event.detail.lengthComputable) { bar.hidden = false; bar.max = event.detail.total; bar.value = event.detail.loaded; }
  });

  /* Questions that come and go with an answer: never under the hands of somebody who has typed on since that answer was sent.
     Nothing is swapped then; what was typed since is sent next, and brings the questions again. */
  function told(form) { return new URLSearchParams(new FormData(form)).toString(); }
  document.addEventListener("htmx:beforeRequest", function (event) {
    var form = event.target.closest && event.target.closest("form[data-keeps]");
    if (form) form.sent = told(form);
  });
  document.addEventListener("htmx:oobBeforeSwap", function (event) {
    var form = event.detail.target.closest("form[data-keeps]");
    if (form && form.sent !== undefined && form.sent !== told(form)) event.detail.shouldSwap = false;
  });

  /* Leaving with words not yet saved asks first. */
  var changed = false;
  document.addEventListener("input", function (event) { if (event.target.closest("form[data-keeps]")) changed = true; });
  document.addEventListener("htmx:afterRequest", function (event) { if (event.detail.successful && event.target.closest && event.target.closest("form[data-keeps]")) changed = false; });
  document.addEventListener("submit", function (event) {
    changed = false;
    var form = event.target, key = form.querySelector("[data-once]");
    if (key) { if (form.dataset.sent) { event.preventDefault(); return; } form.dataset.sent = "1"; setTimeout(function () { delete form.dataset.sent; }, 8000); }
  });
  window.addEventListener("beforeunload", function (event) { if (changed) event.preventDefault(); });
})();
