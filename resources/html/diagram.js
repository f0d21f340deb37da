// SPDX-License-Identifier: GPL-3.0-or-later
// The sequence of messages, drawn as the window draws it. Rows keep their places; a step changes classes alone.

const drawing = { root: null, rows: [], frame: null, overlay: null, tints: null };
const MIDDLE = () => (drawing.frame.client + drawing.frame.server) / 2;

function frameFor(width) {
  const frames = data.diagram.frames[state.language];
  const [total, client, server, bracket, sizes] = frames[width >= 480 ? 0 : 1];
  return { total, client, server, bracket, sizes, narrow: width < 480 };
}
const lifeline = (side) => (side === CLIENT ? drawing.frame.client : drawing.frame.server);

const label = (x, y, text, attributes = {}) => svg("text", { x, y, dy: "0.36em", "text-anchor": "middle", ...attributes }, text);

function arrowLine(style, from, to, y) {
  const straight = (dy, kind = "") => svg("line", { x1: from, x2: to, y1: y + dy, y2: y + dy, class: `stroke ${kind}` });
  switch (style) {
    case "handshake":
    case "application":
      return [straight(-2.5), straight(2.5)];
    case "early":
      return [straight(-2.5), straight(2.5, "dashed")];
    case "ccs":
      return [straight(0, "dashed")];
    case "absent":
      return [straight(0, "dotted")];
    case "alert":
      return [svg("path", { d: zigzag(from, to, y), class: "stroke" })];
    default:
      return [straight(0)];
  }
}
function zigzag(from, to, y) {
  const step = to < from ? -6 : 6;
  let path = `M${from} ${y}`;
  for (let x = from + step / 2, up = 1; (to - x) * step > 0; x += step, up = -up) path += `L${x} ${y - up * 3}`;
  return `${path}L${to} ${y}`;
}

function arrow(row) {
  const forward = row.from === CLIENT ? 1 : -1;
  const tail = lifeline(row.from);
  const tip = lifeline(1 - row.from) - 2 * forward;
  const line = svg("g", { class: "line" },
    arrowLine(row.style, tail + 11 * forward, tip - 12 * forward, row.y),
    svg("path", { d: `M${tip - 12 * forward} ${row.y - 6}L${tip} ${row.y}L${tip - 12 * forward} ${row.y + 6}Z`, class: "head" }));
  if (row.style === "ccs")
    line.append(svg("path", { d: `M${MIDDLE()} ${row.y - 6.5}l6.5 6.5l-6.5 6.5l-6.5 -6.5Z`, class: "diamond" }));
  return line;
}

/** The names above an arrow, each with the mark of its protection. */
function rowLabels(row) {
  return row.labels.map(([text, y, style, locked], index) => {
    const width = textWidth(text, 13, 500);
    const note = index === 0 && row.note ? tr(row.note) : "";
    const noteWidth = note ? textWidth(note, 11) + 10 : 0;
    const x = MIDDLE() - noteWidth / 2;
    const group = svg("g", { class: `label ${style}` });
    if (style === "alert") group.append(svg("rect", { x: x - width / 2 - 6, y: y - 9, width: width + 12, height: 17, rx: 4, class: "plate" }));
    group.append(label(x, y, text, { class: "name" }));
    const sign = { handshake: "lock", application: "lock", early: "lock", alert: "warning" }[style] ?? (locked ? "lock" : null);
    if (sign) {
      const left = x + width / 2 + (style === "alert" ? 7 : 5);
      group.append(svg("g", { transform: `translate(${left} ${y - 9.5})` }, sign === "lock" && (style === "application" || style === "early") ? lockFilled() : iconPath(sign)));
    }
    if (note) group.append(label(x + width / 2 + 10, y, note, { class: "note", "text-anchor": "start" }));
    return group;
  });
}

