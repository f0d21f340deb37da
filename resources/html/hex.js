// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of the selected message. A click on one selects the field that it belongs to.

const shownBytes = { message: null, cells: [], perRow: 0, at: 0 };
const mostBytes = 16384;

function drawHex() {
  const pane = document.getElementById("hex");
  const message = currentMessage();
  if (!message || state.tab !== "message") return;
  const perRow = pane.clientWidth > 460 ? 16 : 8;
  if (shownBytes.message !== message || shownBytes.perRow !== perRow) layHex(pane, message, perRow);
  markHex(message);
}

function layHex(pane, message, perRow) {
  const cells = [];
  const rows = [];
  const bytes = message.bytes.subarray(0, mostBytes);
  for (let at = 0; at < bytes.length; at += perRow) {
    const row = el("div", { class: "hexrow", role: "row" }, el("span", { class: "offset", role: "rowheader" }, at.toString(16).padStart(4, "0")));
    let text = "";
    for (let i = at; i < Math.min(at + perRow, bytes.length); ++i) {
      const cell = el("span", { class: i - at === perRow / 2 ? "byte half" : "byte", role: "gridcell", tabindex: -1, "data-at": i }, bytes[i].toString(16).padStart(2, "0"));
      cells.push(cell);
      row.append(cell);
      text += bytes[i] >= 0x20 && bytes[i] < 0x7f ? String.fromCharCode(bytes[i]) : "·";
    }
    row.append(el("span", { class: "ascii", "aria-hidden": "true" }, text));
    rows.push(row);
  }
  show(pane, ...rows);
  if (message.bytes.length > mostBytes) pane.append(el("p", { class: "muted" }, tr("The first %1 of %2 bytes.", numberText(mostBytes), numberText(message.bytes.length))));
  if (bytes.length === 0) pane.append(el("p", { class: "muted" }, tr("Nobody who made this recording could read its bytes.")));
  Object.assign(shownBytes, { message, cells, perRow, at: 0 });
}

function markHex(message) {
  const field = selectedField(message);
  const from = field ? field.offset : 0;
  const to = field ? field.offset + field.length : 0;
  const { perRow } = shownBytes;
  shownBytes.cells.forEach((cell, i) => {
    const chosen = i >= from && i < to;
    cell.classList.toggle("selected", chosen);
    // The outline of all of them together.
    cell.classList.toggle("above", chosen && i - perRow < from);
    cell.classList.toggle("below", chosen && i + perRow >= to);
    cell.classList.toggle("begin", chosen && (i === from || i % perRow === 0));
    cell.classList.toggle("end", chosen && (i === to - 1 || i % perRow === perRow - 1));
    cell.setAttribute("aria-selected", String(chosen));
  });
  if (field && !(shownBytes.at >= from && shownBytes.at < to)) shownBytes.at = from;
  shownBytes.cells.forEach((cell, i) => (cell.tabIndex = i === Math.min(shownBytes.at, shownBytes.cells.length - 1) ? 0 : -1));
  if (field && field.length > 0) shownBytes.cells[from]?.scrollIntoView({ block: "nearest" });
  document.getElementById("hex").setAttribute("aria-label", tr("Bytes of %1", message.label));
}

function selectByte(at) {
  const message = shownBytes.message;
  shownBytes.at = at;
  const field = leafAt(message, at);
  select(field.index === 0 ? { kind: "message", message: message.n } : { kind: "field", message: message.n, field: field.index });
}

function hexKey(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: shownBytes.perRow, ArrowUp: -shownBytes.perRow }[event.key];
  const last = shownBytes.cells.length - 1;
  if (last < 0 || (!step && event.key !== "Home" && event.key !== "End")) return;
  event.preventDefault();
  event.stopPropagation();
  const to = event.key === "Home" ? 0 : event.key === "End" ? last : Math.min(Math.max(shownBytes.at + step, 0), last);
  selectByte(to);
  shownBytes.cells[to].focus();
}

on("selection", drawHex);
on("step", drawHex);
on("tab", drawHex);
on("language", drawHex);
