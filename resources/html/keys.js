// SPDX-License-Identifier: GPL-3.0-or-later
// The keys tab: every value on the way to the keys, in the order in which one is made of the other, and one of them
// open as a card (keycard.js). Up to TLS 1.2 rows, the key block and what follows it; in TLS 1.3 a ladder.

let openGraph = 0;

function openNode(graph) {
  const selected = state.selection;
  if (selected?.kind === "key" && selected.graph === openGraph) return selected.node;
  return graph.main;
}

/** Where it comes from, in a few words. */
function provenance(graph, node) {
  if (node.field) return tr("from #%1", node.field[0] + 1);
  if (node.sources.length > 0) return tr("from %1", node.sources.slice(0, 3).map((n) => graph.nodes[n].name).join(", "));
  return node.operation;
}
function shownValue(node) {
  if (node.at > now()) return tr("not yet");
  const party = node.client && node.client.at <= now() ? node.client : node.server;
  if (party?.withheld) return tr("withheld");
  return party?.value ? hex(party.value, 8) : "";
}

function nodeButton(graph, n, kind = "") {
  const node = graph.nodes[n];
  const chosen = openNode(graph) === n;
  const made = node.at <= now();
  return el("button", {
    type: "button", class: `node ${kind} ${node.secret ? "secret" : ""} ${made ? "" : "future"} ${chosen ? "open" : ""}`,
    "aria-expanded": String(chosen), onclick: () => select({ kind: "key", graph: openGraph, node: n }), "data-node": n,
  },
  el("span", { class: "nodename" }, breakable(node.name), el("span", { class: "nodesize" }, ` ${numberText(node.size)} B`)),
  kind === "slice" ? null : el("span", { class: "nodefrom" }, provenance(graph, node)),
  el("span", { class: "nodevalue" }, shownValue(node)));
}

const operationName = (node) => (node.label ? `${node.operation} · "${node.label}"` : node.operation);
/** A row of values, between it and the one above how they are made, and below it the open card. */
function keyRow(graph, nodes, pill) {
  const shown = nodes.filter((n) => n >= 0);
  if (shown.length === 0) return [];
  const operations = [...new Set(shown.map((n) => graph.nodes[n]).filter((node) => node.sources.length > 0).map(operationName))];
  const open = openNode(graph);
  return [
    pill && operations.length > 0 ? el("div", { class: "pills" }, ...operations.slice(0, 3).map((text) => el("span", { class: "pill" }, text))) : null,
    el("div", { class: "nodes" }, ...shown.map((n) => nodeButton(graph, n))),
    shown.includes(open) ? keyCard(graph, open) : null,
  ];
}

/** The slices of the key block, to scale. */
function blockRow(graph) {
  if (graph.block < 0) return [];
  const slices = el("div", { class: "slices" }, ...graph.slices.map((n) => {
    const button = nodeButton(graph, n, "slice");
    button.style.flexGrow = Math.max(graph.nodes[n].size, 8);
    return button;
  }), ...graph.unused.map((name) => el("div", { class: "node slice unused" }, el("span", { class: "nodename" }, breakable(name)), el("span", { class: "nodefrom" }, tr("0 B: this suite has no use for it")))));
  const open = openNode(graph);
  return [...keyRow(graph, [graph.block], true), slices, graph.slices.includes(open) ? keyCard(graph, open) : null];
}

function ladderRows(graph) {
  const titles = [tr("Early secret"), tr("Handshake secret"), tr("Master secret")];
  return graph.ladder.flatMap((rung, i) => [
    el("h3", {}, titles[i] ?? ""),
    ...keyRow(graph, rung.shares, false),
    rung.input < 0 ? el("p", { class: "muted" }, tr("The input is %1 bytes of zeros.", rung.size)) : null,
    ...keyRow(graph, rung.shares.includes(rung.input) ? [] : [rung.input], true),
    ...keyRow(graph, [rung.secret], true),
    ...rung.groups.flatMap(([hash, branches]) => [
      ...keyRow(graph, [hash], false),
      ...branches.flatMap(([secret, leaves]) => [el("div", { class: "branch" }, ...keyRow(graph, [secret], false), el("div", { class: "leaves" }, ...keyRow(graph, leaves, true)))]),
    ]),
    ...keyRow(graph, [rung.derived], true),
  ]);
}

/** Those that have no place in rows or ladder, so that nothing that was made is missing. */
function otherRows(graph, placed) {
  const others = graph.nodes.map((_, n) => n).filter((n) => !placed.has(n));
  return others.length === 0 ? [] : [el("h3", {}, tr("Other values")), ...keyRow(graph, others, false)];
}
function placedIn(graph) {
  const all = [...graph.rows.flat(), graph.block, ...graph.slices, ...graph.lanes.flat()];
  for (const rung of graph.ladder) {
    all.push(...rung.shares, rung.input, rung.secret, rung.derived);
    for (const [hash, branches] of rung.groups) all.push(hash, ...branches.flatMap(([secret, leaves]) => [secret, ...leaves]));
  }
  return new Set(all);
}

function handshakeChoice() {
  if (data.keys.length < 2) return null;
  const choice = el("select", { "aria-label": tr("Handshake"), onchange: () => { openGraph = choice.selectedIndex; select(null); } },
    ...data.keys.map((_, i) => el("option", { selected: i === openGraph }, tr("Handshake %1", i + 1))));
  return choice;
}

function drawKeys() {
  if (state.selection?.kind === "key") openGraph = state.selection.graph;
  const pane = document.getElementById("keys");
  if (state.tab !== "keys") return;
  const focused = document.activeElement?.dataset?.node;
  const graph = data.keys[openGraph];
  const empty = !graph || graph.nodes.length === 0;
  show(pane,
    el("div", { class: "head" }, el("h2", {}, tr("Key derivation")), handshakeChoice(),
      data.secrets ? el("span", { class: "chip" }, tr("with secrets")) : el("span", { class: "chip" }, tr("secrets withheld"))),
    ...(empty ? [el("p", { class: "muted" }, tr("No key came of this connection."))] : [
      ...graph.rows.flatMap((row) => keyRow(graph, row, true)),
      ...blockRow(graph),
      ...graph.lanes.flatMap((lane) => keyRow(graph, lane, true)),
      ...ladderRows(graph),
      ...otherRows(graph, placedIn(graph)),
    ]),
  );
  if (focused !== undefined) pane.querySelector(`[data-node="${focused}"]`)?.focus();
  if (state.selection?.kind === "key") pane.querySelector(".card")?.scrollIntoView({ block: "nearest" });
}

on("selection", drawKeys);
on("step", drawKeys);
on("tab", drawKeys);
on("language", drawKeys);
