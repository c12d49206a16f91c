// A month to choose a day from: arrows move by day and week, Page Up and Down by month.
import { el, fill, freshId } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { floatBeside } from "../layers/layer.js";
import { dayOf, isoOf, longDay, plusDays } from "../text/dates.js";

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" });
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Opens a month beside `button`; `choose(iso)` gets the day. Days before `min` (ISO) cannot be chosen. */
export function openMonth(button, { start, chosen = null, today = null, min = null, clearable = false, choose }) {
  if (button.getAttribute("aria-expanded") === "true") return;
  const title = el("h3", { class: "month-title", id: freshId("month"), "aria-live": "polite" });
  const grid = el("div", { class: "month-grid", role: "grid", "aria-labelledby": title.id });
  const turn = (months, name, label) =>
    el(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": label,
        on: { click: () => show(monthAway(shown, months), false) },
      },
      icon(name),
    );
  const clear = clearable
    ? el("button", { type: "button", class: "button quiet", on: { click: () => pick(null) } }, "Clear")
    : null;
  const panel = el(
    "div",
    { class: "month", role: "dialog", "aria-label": "Choose a day" },
    el("div", { class: "month-head" }, turn(-1, "left", "Month before"), title, turn(1, "right", "Month after")),
    grid,
    clear,
  );
  let shown = min && start < min ? min : start;

  button.setAttribute("aria-expanded", "true");
  const close = floatBeside(button, panel, { onClose: () => button.setAttribute("aria-expanded", "false") });
  grid.addEventListener("keydown", (event) => {
    const next = STEPS[event.key]
      ? plusDays(shown, STEPS[event.key])
      : { PageUp: monthAway(shown, -1), PageDown: monthAway(shown, 1) }[event.key];
    if (!next) return;
    event.preventDefault();
    show(min && next < min ? min : next, true);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = [...panel.querySelectorAll("button")].filter((one) => one.tabIndex === 0 && !one.disabled);
    const at = stops.indexOf(document.activeElement);
    event.preventDefault();
    stops[(at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length].focus();
  });
  show(shown, true);

  function show(iso, focus) {
    shown = iso;
    title.textContent = MONTH.format(dayOf(iso));
    const heads = WEEKDAYS.map((day) => el("span", { class: "month-weekday", role: "columnheader" }, day));
    const weeks = [el("div", { role: "row", class: "month-row" }, ...heads)];
    let day = firstMonday(iso);
    for (let week = 0; week < 6; week += 1) {
      const days = [];
      for (let index = 0; index < 7; index += 1, day = plusDays(day, 1)) days.push(cell(day));
      weeks.push(el("div", { role: "row", class: "month-row" }, ...days));
    }
    fill(grid, weeks);
    close.place();
    if (focus) grid.querySelector(`[data-day="${shown}"]`).focus();
  }

  function cell(iso) {
    const outside = iso.slice(0, 7) !== shown.slice(0, 7) ? " outside" : "";
    const now = iso === today ? " today" : "";
    return el(
      "button",
      {
        type: "button",
        role: "gridcell",
        class: `month-day${outside}${now}`,
        "aria-label": longDay(dayOf(iso)),
        "aria-selected": String(iso === chosen),
        "aria-current": now ? "date" : null,
        disabled: min !== null && iso < min,
        tabindex: iso === shown ? "0" : "-1",
        dataset: { day: iso },
        on: { click: () => pick(iso) },
      },
      String(dayOf(iso).getDate()),
    );
  }

  function pick(iso) {
    close();
    button.focus();
    choose(iso);
  }
}

function firstMonday(iso) {
  const first = `${iso.slice(0, 7)}-01`;
  return plusDays(first, -((dayOf(first).getDay() + 6) % 7));
}

function monthAway(iso, months) {
  const date = dayOf(iso);
  const wanted = date.getDate();
  date.setDate(1);
  date.setMonth(date.getMonth() + months);
  const days = new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate();
  date.setDate(Math.min(wanted, days));
  return isoOf(date);
}
