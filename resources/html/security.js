// SPDX-License-Identifier: GPL-3.0-or-later
// The strip at the bottom: what has been achieved by now, each property with its mark, its name and a word.

const propertyNames = ["Confidentiality", "Integrity", "Server authentication", "Client authentication", "Forward secrecy"];
const shortNames = ["Confidentiality", "Integrity", "Server auth", "Client auth", "Forward secrecy"];
const achievementWords = ["not yet", "pending", "established", "failed", "none", "weak"];
const achievementClasses = ["notyet", "pending", "established", "failed", "never", "weak"];

function drawStrip() {
  const strip = document.getElementById("strip");
  const focused = [...strip.querySelectorAll("button")].indexOf(document.activeElement);
  const buttons = propertiesAt(now()).map(([achievement], n) =>
    el("button", { type: "button", class: `property ${achievementClasses[achievement]}`, onclick: () => select({ kind: "property", n }) },
      achievementMark(achievement), el("span", {}, tr(shortNames[n])), el("span", { class: "muted" }, tr(achievementWords[achievement]))));
  show(strip, ...buttons, el("span", { class: "suite mono" }, data.suite));
  if (focused >= 0) buttons[focused]?.focus();
}

on("step", drawStrip);
on("language", drawStrip);
