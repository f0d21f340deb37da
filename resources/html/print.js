// SPDX-License-Identifier: GPL-3.0-or-later
// On paper: the whole diagram, then the messages as a table and each message with its fields.

function printedMessage(message) {
  const text = explanation(message.explain);
  return el("section", { class: "printed" },
    el("h2", {}, `#${message.n + 1} ${message.label}`),
    text ? el("div", {}, ...paragraphs(text[1]), ...paragraphs(text[2])) : null,
    el("table", {},
      headings(["Field", "Value", "Bytes"]),
      el("tbody", {}, ...message.fields.map((field) => {
        const name = el("td", { class: "printname" }, field.name);
        name.style.setProperty("--level", field.level);
        return el("tr", {}, name, el("td", { class: "mono" }, fieldText(message, field)), el("td", { class: "right" }, numberText(field.length)));
      }))));
}

function preparePrint() {
  const step = state.step;
  finishMotion();
  state.step = lastStep();
  drawMoment();
  markRows();
  const picture = drawing.root.cloneNode(true);
  state.step = step;
  drawMoment();
  markRows();
  picture.removeAttribute("id");
  picture.querySelectorAll(".selected").forEach((row) => row.classList.remove("selected"));
  show(document.getElementById("print"),
    el("h1", {}, texts().title),
    el("p", {}, data.agreed.join(" · ")),
    texts().description ? el("p", {}, texts().description) : null,
    picture,
    messageTable(lastStep()),
    ...data.messages.map(printedMessage),
  );
}

/** All messages in a table: the diagram for those who cannot, or would rather not, see it. */
function messageTable(step) {
  const names = ["#", "Flight", "From", "Message", "Protection", "Bytes", ""];
  return el("table", { class: "messages" },
    el("caption", { class: "spoken" }, tr("Messages")),
    headings(names),
    el("tbody", {}, ...data.messages.map((message) => {
      const sent = message.at <= data.stops[step];
      const chosen = state.selection?.message === message.n;
      return el("tr", { class: `${sent ? "" : "future"} ${chosen ? "chosen" : ""}`, "aria-current": chosen ? "true" : null },
        el("td", { class: "right" }, message.n + 1), el("td", { class: "right" }, message.flight), el("td", {}, sideName(message.from)),
        el("td", {}, link(message.label, () => select({ kind: "message", message: message.n }, "message"))),
        el("td", {}, tr(message.protection)), el("td", { class: "right mono" }, numberText(message.size)),
        el("td", {}, tr(sent ? "sent" : "not yet sent")));
    })));
}

function drawList() {
  const list = document.getElementById("list");
  if (list.hidden) return;
  const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  show(list, messageTable(state.step));
  if (focused >= 0) list.querySelectorAll("button")[focused]?.focus();
}

addEventListener("beforeprint", preparePrint);
addEventListener("afterprint", () => show(document.getElementById("print")));
for (const what of ["step", "selection", "language"]) on(what, drawList);
