// The datepicker element: a button that shows the day in full and opens a month.
import { el, fill } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { store } from "../core/store.js";
import { isoOf, shortDay } from "../text/dates.js";
import { openMonth } from "./month.js";

/** A day, "2026-11-23" or null. */
export function datePicker(element, place) {
  const kept = place.surface.values.kept(place.blockId, element.action_id, element.type);
  let day = (kept ? kept.selected_date : element.initial_date) ?? null;
  const words = el("span", {});
  const button = el(
    "button",
    {
      type: "button",
      class: "field field-short date-button",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      "aria-describedby": place.describedBy ?? null,
      dataset: { action: element.action_id ?? "" },
    },
    icon("calendar"),
    words,
  );
  const show = () => {
    fill(words, day ? shortDay(day) : (element.placeholder?.text ?? "Select a date"));
    button.classList.toggle("empty", day === null);
    if (place.label) button.setAttribute("aria-label", `${place.label}: ${words.textContent}`);
  };
  place.surface.values.register(place.blockId, element.action_id, () => ({ type: element.type, selected_date: day }));
  button.addEventListener("click", () => {
    const today = store.today || isoOf(new Date());
    openMonth(button, {
      start: day ?? today,
      chosen: day,
      today,
      clearable: place.optional && day !== null,
      choose: (iso) => {
        day = iso;
        show();
        place.onEdit?.();
        if (place.dispatches) place.surface.act(place.blockId, element, { selected_date: day }, button);
      },
    });
  });
  show();
  return button;
}