function drawRow(row, index) {
  const group = svg("g", { class: `row ${row.style} ${row.kind}`, id: `row-${index}`, role: "option", "aria-selected": "false" });
  group.append(
    svg("rect", { x: 0, y: row.top, width: drawing.frame.total, height: row.bottom - row.top, class: "hit" }),
    svg("rect", { x: drawing.frame.client - 28, y: row.top, width: drawing.frame.server - drawing.frame.client + 56, height: row.bottom - row.top, rx: 6, class: "tint" }),
    arrow(row),
    svg("circle", { cx: lifeline(row.from), cy: row.y, r: row.kind === "omission" ? 4 : 9.5, class: "origin" }),
  );
  if (row.kind === "message") group.append(label(lifeline(row.from), row.y, row.number, { class: row.number.length > 3 ? "number small" : "number" }));
  group.append(...rowLabels(row));
  if (row.size && drawing.frame.sizes !== null) group.append(label(drawing.frame.sizes, row.y, numberText(Number(row.size)), { class: "size", "text-anchor": "end" }));
  group.addEventListener("click", (event) => select(rowSelection(row, event)));
  return group;
}
/** Of several messages on one arrow the one whose name was clicked. */
function rowSelection(row, event) {
  if (row.kind === "omission") return { kind: "omission", n: row.n };
  const line = event ? [...event.currentTarget.querySelectorAll(".label")].indexOf(event.target.closest(".label")) : 0;
  return { kind: "message", message: row.n + Math.max(line, 0) };
}

function drawHeads() {
  const top = data.diagram.headTop;
  return [CLIENT, SERVER].map((side) => {
    const absent = side === CLIENT && data.diagram.nobody;
    return svg("g", { class: absent ? "party nobody" : "party" },
      svg("rect", { x: lifeline(side) - 60, y: top, width: 120, height: 32, rx: 6 }),
      label(lifeline(side), top + 16, sideName(side)));
  });
}

function drawFlights() {
  const x = drawing.frame.bracket;
  return data.diagram.flights.map(([flight, top, bottom, begins]) => {
    const group = svg("g", { class: "flight" },
      svg("path", { d: `M${x + 6} ${top}H${x}V${bottom}H${x + 6}` }),
      label(x - (drawing.frame.narrow ? 5 : 10), (top + bottom) / 2, tr("Flight %1", flight), { "text-anchor": "end" }));
    group.begins = begins;
    return group;
  });
}

function drawSections() {
  return data.diagram.sections.map(([source, y]) => {
    const text = tr(source).replace("%1", "");
    const half = textWidth(text, 11, 600) / 2 + 8;
    return svg("g", { class: "section" },
      svg("path", { d: `M${drawing.frame.client - 28} ${y}H${MIDDLE() - half}M${MIDDLE() + half} ${y}H${drawing.frame.server + 28}` }),
      label(MIDDLE(), y, text));
  });
}

function drawBrackets() {
  return data.diagram.brackets.map(([record, side, top, bottom, count]) => {
    const out = side === CLIENT ? -1 : 1;
    const x = lifeline(side) + 18 * out;
    return svg("g", { class: "bracket" },
      svg("path", { d: `M${x - 4 * out} ${top}H${x}V${bottom}H${x - 4 * out}` }),
      count ? label(x + 4 * out, (top + bottom) / 2, count, { "text-anchor": side === CLIENT ? "end" : "start" }) : null,
      svg("rect", { x: x - 12, y: top - 4, width: 24, height: bottom - top + 8, class: "hit", onclick: () => records.has(record) && select({ kind: "record", n: record }, "records") }));
  });
}

function badge(side, text, y, kind) {
  const width = textWidth(text, 11, 600) + 28;
  let left = lifeline(side) - width / 2;
  // Outwards where it would cover the name of the row below.
  const below = data.diagram.rows.find((row) => Math.abs(row.labels[0][1] - y) < 18);
  if (below && kind !== "earlier" && !drawing.frame.narrow) {
    const half = textWidth(below.labels[0][0], 13, 600) / 2 + 6;
    left = side === CLIENT ? Math.min(left, MIDDLE() - half - width) : Math.max(left, MIDDLE() + half);
  }
  left = Math.min(Math.max(left, 2), drawing.frame.total - width - 2);
  return svg("g", { class: `badge ${kind}` },
    svg("rect", { x: left, y: y - 8.5, width, height: 17, rx: 8.5 }),
    label(left + width / 2, y, text));
}

