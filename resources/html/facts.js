// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs of decisions, checks and states: what the parties chose, proved and became.

const yesNo = (flag) => el("td", { class: "middle" }, flag ? icon("check") : el("span", { class: "muted" }, "–"), el("span", { class: "spoken" }, tr(flag ? "yes" : "no")));

function decisionBlock(decision, n) {
  const chosen = state.selection?.kind === "decision" && state.selection.n === n;
  return el("section", { class: `fact ${isPast(decision) ? "" : "future"} ${chosen ? "chosen" : ""}` },
    el("h3", {}, link(decision.what, () => select({ kind: "decision", n })), el("span", { class: "chip" }, sideName(decision.by)),
      decision.message === null ? null : messageLink(decision.message)),
    isPast(decision) ? [
      el("p", {}, el("strong", {}, decision.chosen || tr("nothing")), " · ", inline(reason(decision.rule)), " ", clauseLink(decision.clause)),
      el("table", {},
        headings(["Candidate", "offered", "supported", "usable", "Why"]),
        el("tbody", {}, ...decision.candidates.map(([name, offered, supported, usable, isChosen, why]) =>
          el("tr", { class: isChosen ? "chosen" : "" }, el("td", { class: "mono" }, name), yesNo(offered), yesNo(supported), yesNo(usable), el("td", {}, inline(why ? reason(why) : ""))))))]
      : el("p", { class: "muted" }, tr("not yet")));
}
function drawDecisions() {
  if (state.tab !== "decisions") return;
  show(document.getElementById("decisions"),
    el("div", { class: "head" }, el("h2", {}, tr("Decisions"))),
    ...(data.decisions.length > 0 ? data.decisions.map(decisionBlock) : [el("p", { class: "muted" }, tr("Nobody had a choice to make."))]));
}

function checkRow(check, n) {
  const chosen = state.selection?.kind === "check" && state.selection.n === n;
  const outcome = !isPast(check) ? el("span", { class: "muted" }, tr("not yet"))
    : el("span", { class: check.passed ? "passed" : "failure" }, icon(check.passed ? "check" : "cross"), tr(check.passed ? "passed" : "failed"));
  return el("tr", { class: `${isPast(check) ? "" : "future"} ${chosen ? "chosen" : ""}` },
    el("td", {}, sideName(check.by)),
    el("td", {}, link(check.name, () => select({ kind: "check", n }))),
    el("td", {}, check.message === null ? "" : messageLink(check.message)),
    el("td", {}, outcome),
    el("td", {}, clauseLink(check.clause)));
}
function drawChecks() {
  if (state.tab !== "checks") return;
  show(document.getElementById("checks"),
    el("div", { class: "head" }, el("h2", {}, tr("Checks"))),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": tr("Checks") }, el("table", {},
      headings(["By", "Check", "Message", "Outcome", "Clause"]),
      el("tbody", {}, ...data.checks.map(checkRow)))));
}

function stateColumn(side) {
  const changes = data.states.filter((change) => change.by === side);
  const current = stateAt(side, now());
  return el("div", {}, el("h3", {}, sideName(side)),
    el("ol", { class: "states" }, ...changes.map((change) =>
      el("li", { class: `${isPast(change) ? "" : "future"} ${change === current ? "current" : ""} ${change.state === "failed" ? "failed" : ""}`, "aria-current": change === current ? "true" : null },
        link(stateName(change.state), () => select({ kind: "state", n: change.n }), { class: "pillbutton" }),
        el("span", { class: "muted" }, change.on ? `${tr("on %1", change.on)} · ` : "", clauseLink(change.clause))))));
}
function drawStates() {
  if (state.tab !== "states") return;
  show(document.getElementById("states"),
    el("div", { class: "head" }, el("h2", {}, tr("States"))),
    el("div", { class: "columns" }, stateColumn(CLIENT), stateColumn(SERVER)));
}

for (const what of ["selection", "step", "tab", "language"]) {
  on(what, drawDecisions);
  on(what, drawChecks);
  on(what, drawStates);
}
