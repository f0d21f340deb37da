// SPDX-License-Identifier: GPL-3.0-or-later
// The explanation of what is selected: what it is, why it is there, and what would go wrong without it.

const explanation = (n) => texts().explanations[n];

/** The text of a field, or of the nearest around it that has one. */
function fieldExplanation(message, field) {
  for (let at = field; at; at = message.fields[at.parent]) if (at.explain >= 0) return explanation(at.explain);
  return explanation(message.explain);
}

/** {title, parts: [heading, nodes]..., clauses, terms} */
function explained() {
  const selection = state.selection ?? { kind: "connection" };
  const plain = (found, name, extra = {}) => fromText(found, name, extra);
  switch (selection.kind) {
    case "message":
      return plain(explanation(messages.get(selection.message).explain), messages.get(selection.message).label);
    case "field": {
      const message = messages.get(selection.message);
      return plain(fieldExplanation(message, message.fields[selection.field]), message.fields[selection.field].name);
    }
    case "key": {
      const node = data.keys[selection.graph].nodes[selection.node];
      return plain(explanation(node.explain), node.name);
    }
    case "record": {
      const record = records.get(selection.n);
      return record ? plain(explanation(record.explain), recordName(record)) : explainedConnection();
    }
    case "check":
      return explainedCheck(data.checks[selection.n]);
    case "decision": {
      const decision = data.decisions[selection.n];
      return plain(explanation(decision.explain), decision.what, { why: inline(reason(decision.rule)), clause: decision.clause });
    }
    case "omission": {
      const omission = data.omissions[selection.n];
      const text = fromText(explanation(omission.explain), omission.name, { clause: omission.clause });
      return { ...text, title: tr("%1 is not sent", omission.name), parts: [[tr("Why"), [el("p", {}, inline(reason(omission.reason)))]], ...text.parts.slice(0, 1)] };
    }
    case "state": {
      const change = stateChanges.get(selection.n);
      const told = tr(change.by === CLIENT ? "The client is now in this state." : "The server is now in this state.");
      return { title: stateName(change.state), parts: [[tr("What"), [el("p", {}, told)]], [tr("Why"), [el("p", {}, change.on ? tr("Because of %1.", change.on) : "")]]], clauses: [change.clause], terms: [] };
    }
    case "property": {
      const [achievement, why, proof] = propertiesAt(now())[selection.n];
      const evidence = proof === null ? [] : [el("p", {}, messageLink(proof))];
      return { title: `${tr(propertyNames[selection.n])}: ${tr(achievementWords[achievement])}`, parts: [[tr("Why"), [el("p", {}, inline(reason(why))), ...evidence]]], clauses: [], terms: [] };
    }
    default:
      return explainedConnection();
  }
}

function fromText(found, name, { why = null, clause = null } = {}) {
  const [title, what, because, missing, clauses, terms] = found ?? [name, "", "", "", [], []];
  const parts = [[tr("What"), paragraphs(what)], [tr("Why"), paragraphs(because)], [tr("If it were missing"), paragraphs(missing)]];
  if (why) parts[1][1].push(el("p", {}, why));
  const all = clause?.[0] && !clauses.some(([text]) => text.replace("§", "") === clause[0].replace(/^RFC /, "")) ? [clause, ...clauses] : clauses;
  return { title: title || name, parts: parts.filter(([, body]) => body.length > 0), clauses: all, terms };
}

function explainedCheck(check) {
  const text = fromText(explanation(check.explain), check.name, { clause: check.clause });
  if (!isPast(check)) return text;
  const told = [el("p", {}, el("strong", { class: check.passed ? "" : "failure" }, tr(check.passed ? "Passed" : "Failed")), ` · ${sideName(check.by)}`)];
  const value = (words) => (isWithheld(words) ? tr("withheld") : words);
  if (!check.passed && (check.expected || check.actual))
    told.push(el("p", {}, tr("Expected:"), " ", el("code", {}, value(check.expected))), el("p", {}, tr("Found:"), " ", el("code", {}, value(check.actual))));
  if (text.parts.length === 0) text.parts.push([tr("What"), []]);
  text.parts[0][1].push(...told);
  return text;
}

function explainedConnection() {
  const parts = [];
  if (texts().description) parts.push([tr("What"), [el("p", {}, texts().description)]]);
  parts.push([tr("Agreed on"), [el("p", {}, data.agreed.length > 0 ? data.agreed.join(" · ") : tr("nothing"))]]);
  if (data.notices.length > 0) parts.push([tr("Notices"), data.notices.map((notice) => el("p", {}, notice))]);
  return { title: texts().title, parts, clauses: [], terms: [] };
}

function drawExplanation() {
  const { title, parts, clauses, terms } = explained();
  const definition = el("div", { class: "definition", "aria-live": "polite" });
  const define = (term) => show(definition, el("strong", {}, term), ...paragraphs(texts().terms[term]));
  show(document.getElementById("explanation"),
    el("h2", {}, title),
    el("div", { class: "three" }, ...parts.map(([heading, body]) => el("div", {}, el("h3", {}, heading), ...body))),
    el("div", { class: "sources" },
      clauses.length > 0 ? el("span", { class: "tag" }, "RFC") : null,
      ...clauses.map((clause) => clauseLink([clause[0].replace(/^RFC /, ""), clause[1]])),
      el("span", { class: "space" }),
      terms.length > 0 ? el("span", { class: "tag" }, tr("Terms")) : null,
      ...terms.map((term) => (texts().terms[term] ? link(term, () => define(term)) : el("span", {}, term)))),
    definition,
  );
}

for (const what of ["selection", "step", "language"]) on(what, drawExplanation);
