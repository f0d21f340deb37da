// SPDX-License-Identifier: GPL-3.0-or-later
// Language and light or dark, chosen in the page.

const languageNames = { en: "English", zh_CN: "中文" };

function setLanguage(code) {
  state.language = code;
  document.documentElement.lang = texts().locale;
  document.title = texts().title;
  tell("language");
}
function setTheme(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  drawSettings();
}

/** Buttons of which one is pressed. */
function segmented(name, choices, current, choose) {
  return el("div", { class: "segmented", role: "group", "aria-label": name },
    ...choices.map(([value, text]) => el("button", { type: "button", "aria-pressed": String(value === current), "data-value": value, onclick: () => choose(value) }, text)));
}

function drawSettings() {
  const box = document.getElementById("settings");
  const focused = document.activeElement?.dataset?.value;
  const theme = document.documentElement.dataset.theme ?? "system";
  show(box,
    segmented(tr("Language"), Object.entries(languageNames), state.language, setLanguage),
    segmented(tr("Colours"), [["system", tr("Automatic")], ["light", tr("Light")], ["dark", tr("Dark")]], theme, setTheme),
    el("button", { type: "button", class: "transport", id: "printbutton", "aria-label": tr("Print"), title: tr("Print"), onclick: () => print() }, icon("print")));
  if (focused) box.querySelector(`[data-value="${focused}"]`)?.focus();
}
