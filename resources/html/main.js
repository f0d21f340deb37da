// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the page together and shows its first moment.

function panel(name, ...children) {
  return el("div", { id: `panel-${name}`, class: "panel", role: "tabpanel", "aria-labelledby": `tab-${name}`, hidden: name !== state.tab }, ...children);
}

function buildPage() {
  const messagePanel = panel("message",
    el("div", { id: "messagehead", class: "head" }),
    el("div", { id: "messagebody", class: "fieldsandbytes" },
      el("div", { id: "fields", role: "tree" }),
      el("div", { id: "hex", role: "grid", "aria-readonly": "true" })),
    el("div", { id: "linkrow" }));
  const sections = ["keys", "records", "decisions", "checks", "states"].map((name) => panel(name, el("div", { id: name })));
  document.getElementById("page").append(
    el("header", { id: "top" }, el("div", { id: "heading" }), el("div", { id: "views" }), el("div", { id: "settings" })),
    el("main", {},
      el("section", { id: "left" }, el("div", { id: "diagram" }), el("div", { id: "list", hidden: true, tabindex: -1 }), el("ul", { id: "legend" })),
      el("section", { id: "right" },
        el("div", { id: "tabs", role: "tablist" }), el("div", { id: "panels" }, messagePanel, ...sections),
        el("section", { id: "explanation", tabindex: 0 }))),
    el("footer", {}, buildTransport(), el("div", { id: "strip", role: "group" })));
}

/** The diagram, or the same as a table. */
let shownView = "diagram";
function setView(view) {
  shownView = view;
  document.getElementById("diagram").hidden = view !== "diagram";
  document.getElementById("legend").hidden = view !== "diagram";
  document.getElementById("list").hidden = view !== "list";
  drawViews();
  drawList();
}
function drawViews() {
  const views = document.getElementById("views");
  const focused = document.activeElement?.dataset?.value;
  show(views, segmented(tr("View"), [["diagram", tr("Diagram")], ["list", tr("List")]], shownView, setView));
  if (focused) views.querySelector(`[data-value="${focused}"]`)?.focus();
  document.getElementById("explanation").setAttribute("aria-label", tr("Explanation"));
  document.getElementById("strip").setAttribute("aria-label", tr("What has been achieved"));
}

buildPage();
on("language", drawViews);
on("language", drawSettings);
roving(document.getElementById("tabs"), "[role=tab]");
document.getElementById("hex").addEventListener("click", (event) => {
  const at = event.target.dataset.at;
  if (at !== undefined) selectByte(Number(at));
});
document.getElementById("hex").addEventListener("keydown", hexKey);
document.addEventListener("keydown", finishMotion, true);
document.addEventListener("keydown", globalKey);
let resizing = null;
addEventListener("resize", () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => {
    drawDiagram();
    drawHex();
  });
});
setLanguage(state.language);
goTo(0);
