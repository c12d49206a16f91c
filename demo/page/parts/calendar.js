// The bot's calendar: its day, and ways to move it forward. It never goes back.
import { openMonth } from "../controls/month.js";
import { el, fill } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { tell } from "../core/server.js";
import { emit, on, store } from "../core/store.js";
import { openMenu } from "../layers/menu.js";
import { calendarDay, plusDays } from "../text/dates.js";

export function calendarControl() {
  const day = el("span", { class: "calendar-day" });
  const today = el("span", { class: "calendar-today" }, icon("calendar"), day);
  const moves = el(
    "span",
    { class: "calendar-moves" },
    move("+1 day", { days: 1 }),
    move("+1 week", { days: 7 }),
    el(
      "button",
      {
        type: "button",
        class: "calendar-move",
        "aria-label": "Move the bot's calendar to a day",
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        on: { click: (event) => askDay(event.currentTarget) },
      },
      "to …",
    ),
  );
  const small = el(
    "button",
    {
      type: "button",
      class: "icon-button calendar-small",
      "aria-label": "Move the bot's calendar",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    },
    icon("down"),
  );
  small.addEventListener("click", () =>
    openMenu(
      small,
      [
        { label: "+1 day", choose: () => go({ days: 1 }) },
        { label: "+1 week", choose: () => go({ days: 7 }) },
        { label: "to …", choose: () => askDay(small) },
      ],
      { label: "Move the bot's calendar", align: "end" },
    ),
  );
  const node = el(
    "div",
    { class: "calendar", role: "group", "aria-label": "The bot's calendar" },
    today,
    moves,
    small,
  );
  const show = () => {
    const [year, ...rest] = calendarDay(store.today || "2000-01-01")
      .split(" ")
      .reverse();
    fill(
      day,
      store.today
        ? el(
            "time",
            { datetime: store.today },
            rest.reverse().join(" "),
            el("span", { class: "calendar-year" }, ` ${year}`),
          )
        : "",
    );
    today.title = store.canMoveCalendar
      ? "The bot's date. It only moves forward."
      : store.note || "The bot's date. It does not move here.";
    moves.hidden = !store.canMoveCalendar;
    small.hidden = !store.canMoveCalendar;
  };
  on("state", show);
  on("calendar", show);
  return node;
}

function move(label, step) {
  const words = label === "+1 day" ? "Move the bot's calendar one day" : "Move the bot's calendar one week";
  return el(
    "button",
    {
      type: "button",
      class: "calendar-move",
      "aria-label": words,
      on: { click: (event) => go(step, event.currentTarget) },
    },
    label,
  );
}

function askDay(button) {
  openMonth(button, {
    start: plusDays(store.today, 1),
    today: store.today,
    min: plusDays(store.today, 1),
    choose: (iso) => go({ date: iso }, button),
  });
}

async function go(step, button) {
  button?.classList.add("busy");
  const answer = await tell("calendar", step);
  button?.classList.remove("busy");
  if (!answer.ok) emit("refused", answer.error);
}
