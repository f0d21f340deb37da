// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs and the heading, which are words alone.

const tabs = [
  ["message", "Message"], ["keys", "Keys"], ["records", "Records"], ["decisions", "Decisions"], ["checks", "Checks"], ["states", "States"],
];

function drawTabs() {
  const list = document.getElementById("tabs");
  list.setAttribute("aria-label", tr("Inspector"));
  const hadFocus = list.contains(document.activeElement);
  show(list, ...tabs.map(([name, source]) => {
    const chosen = state.tab === name;
    return el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(chosen), "aria-controls": `panel-${name}`, tabindex: chosen ? 0 : -1, onclick: () => showTab(name) }, tr(source));
  }));
  if (hadFocus) document.getElementById(`tab-${state.tab}`).focus();
  for (const [name] of tabs) document.getElementById(`panel-${name}`).hidden = name !== state.tab;
}

function drawHeading() {
  const subtitle = [texts().subtitle, data.agreed[0]].filter(Boolean);
  show(document.getElementById("heading"),
    el("h1", {}, link(texts().title, () => select(null), { title: tr("About this connection") })),
    el("span", { class: "muted" }, subtitle[0] ?? ""));
}

on("tab", drawTabs);
on("language", drawTabs);
on("language", drawHeading);
