// SPDX-License-Identifier: GPL-3.0-or-later
// The icons of the window, in a box of 18 px.

const iconPaths = {
  start: "M4 4V14M14 4.5L7 9L14 13.5Z",
  flightBack: "M8.5 4.5L3 9L8.5 13.5ZM15 4.5L9.5 9L15 13.5Z",
  back: "M12 4.5L5.5 9L12 13.5Z",
  play: "M5.5 4L14 9L5.5 14Z",
  pause: "M6 4V14M12 4V14",
  forward: "M6 4.5L12.5 9L6 13.5Z",
  flightForward: "M3 4.5L8.5 9L3 13.5ZM9.5 4.5L15 9L9.5 13.5Z",
  end: "M4 4.5L11 9L4 13.5ZM14 4V14",
  lock: "M5.5 8H12.5A1.5 1.5 0 0 1 14 9.5V14A1.5 1.5 0 0 1 12.5 15.5H5.5A1.5 1.5 0 0 1 4 14V9.5A1.5 1.5 0 0 1 5.5 8ZM6 8V6A3 3 0 0 1 12 6V8",
  lockBody: "M5.5 8H12.5A1.5 1.5 0 0 1 14 9.5V14A1.5 1.5 0 0 1 12.5 15.5H5.5A1.5 1.5 0 0 1 4 14V9.5A1.5 1.5 0 0 1 5.5 8Z",
  warning: "M9 2.75L16 15H2ZM9 7V10.5M9 12.75V12.8",
  key: "M9 11.75A3.25 3.25 0 1 1 2.5 11.75A3.25 3.25 0 1 1 9 11.75ZM8.2 9.5L14.5 3.2L16 4.7M11.8 5.9L13.4 7.5",
  print: "M5 7V3H13V7M5 13H3V7H15V13H13M5 11H13V15.5H5Z",
  check: "M4 9.5L7.5 13L14 5.5",
  cross: "M5 5L13 13M13 5L5 13",
};

const iconPath = (name, filled = false) => svg("path", { d: iconPaths[name], class: filled ? "icon filled" : "icon" });
/** The lock of application keys: its body full. */
const lockFilled = () => svg("g", {}, iconPath("lockBody", true), iconPath("lock"));
const icon = (name, filled = false) =>
  svg("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" }, iconPath(name, filled));

/** How far a property has come: open, half, full, crossed out, or struck through. Achievement as in trace/knowledge.h. */
function achievementMark(achievement) {
  const ring = (kind) => svg("circle", { cx: 8, cy: 8, r: 6, class: kind });
  const drawings = [
    () => [ring("ring")],
    () => [ring("ring"), svg("path", { d: "M8 2A6 6 0 0 0 8 14Z", class: "half" })],
    () => [ring("full")],
    () => [ring("ring failed"), svg("path", { d: "M5.5 5.5L10.5 10.5M10.5 5.5L5.5 10.5", class: "ring failed" })],
    () => [ring("ring"), svg("path", { d: "M5 8H11", class: "ring" })],
    () => [ring("ring"), svg("path", { d: "M8 4.8V8.6M8 11V11.1", class: "ring" })],
  ];
  return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, class: "mark", "aria-hidden": "true" }, drawings[achievement]());
}
