// The bar on top: what this is (and is not), the bot's calendar, who you are, light or dark.
import { el, fill } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { listen } from "../core/server.js";
import { emit, nameOf, on, store } from "../core/store.js";
import { openMenu } from "../layers/menu.js";
import { calendarControl } from "./calendar.js";
import { avatar } from "./message.js";
import { theme, turnTheme } from "./theme.js";

export function topBar() {
  const drawer = el(
    "button",
    {
      type: "button",
      class: "icon-button drawer-button",
      "aria-label": "Places",
      "aria-controls": "sidebar",
      "aria-expanded": "false",
      on: { click: () => emit("drawer", !document.body.classList.contains("drawer-open")) },
    },
    icon("menu"),
  );
  on("drawer", (isOpen) => drawer.setAttribute("aria-expanded", String(isOpen)));
  const name = el(
    "div",
    { class: "brand" },
    el("img", { src: "/page/mark.svg", alt: "", width: 24, height: 24 }),
    el(
      "span",
      { class: "brand-words" },
      el("strong", {}, "Dunwell"),
      el("span", { class: "brand-rest" }, " local workspace"),
    ),
    el(
      "span",
      { class: "not-slack", title: "A local stand-in to try and to show the bot. Nothing leaves this computer." },
      "Not Slack",
    ),
  );
  return el("header", { class: "top-bar" }, drawer, name, calendarControl(), themeButton(), peopleSwitch());
}

function themeButton() {
  const button = el("button", { type: "button", class: "icon-button theme-button" });
  const show = () => {
    const other = theme() === "dark" ? "light" : "dark";
    button.setAttribute("aria-label", `Use ${other} colours`);
    button.title = `Use ${other} colours`;
    fill(button, icon(other === "dark" ? "moon" : "sun"));
  };
  button.addEventListener("click", () => {
    turnTheme();
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(show));
  show();
  return button;
}

function peopleSwitch() {
  const button = el("button", {
    type: "button",
    class: "people-switch",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
  });
  button.addEventListener("click", () => {
    const items = [...store.people.values()].map((person) => ({
      label: person.real_name || person.name,
      hint: person.title || null,
      icon: avatar(person.id),
      checked: person.id === store.person,
      choose: () => person.id !== store.person && listen(person.id),
    }));
    openMenu(button, [{ heading: "Use the workspace as" }, ...items], { label: "People", align: "end" });
  });
  on("state", () =>
    fill(
      button,
      avatar(store.person),
      el("span", { class: "people-words" }, el("span", { class: "people-lead" }, "You are: "), nameOf(store.person)),
      icon("down"),
    ),
  );
  return button;
}
