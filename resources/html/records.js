// SPDX-License-Identifier: GPL-3.0-or-later
// The records tab: what really crossed the wire, and how each record was sealed.

const recordName = (record) => `${record.type}${record.inside && record.inside !== record.type ? ` (${record.inside})` : ""}`;

function recordRow(record) {
  const chosen = state.selection?.kind === "record" && state.selection.n === record.n;
  return el("tr", { class: `${isPast(record) ? "" : "future"} ${chosen ? "chosen" : ""}` },
    el("td", { class: "right" }, link(String(record.n + 1), () => select({ kind: "record", n: chosen ? -1 : record.n }), { "aria-expanded": String(chosen) })),
    el("td", {}, sideName(record.from)),
    el("td", {}, recordName(record), ...(record.messages ?? []).map((n) => el("span", { class: "item" }, messageLink(n)))),
    el("td", { class: "short" }, record.version),
    el("td", { class: "right" }, record.epoch),
    el("td", { class: "right" }, record.sequence),
    el("td", {}, record.refused ? el("span", { class: "failure" }, tr("refused")) : record.protection || tr("clear")),
    el("td", { class: "right" }, numberText(record.wire.length)));
}

function partRow([name, offset, length, value, explain]) {
  return el("tr", {},
    el("td", { title: texts().explanations[explain]?.[1] ?? null }, name),
    el("td", { class: "right" }, length > 0 ? numberText(offset) : "–"),
    el("td", { class: "right" }, length > 0 ? numberText(length) : "–"),
    el("td", {}, value === null ? tr("withheld") : value));
}

function recordDetail(record) {
  return el("tr", { class: "detail" }, el("td", { colspan: 8 },
    el("div", { class: "columns" },
      el("div", {}, el("h4", {}, tr("Parts")),
        el("table", { class: "parts" },
          headings(["Part", "Offset", "Bytes", "Value"]),
          el("tbody", {}, ...record.parts.map(partRow)))),
      el("div", {}, el("h4", {}, tr("On the wire")), hexBlock(record.wire.subarray(0, 1024), 16),
        record.wire.length > 1024 ? el("p", { class: "muted" }, tr("The first %1 of %2 bytes.", "1,024", numberText(record.wire.length))) : null))));
}

function drawRecords() {
  if (state.tab !== "records") return;
  const names = ["#", "From", "Type", "Version", "Epoch", "Sequence", "Protection", "Bytes"];
  show(document.getElementById("records"),
    el("div", { class: "head" }, el("h2", {}, tr("Records"))),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": tr("Records") }, el("table", {},
      headings(names),
      el("tbody", {}, ...data.records.flatMap((record) =>
        state.selection?.kind === "record" && state.selection.n === record.n ? [recordRow(record), recordDetail(record)] : [recordRow(record)])))));
  document.querySelector("#records .chosen")?.scrollIntoView({ block: "nearest" });
}

for (const what of ["selection", "step", "tab", "language"]) on(what, drawRecords);
