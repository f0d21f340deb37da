// SPDX-License-Identifier: GPL-3.0-or-later
// Elements. Whatever a trace says becomes a text node or an attribute, never markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...present(children));
  return element;
}
const present = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
/** Puts @p children in the place of what @p element held. */
const show = (element, ...children) => element.replaceChildren(...present(children));
const el = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

const link = (text, onclick, attributes = {}) => el("button", { type: "button", class: "link", onclick, ...attributes }, text);

/** To a field, when the page has it; otherwise its name alone. */
function fieldLink(message, path) {
  const label = `#${message + 1} ${path}`;
  const field = fieldAt(message, path);
  if (!field) return el("span", { class: "muted" }, label);
  return link(label, () => select({ kind: "field", message, field: field.index }, "message"));
}
const messageLink = (n) =>
  messages.has(n)
    ? link(`#${n + 1} ${messages.get(n).label}`, () => select({ kind: "message", message: n }, "message"))
    : el("span", { class: "muted" }, `#${n + 1}`);

/** A table's heading; numbers are aligned right. */
const numeric = new Set(["#", "Flight", "Bytes", "Epoch", "Sequence", "Offset"]);
const headings = (names) =>
  el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col", class: numeric.has(name) ? "right" : null }, name ? tr(name) : ""))));
/** A name of the protocol that may be broken at its underscores. */
const breakable = (name) => name.split("_").flatMap((part, i) => (i > 0 ? ["_", el("wbr"), part] : [part]));

/** An RFC's clause, to be read in a tab of its own. */
const clauseLink = ([text, url]) =>
  url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : el("span", {}, text);

/** `code`, **strong** and *emphasis* in a text of the program; a backslash takes the next character as it is. */
function inline(text) {
  const nodes = [];
  const pattern = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\\(.)/gs;
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    nodes.push(text.slice(end, match.index));
    if (match[1] !== undefined) nodes.push(el("code", {}, match[1]));
    else if (match[2] !== undefined) nodes.push(el("strong", {}, ...inline(match[2])));
    else if (match[3] !== undefined) nodes.push(el("em", {}, ...inline(match[3])));
    else nodes.push(match[4]);
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes;
}
const paragraphs = (text) => text.split(/\n{2,}/).filter(Boolean).map((part) => el("p", {}, ...inline(part)));

/** Sixteen (or @p perRow) bytes in a row, with their offsets. */
function hexBlock(bytes, perRow = 16) {
  const rows = [];
  for (let at = 0; at < bytes.length; at += perRow)
    rows.push(
      el("div", { class: "hexline" },
        el("span", { class: "offset", "aria-hidden": "true" }, at.toString(16).padStart(2, "0")),
        el("span", {}, hex(bytes.subarray(at, at + perRow)))),
    );
  return el("div", { class: "hexblock" }, ...rows);
}

const measuring = document.createElement("canvas").getContext("2d");
const fontFamily = getComputedStyle(document.documentElement).getPropertyValue("--ui-font");
/** px that a text takes in the page's font. */
function textWidth(text, size, weight = 400) {
  measuring.font = `${weight} ${size}px ${fontFamily}`;
  return measuring.measureText(text).width;
}

/** Arrow keys within a group of controls of which one is in the order of tabbing. */
function roving(container, selector, vertical = false) {
  container.addEventListener("keydown", (event) => {
    const step = { [vertical ? "ArrowDown" : "ArrowRight"]: 1, [vertical ? "ArrowUp" : "ArrowLeft"]: -1 }[event.key];
    const items = [...container.querySelectorAll(selector)];
    const at = items.indexOf(document.activeElement);
    if (at < 0 || (!step && event.key !== "Home" && event.key !== "End")) return;
    const next = event.key === "Home" ? 0 : event.key === "End" ? items.length - 1 : at + step;
    event.preventDefault();
    event.stopPropagation();
    items[(next + items.length) % items.length].focus();
    items[(next + items.length) % items.length].click();
  });
}
