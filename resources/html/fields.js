// SPDX-License-Identifier: GPL-3.0-or-later
// The message tab: a message's fields, linked with its bytes, and what uses them.

const closedFields = new Map(); // by message: the paths that are closed

function closedOf(message) {
  if (!closedFields.has(message.n)) {
    // Lists of lists open when somebody wants them: a hello is long.
    const deep = message.fields.filter((field) => field.level >= 2 && field.children.length > 0 && message.fields.length > 60);
    closedFields.set(message.n, new Set(deep.map((field) => field.path)));
  }
  return closedFields.get(message.n);
}
function reveal(message, field) {
  const closed = closedOf(message);
  for (let at = message.fields[field.parent]; at; at = message.fields[at.parent]) closed.delete(at.path);
}

function drawFields(focus = false) {
  const message = currentMessage();
  const tree = document.getElementById("fields");
  if (!message) return show(tree);
  const selected = selectedField(message) ?? message.fields[0];
  if (selected) reveal(message, selected);
  const nodes = message.fields.map((field) => ({
    id: field.path, level: field.level, hasChildren: field.children.length > 0, selected: field === selected, field,
    cells: [
      el("span", { class: "fieldname" }, field.name),
      el("span", { class: "fieldvalue" }, fieldText(message, field)),
      el("span", { class: "fieldsize" }, numberText(field.length)),
    ],
  }));
  tree.setAttribute("aria-label", tr("Fields of %1", message.label));
  treeRows(tree, nodes, closedOf(message), (node, byKey) => {
    select(node.field.index === 0 ? { kind: "message", message: message.n } : { kind: "field", message: message.n, field: node.field.index });
    if (byKey) document.querySelector("#fields [aria-selected=true]")?.focus();
  });
  const row = tree.querySelector("[aria-selected=true]");
  if (focus) row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

/** The values of the key derivation that this field holds or goes into. */
function usesOf(message, field) {
  const found = [];
  const touches = ([n, path]) => n === message.n && (path === field.path || field.path.startsWith(`${path}.`) || field.path.startsWith(`${path}[`));
  data.keys.forEach((graph, g) =>
    graph.nodes.forEach((node, n) => {
      const holds = node.field && touches(node.field) && node.field[1] === field.path;
      const takes = node.ways.some(({ way }) => way.inputs.some((input) => (input.fields ?? []).some(touches)));
      if (holds || takes) found.push([holds ? "is" : "goes into", g, n, node.name]);
    }),
  );
  return found;
}

function drawLinkRow() {
  const row = document.getElementById("linkrow");
  const message = currentMessage();
  if (!message) return show(row);
  const field = selectedField(message) ?? message.fields[0];
  if (!field) return show(row);
  const hexNumber = (n) => `0x${n.toString(16).padStart(4, "0")}`;
  const uses = usesOf(message, field);
  show(row,
    el("strong", {}, field.name),
    el("span", { class: "mono muted" }, field.length > 0 ? `${hexNumber(field.offset)}–${hexNumber(field.offset + field.length - 1)}` : ""),
    el("span", { class: "muted" }, byteCount(field.length)),
    el("span", { class: "space" }),
    ...uses.slice(0, 6).map(([how, graph, node, name]) =>
      el("span", {}, el("span", { class: "muted" }, `${tr(how)} `), link(name, () => select({ kind: "key", graph, node }, "keys")))),
  );
}

function drawMessage() {
  if (state.tab !== "message") return;
  const message = currentMessage();
  const head = document.getElementById("messagehead");
  for (const id of ["messagebody", "linkrow"]) document.getElementById(id).hidden = !message;
  if (!message) return show(head, el("h2", {}, tr("Nothing has been sent yet")), el("p", { class: "muted" }, tr("Press → for the first message.")));
  const direction = message.from === CLIENT ? [CLIENT, SERVER] : [SERVER, CLIENT];
  show(head,
    el("h2", {}, `#${message.n + 1} ${message.label}`),
    el("span", { class: "chip" }, message.protocol),
    el("span", { class: "chip" }, `${sideName(direction[0])} → ${sideName(direction[1])}`),
    el("span", { class: "chip" }, tr(message.protection)),
    isPast(message) ? null : el("span", { class: "chip" }, tr("not yet sent")),
  );
  if (message.error) head.append(el("p", { class: "failure" }, tr("It cannot be decoded: %1", message.error[0])));
  drawFields();
  drawLinkRow();
}

on("selection", drawMessage);
on("step", drawMessage);
on("tab", drawMessage);
on("language", drawMessage);
