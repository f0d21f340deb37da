// SPDX-License-Identifier: GPL-3.0-or-later
// What the page knows (ui/export/htmldata.cpp wrote it), what has happened by now, and what is selected.

const data = JSON.parse(document.getElementById("data").textContent);
const CLIENT = 0;
const SERVER = 1;

const state = {
  step: 0, // index into data.stops
  selection: null, // {kind, ...}; null is the connection as a whole
  tab: "message",
  language: data.language,
};

/** Who wants to know: "step", "selection", "tab", "language". */
const listeners = { step: [], selection: [], tab: [], language: [] };
const on = (what, listener) => listeners[what].push(listener);
const tell = (what, ...details) => listeners[what].forEach((listener) => listener(...details));

const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const hex = (bytes, limit = Infinity) =>
  Array.from(bytes.subarray(0, limit), (b) => b.toString(16).padStart(2, "0")).join(" ") +
  (bytes.length > limit ? " …" : "");

const texts = () => data.texts[state.language];
/** @p source in the reader's language, with %1, %2, … replaced. */
function tr(source, ...values) {
  const text = texts().words?.[source] ?? source;
  return text.replace(/%([1-9])/g, (mark, n) => (n <= values.length ? String(values[n - 1]) : mark));
}
const numberText = (number) => number.toLocaleString(texts().locale);
const byteCount = (count) => (count === 1 ? tr("1 byte") : tr("%1 bytes", numberText(count)));
const sideName = (side) => tr(side === CLIENT ? "Client" : "Server");
const reason = (key) => texts().reasons?.[key] ?? key;
const stateName = (name) => texts().states?.[name] ?? name;

const messages = new Map(data.messages.map((message) => [message.n, message]));
const records = new Map(data.records.map((record) => [record.n, record]));
const stateChanges = new Map(data.states.map((change) => [change.n, change]));

for (const record of records.values()) {
  record.wire = bytesOf(record.wire);
  const header = record.parts.length > 0 && record.version === "0x0002" ? 2 : 5;
  record.plain = record.plain === undefined ? record.wire.subarray(header) : bytesOf(record.plain);
}

/** Its bytes lie in the records that carried it, unless the page could not find them there. */
function bytesOfMessage(message) {
  if (message.spans === undefined) return bytesOf(message.bytes);
  const parts = message.spans.map(([record, offset, length]) =>
    Array.from(records.get(record).plain.subarray(offset, offset + length)),
  );
  return Uint8Array.from(parts.flat());
}

for (const message of messages.values()) {
  message.bytes = bytesOfMessage(message);
  message.fields = message.fields.map(([name, parent, offset, length, value, explain], index) => ({
    index, name, parent, offset, length, value, explain, children: [], level: 0, path: name,
  }));
  for (const field of message.fields) {
    const parent = message.fields[field.parent];
    if (!parent) continue;
    parent.children.push(field.index);
    field.level = parent.level + 1;
    field.path = parent.path + (field.name.startsWith("[") ? "" : ".") + field.name;
  }
}

const fieldAt = (message, path) => messages.get(message)?.fields.find((field) => field.path === path);
const fieldBytes = (message, field) => message.bytes.subarray(field.offset, field.offset + field.length);
/** The deepest field that holds the byte. */
function leafAt(message, offset) {
  let found = message.fields[0];
  for (const field of message.fields)
    if (field.offset <= offset && offset < field.offset + field.length && field.level >= found.level) found = field;
  return found;
}
function fieldText(message, field) {
  if (field.value) return field.value;
  return field.children.length === 0 ? hex(fieldBytes(message, field), 8) : "";
}

for (const graph of data.keys)
  for (const node of graph.nodes) {
    for (const side of ["client", "server"])
      if (node[side]?.value !== undefined) node[side].value = bytesOf(node[side].value);
    if (node.equal === true && node.client?.value) node.server.value = node.client.value;
    node.at = Math.min(node.client?.at ?? Infinity, node.server?.at ?? Infinity);
  }

const now = () => data.stops[state.step];
const isPast = (thing) => thing.at <= now();
const lastSent = () => data.messages.filter(isPast).at(-1);
/** The properties of the connection at a position: [achievement, reason, message]... */
const propertiesAt = (at) => data.properties.filter(([since]) => since <= at).at(-1)[1];
const stateAt = (side, at) => data.states.filter((change) => change.by === side && change.at <= at).at(-1);

function select(selection, tab) {
  state.selection = selection;
  if (tab) showTab(tab);
  tell("selection");
}
function showTab(tab) {
  if (state.tab === tab) return;
  state.tab = tab;
  tell("tab");
}
/** The message that is looked at: the selected one, or the last of those that were. */
let lookedAt = null;
function currentMessage() {
  const selected = state.selection?.message;
  if (selected !== undefined && messages.has(selected)) lookedAt = messages.get(selected);
  return lookedAt;
}
const selectedField = (message) =>
  state.selection?.kind === "field" && state.selection.message === message.n
    ? message.fields[state.selection.field]
    : null;

/** "#4 server_key_exchange, server to client, clear, 788 bytes, sent" */
function describe(message) {
  return tr(
    "#%1 %2, %3, %4, %5, %6",
    message.n + 1,
    message.label,
    tr(message.from === CLIENT ? "client to server" : "server to client"),
    tr(message.protection),
    byteCount(message.size),
    tr(isPast(message) ? "sent" : "not yet sent"),
  );
}
