// SPDX-License-Identifier: GPL-3.0-or-later
// One value of the key derivation in full: formula, inputs with where they come from, what each party has, and the
// blocks in between.

const isWithheld = (thing) => thing !== null && typeof thing === "object" && thing.withheld === true;
const withheldWhy = () =>
  tr("Withheld: this page was made without secrets, so that it can be given to anybody. Export it with secrets to see the value.");

function inputItem(graph, input) {
  const from = [];
  if (input.node !== undefined) from.push(link(graph.nodes[input.node].name, () => select({ kind: "key", graph: openGraph, node: input.node })));
  for (const [message, path] of input.fields ?? []) from.push(fieldLink(message, path));
  if (input.messages) {
    const [first, last] = input.messages;
    from.push(first === last ? messageLink(first) : el("span", {}, messageLink(first), " … ", messageLink(last)));
  }
  if (input.value !== undefined) from.push(el("code", {}, hex(bytesOf(input.value), 32)));
  if (input.withheld) from.push(el("span", { class: "muted" }, tr("withheld")));
  if (from.length === 0) from.push(el("code", {}, input.name));
  return el("li", {}, el("span", { class: "role" }, input.role), ...from.flatMap((node, i) => (i > 0 ? [" + ", node] : [node])));
}

function wayBlock(graph, { by, way }) {
  const heading = by === 2 ? tr("Formula") : tr("Formula of the %1", sideName(by));
  return [
    el("dt", {}, heading),
    el("dd", {}, el("code", { class: "formula" }, isWithheld(way.formula) ? tr("withheld") : way.formula || way.operation)),
    way.inputs.length > 0 ? el("dt", {}, tr("Inputs")) : null,
    way.inputs.length > 0 ? el("dd", {}, el("ul", { class: "inputs" }, ...way.inputs.map((input) => inputItem(graph, input)))) : null,
  ];
}

/** Bytes in a row where two columns stand side by side. */
const cardRow = () => (matchMedia("(min-width: 1500px)").matches ? 16 : 8);

function partyValue(title, party) {
  const body = !party ? el("p", { class: "muted" }, tr("never has it"))
    : party.at > now() ? el("p", { class: "muted" }, tr("not yet"))
    : party.withheld ? el("p", { class: "muted" }, tr("withheld"))
    : hexBlock(party.value, cardRow());
  return el("div", { class: "party" }, el("h4", {}, title), body);
}

/** Whether both have the same: told from the values, not from what was meant. */
function equalMark(node) {
  const both = node.client && node.server && node.client.at <= now() && node.server.at <= now();
  if (!both || node.equal === null) return null;
  const text = node.equal ? tr("equal") : tr("different");
  return el("div", { class: node.equal ? "ring equal" : "ring unequal", role: "img", "aria-label": text, title: text }, node.equal ? "=" : "≠");
}

function blocks(node) {
  if (!node.blocks || node.at > now()) return null;
  const join = { xor: tr("Both lanes, XORed, are the value."), concat: tr("Both lanes, one after the other, are the value.") }[node.blocks.join];
  return el("details", { class: "blocks" },
    el("summary", {}, tr("Block by block")),
    ...node.blocks.lanes.map(([name, steps]) =>
      el("div", {}, el("h4", {}, name), ...steps.map(([step, formula, value]) =>
        el("div", { class: "step" }, el("strong", {}, step),
          el("code", { class: "formula" }, isWithheld(formula) ? tr("withheld") : formula),
          value === null ? el("span", { class: "muted" }, tr("withheld")) : hexBlock(bytesOf(value), 16))))),
    join ? el("p", { class: "muted" }, join) : null);
}

function keyCard(graph, n) {
  const node = graph.nodes[n];
  const withheld = [node.client, node.server].some((party) => party?.withheld && party.at <= now());
  const own = (side) => node.ways.some(({ by }) => by === side || by === 2);
  const title = (side, computes, receives) => (own(side) ? computes : receives);
  return el("section", { class: "card", "aria-label": node.name },
    el("header", {}, el("h3", {}, node.name), el("span", { class: "mono" }, `${numberText(node.size)} B`)),
    el("dl", {}, ...node.ways.flatMap((way) => wayBlock(graph, way)),
      ...(node.field ? [el("dt", {}, tr("On the wire")), el("dd", {}, fieldLink(...node.field))] : []),
      ...(node.carrier >= 0 ? [el("dt", {}, tr("Sent as")), el("dd", {}, link(graph.nodes[node.carrier].name, () => select({ kind: "key", graph: openGraph, node: node.carrier })))] : [])),
    el("div", { class: "values" },
      partyValue(title(CLIENT, tr("Client computes"), tr("Client receives")), node.client),
      equalMark(node) ?? el("div", { class: "ring none" }),
      partyValue(title(SERVER, tr("Server computes"), tr("Server receives")), node.server)),
    withheld ? el("p", { class: "withheld" }, withheldWhy()) : null,
    blocks(node));
}