/** Lifelines, playhead and states: what depends on the step and lies over or under the rows. */
function drawMoment() {
  const [top, bottom] = data.diagram.lifelines;
  const past = data.diagram.rows.filter((row) => row.kind === "message" && row.at <= now());
  const total = data.diagram.rows.filter((row) => row.kind === "message").length;
  const atEnd = state.step === data.stops.length - 1 && past.length === total;
  const under = past.length > 0 ? past.at(-1).bottom : (data.diagram.rows[0]?.top ?? top + 14);
  const present = atEnd ? bottom : under;
  show(drawing.under,
    ...[CLIENT, SERVER].flatMap((side) => [
      svg("line", { x1: lifeline(side), x2: lifeline(side), y1: top, y2: present, class: "life past" }),
      svg("line", { x1: lifeline(side), x2: lifeline(side), y1: present, y2: bottom, class: "life" }),
    ]),
  );
  const over = [];
  if (!atEnd) over.push(svg("line", { x1: drawing.frame.client - 28, x2: drawing.frame.server + 28, y1: present, y2: present, class: "playhead" }));
  for (const [side, index, y, from] of data.diagram.badges)
    if (now() > from && stateChanges.has(index)) over.push(badge(side, stateName(stateChanges.get(index).state), y, "earlier"));
  if (data.diagram.badgesShown)
    for (const side of [CLIENT, SERVER]) {
      const change = stateAt(side, now());
      // Where there is no room beside names they stand under the parties' heads.
      const y = drawing.frame.narrow ? data.diagram.headTop + 43 : (atEnd ? data.diagram.endBadges : under) + 8.5;
      if (change) over.push(badge(side, stateName(change.state), y, change.state === "failed" ? "current failed" : "current"));
    }
  show(drawing.over, ...over);
}

function markRows() {
  const selection = state.selection;
  const linked = linkedMessages();
  drawing.rows.forEach((group, index) => {
    const row = data.diagram.rows[index];
    const holds = (n) => row.kind === "message" && n >= row.n && n < row.n + row.count;
    const selected = row.kind === "omission" ? selection?.kind === "omission" && selection.n === row.n
      : (selection?.kind === "message" || selection?.kind === "field") && holds(selection.message);
    group.classList.toggle("past", row.kind === "message" && row.at <= now() && !group.classList.contains("moving"));
    group.classList.toggle("selected", selected);
    group.classList.toggle("linked", !selected && linked.some(holds));
    group.setAttribute("aria-selected", String(selected));
    group.setAttribute("aria-label", rowDescription(row));
  });
  for (const flight of drawing.flights) flight.classList.toggle("past", flight.begins <= now());
  const chosen = drawing.rows.findIndex((group) => group.classList.contains("selected"));
  if (chosen >= 0) drawing.root.setAttribute("aria-activedescendant", `row-${chosen}`);
  else drawing.root.removeAttribute("aria-activedescendant");
}
function rowDescription(row) {
  if (row.kind === "omission") {
    const omission = data.omissions[row.n];
    return tr("%1, not sent. %2", omission.name, reason(omission.reason));
  }
  const all = [];
  for (let n = row.n; n < row.n + row.count; ++n) if (messages.has(n)) all.push(describe(messages.get(n)));
  return all.join("; ");
}
/** The messages whose fields go into the selected key. */
function linkedMessages() {
  const node = state.selection?.kind === "key" ? data.keys[state.selection.graph].nodes[state.selection.node] : null;
  if (!node) return [];
  const fields = node.ways.flatMap(({ way }) => way.inputs.flatMap((input) => input.fields ?? []));
  if (node.field) fields.push(node.field);
  return fields.map(([message]) => message);
}

function drawDiagram() {
  const pane = document.getElementById("diagram");
  const width = pane.clientWidth || 600;
  drawing.frame = frameFor(width);
  const { total } = drawing.frame;
  const height = data.diagram.height;
  const fitting = Math.max(1, (pane.clientHeight - 2) / height);
  const scale = Math.min(Math.max((width - 2) / total, 0.5), drawing.frame.narrow ? 1.15 : fitting, 1.25);
  drawing.under = svg("g", { "aria-hidden": "true" });
  drawing.over = svg("g", { "aria-hidden": "true", class: "over" });
  drawing.flights = drawFlights();
  drawing.rows = data.diagram.rows.map(drawRow);
  const heading = drawing.frame.sizes === null || data.diagram.rows.length === 0 ? null
    : label(drawing.frame.sizes, data.diagram.rows[0].y - 24, tr("bytes"), { class: "heading", "text-anchor": "end" });
  const root = svg("svg", {
    id: "sequence", viewBox: `0 0 ${total} ${height}`, width: total * scale, height: height * scale,
    role: "listbox", tabindex: 0, "aria-label": tr("Message sequence diagram"),
  }, drawing.under, svg("g", { "aria-hidden": "true" }, drawHeads(), drawing.flights, drawSections(), heading),
  drawing.rows, svg("g", { "aria-hidden": "true" }, drawBrackets()), drawing.over);
  root.addEventListener("keydown", diagramKey);
  const hadFocus = document.activeElement === drawing.root && drawing.root;
  show(pane, root);
  drawing.root = root;
  if (hadFocus) root.focus();
  drawMoment();
  markRows();
  drawLegend();
}

function diagramKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = drawing.rows.findIndex((group) => group.classList.contains("selected"));
  const next = Math.min(Math.max(at + step, 0), drawing.rows.length - 1);
  select(rowSelection(data.diagram.rows[next]));
  drawing.rows[next].scrollIntoView({ block: "nearest" });
}

function drawLegend() {
  show(document.getElementById("legend"),
    ...data.diagram.legend.map(([style, text]) => {
      const kind = style === "future" ? "clear" : style;
      const sample = svg("svg", { viewBox: "0 0 28 14", width: 28, height: 14, class: `row ${kind} ${style === "future" ? "" : "past"}`, "aria-hidden": "true" },
        svg("g", { class: "line" }, arrowLine(kind, 0, style === "future" ? 17 : 28, 7),
          style === "future" ? svg("path", { d: "M16 1L28 7L16 13Z", class: "head" }) : null,
          kind === "ccs" ? svg("path", { d: "M14 3l4 4l-4 4l-4 -4Z", class: "diamond" }) : null));
      return el("li", {}, sample, text === "change_cipher_spec" ? text : tr(text));
    }),
  );
}

const motionWanted = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;
let motions = [];
/** Any key, click or step completes what is moving. */
function finishMotion() {
  while (motions.length > 0) motions.shift()();
}
/** Calls @p done when @p run ends, or at once when finishMotion() ends it. */
function moving(run, done) {
  const end = () => {
    motions = motions.filter((other) => other !== end);
    run.onfinish = null;
    run.cancel();
    done();
  };
  run.onfinish = end;
  motions.push(end);
}
/** A packet runs along the arrow of a message, then its receiver pulses. */
function animatePacket(message, speed) {
  const index = data.diagram.rows.findIndex((row) => row.kind === "message" && message.n >= row.n && message.n < row.n + row.count);
  if (index < 0 || !motionWanted()) return;
  const row = data.diagram.rows[index];
  const group = drawing.rows[index];
  const forward = row.from === CLIENT ? 1 : -1;
  const start = lifeline(row.from) + 11 * forward;
  const distance = lifeline(1 - row.from) - 8 * forward - start;
  const timing = { duration: 450 / speed, easing: "cubic-bezier(0.65, 0, 0.35, 1)" };
  const trail = group.querySelector(".line").cloneNode(true);
  trail.classList.add("trail");
  const packet = svg("circle", { cx: start, cy: row.y, r: 6, class: "packet" });
  group.classList.add("moving");
  group.append(trail, packet);
  const hidden = forward > 0 ? "inset(-20px 100% -20px 0px)" : "inset(-20px 0px -20px 100%)";
  trail.animate([{ clipPath: hidden }, { clipPath: "inset(-20px 0px -20px 0px)" }], timing);
  const run = packet.animate([{ transform: "translateX(0)" }, { transform: `translateX(${distance}px)` }], timing);
  moving(run, () => {
    trail.remove();
    packet.remove();
    group.classList.remove("moving");
    markRows();
    pulse(lifeline(1 - row.from), row.y, row.style, speed);
  });
}
function pulse(x, y, style, speed) {
  const ring = svg("circle", { cx: x, cy: y, r: 16, class: `pulse ${style}` });
  drawing.root.append(ring);
  const run = ring.animate([{ r: "5px", opacity: 1 }, { r: "16px", opacity: 0 }], { duration: 200 / speed });
  moving(run, () => ring.remove());
}

on("step", () => {
  drawMoment();
  markRows();
  const row = [...drawing.rows].filter((group) => group.classList.contains("past")).at(-1) ?? drawing.rows[0];
  row?.scrollIntoView({ block: "nearest" });
  const pane = document.getElementById("diagram");
  if (state.step === data.stops.length - 1) pane.scrollTop = pane.scrollHeight;
});
on("selection", markRows);
on("language", drawDiagram);
