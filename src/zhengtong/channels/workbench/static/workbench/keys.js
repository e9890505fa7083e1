/* Keys of a list of the desk; everything they do has its link or button. Keys of a single page are page.js's. */
(function () {
  "use strict";
  function rows() { return Array.from(document.querySelectorAll("[data-rows] [data-row]")); }
  function here() { return document.activeElement && document.activeElement.closest("[data-row]"); }
  function press(row, what) { var hit = row && row.querySelector('[data-do="' + what + '"]'); if (hit) hit.click(); }
  function go(step) {
    var all = rows(), at = all.indexOf(here()), to = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step))];
    if (to) { to.querySelector("[data-open]").focus(); to.scrollIntoView({ block: "nearest" }); }
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    var typing = /^(TEXTAREA|SELECT)$/.test(event.target.tagName) || (event.target.tagName === "INPUT" && event.target.type !== "checkbox");
    if (typing) return;
    if (event.key === "?") {
      var help = document.querySelector("[data-keys]");
      if (help) { event.preventDefault(); help.open = !help.open; if (help.open) { help.scrollIntoView({ block: "nearest" }); help.querySelector("summary").focus(); } }
      return;
    }
    if (!rows().length) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "x") { var box = here() && here().querySelector('[type="checkbox"]'); if (box) { box.checked = !box.checked; } }
    else if (event.key === "c") press(here(), "claim");
    else if (event.key === "w") press(here(), "watch");
    else if (event.key === "b") { var many = document.querySelector('[data-do="several"]'); if (many) many.click(); }
    else if (event.key === "/") { var seek = document.querySelector("[data-seek]"); if (seek) seek.focus(); else return; }
    else return;
    event.preventDefault();
  });
})();
