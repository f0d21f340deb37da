// SPDX-License-Identifier: GPL-3.0-or-later
// Stepping and playing. Going back is going to a smaller number: nothing is kept, so nothing is lost.

const player = { timer: null, speed: 1, dwell: 3000, buttons: {} };
const lastStep = () => data.stops.length - 1;
const sentBy = (step) => data.messages.filter((message) => message.at <= data.stops[step]);

/** "Message 4 of 13: #4 server_key_exchange, …" */
function stepText() {
  const sent = sentBy(state.step);
  if (sent.length === 0) return tr("Nothing has been sent yet");
  return tr("Message %1 of %2: %3", sent.length, data.messages.length, describe(sent.at(-1)));
}

function goTo(step, { animate = false } = {}) {
  finishMotion();
  const before = sentBy(state.step).length;
  state.step = Math.min(Math.max(step, 0), lastStep());
  const sent = sentBy(state.step);
  const message = sent.at(-1);
  state.selection = message ? { kind: "message", message: message.n } : null;
  if (!message) lookedAt = null;
  tell("step");
  tell("selection");
  if (animate && sent.length > before) animatePacket(message, player.speed);
  announce(stepText());
}

const flightAt = (step) => sentBy(step).at(-1)?.flight ?? 0;
function nextFlight() {
  let step = Math.min(state.step + 1, lastStep());
  while (step < lastStep() && flightAt(step + 1) === flightAt(step)) ++step;
  return step;
}
function previousFlight() {
  let step = Math.max(state.step - 1, 0);
  while (step > 0 && flightAt(step) === flightAt(state.step)) --step;
  return step;
}

const forward = () => goTo(state.step + 1, { animate: true });
const back = () => goTo(state.step - 1);

function setPlaying(playing) {
  clearInterval(player.timer);
  player.timer = null;
  if (playing) {
    if (state.step === lastStep()) goTo(0);
    forward();
    player.timer = setInterval(() => (state.step < lastStep() ? forward() : setPlaying(false)), player.dwell / player.speed);
  }
  drawTransport();
}

let liveRegion = null;
function announce(text) {
  liveRegion.textContent = text;
}

function drawTransport() {
  const names = { start: "To the start", flightBack: "Back one flight", back: "Back", play: player.timer ? "Pause" : "Play", forward: "Next message", flightForward: "Forward one flight", end: "To the end" };
  for (const [name, source] of Object.entries(names)) {
    player.buttons[name].setAttribute("aria-label", tr(source));
    player.buttons[name].setAttribute("title", tr(source));
  }
  show(player.buttons.play, icon(player.timer ? "pause" : "play", !player.timer));
  for (const name of ["start", "flightBack", "back"]) player.buttons[name].setAttribute("aria-disabled", String(state.step === 0));
  for (const name of ["forward", "flightForward", "end"]) player.buttons[name].setAttribute("aria-disabled", String(state.step === lastStep()));
  player.counter.textContent = `${sentBy(state.step).length} / ${data.messages.length}`;
  player.speedChoice.setAttribute("aria-label", tr("Speed"));
}

function buildTransport() {
  const actions = {
    start: () => goTo(0), flightBack: () => goTo(previousFlight()), back, play: () => setPlaying(!player.timer),
    forward, flightForward: () => goTo(nextFlight()), end: () => goTo(lastStep()),
  };
  for (const [name, action] of Object.entries(actions))
    player.buttons[name] = el("button", { type: "button", class: name === "play" ? "transport primary" : "transport", id: `go-${name}`, onclick: action }, icon(name, name === "play"));
  player.counter = el("span", { class: "mono", id: "counter" });
  player.speedChoice = el("select", { onchange: () => { player.speed = Number(player.speedChoice.value); if (player.timer) setPlaying(true); } },
    ...[0.5, 1, 2, 4].map((speed) => el("option", { value: speed, selected: speed === 1 }, `${speed}×`)));
  liveRegion = el("div", { class: "spoken", id: "live", role: "status", "aria-live": "polite" });
  return el("div", { class: "bar" }, el("div", { class: "buttons" }, ...Object.values(player.buttons)), buildScrubber(), el("div", { class: "right" }, player.speedChoice, player.counter), liveRegion);
}

/** Keys that work wherever nothing else needs them. */
function globalKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  if (target.closest("input, select, textarea, [role=tree], [role=grid], [role=tablist]")) return;
  const onButton = target.closest("button, a, summary") !== null;
  const actions = {
    ArrowRight: event.shiftKey ? () => goTo(nextFlight()) : forward,
    ArrowLeft: event.shiftKey ? () => goTo(previousFlight()) : back,
    Home: () => goTo(0),
    End: () => goTo(lastStep()),
    " ": onButton ? null : () => setPlaying(!player.timer),
  };
  if (!actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
}

on("step", drawTransport);
on("language", drawTransport);
