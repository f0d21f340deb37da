// SPDX-License-Identifier: GPL-3.0-or-later
// The scrubber: a slider over the steps, with marks for flights, change_cipher_spec and the first keys.

const scrubber = { input: null, marks: null };

function buildScrubber() {
  scrubber.input = el("input", { type: "range", id: "scrubber", min: 0, max: data.stops.length - 1, value: 0, step: 1,
    oninput: () => goTo(Number(scrubber.input.value)) });
  scrubber.marks = el("div", { class: "marks", "aria-hidden": "true" });
  return el("div", { class: "scrubber" }, scrubber.marks, scrubber.input);
}

const firstKey = () => Math.min(...data.keys.flatMap((graph) => graph.nodes.filter((node) => node.secret && node.sources.length > 0).map((node) => node.at)));

function drawScrubber() {
  const last = Math.max(data.stops.length - 1, 1);
  const keysLive = data.stops.findIndex((stop) => stop >= firstKey());
  const place = (mark, step) => {
    mark.style.left = `${(100 * step) / last}%`;
    return mark;
  };
  const marks = [];
  let flight = 0;
  data.stops.forEach((stop, step) => {
    const message = data.messages.filter((m) => m.at <= stop).at(-1);
    if (!message || step === 0) return;
    const ccs = message.protocol === "change_cipher_spec";
    if (data.stops.length <= 200 || ccs) marks.push(place(el("span", { class: `dot ${ccs ? "ccs" : ""} ${step <= state.step ? "past" : ""}` }), step));
    if (message.flight !== flight && data.stops.length <= 40) marks.push(place(el("span", { class: "flightname" }, tr("Flight %1", message.flight)), step));
    flight = message.flight;
  });
  if (keysLive > 0) marks.push(place(el("span", { class: "keyslive" }, icon("key"), tr("keys live")), keysLive));
  const done = el("span", { class: "done" });
  done.style.width = `${(100 * state.step) / last}%`;
  show(scrubber.marks, el("span", { class: "track" }), done, ...marks);
  scrubber.input.value = state.step;
  scrubber.input.setAttribute("aria-label", tr("Position in the handshake"));
  scrubber.input.setAttribute("aria-valuetext", stepText());
}

on("step", drawScrubber);
on("language", drawScrubber);
