// Our own line drawings, 24 units square, drawn with the colour of the words around them.
import { svg } from "./dom.js";

const PATHS = {
  menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  send: ["M5 12h13", "M12 5l7 7-7 7"],
  attach: ["M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8"],
  bolt: ["M13 3L5 14h6l-1 7 8-11h-6z"],
  thread: ["M4 5h16v11H10l-4 4v-4H4z"],
  more: ["M5 12h.01", "M12 12h.01", "M19 12h.01"],
  sun: [
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
    "M12 2v3",
    "M12 19v3",
    "M2 12h3",
    "M19 12h3",
    "M4.9 4.9l2.1 2.1",
    "M17 17l2.1 2.1",
    "M4.9 19.1L7 17",
    "M17 7l2.1-2.1",
  ],
  moon: ["M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"],
  calendar: ["M4 6h16v14H4z", "M4 10.5h16", "M8.5 3.5v4", "M15.5 3.5v4"],
  down: ["M6 9.5l6 6 6-6"],
  left: ["M14.5 6l-6 6 6 6"],
  right: ["M9.5 6l6 6-6 6"],
  mail: ["M3.5 6h17v12h-17z", "M4 6.5l8 6.5 8-6.5"],
  home: ["M4 11l8-7 8 7", "M6 9.8V20h12V9.8", "M10 20v-6h4v6"],
  wire: ["M3 12h4l3-8 4 16 3-8h4"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  file: ["M6 3h8l4 4v14H6z", "M14 3v4h4"],
  clock: ["M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z", "M12 8v4.5l3 1.8"],
  warning: ["M12 4l9 16H3z", "M12 10v4.5", "M12 17.3h.01"],
  eye: [
    "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z",
    "M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
  ],
};

/** A drawing that says nothing to a screen reader: the button around it has the words. */
export function icon(name) {
  const strokes = PATHS[name].map((d) => svg("path", { d }));
  return svg(
    "svg",
    { class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    ...strokes,
  );
}
