// The App Home tab.
import { drawBlocks } from "../blocks/blocks.js";
import { el, fill } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { tell } from "../core/server.js";
import { on, store } from "../core/store.js";
import { Surface } from "../core/surface.js";
import { focusMark, refocus } from "./message_list.js";

/** The pane of the App Home; draws itself anew when the bot publishes. */
export function homePane() {
  const node = el("div", { class: "home-pane", tabindex: "-1" });
  const fault = el("div", { class: "home-fault", role: "alert" });
  let surface = null;
  let print = null;

  function show() {
    if (store.place?.kind !== "home") return;
    const now = JSON.stringify([store.home, store.person]);
    if (now === print) return;
    print = now;
    const focus = focusMark(node);
    surface = new Surface({
      kind: "home",
      container: { type: "view", view_id: store.home?.id },
      kept: surface?.values.state().values,
      onFailure: (words) => fill(fault, icon("warning"), words),
    });
    fill(fault);
    fill(
      node,
      store.home
        ? el("div", { class: "home-sheet" }, fault, drawBlocks(store.home.blocks ?? [], surface))
        : el("p", { class: "empty-note" }, `${store.bot.name} has not published a Home yet.`),
    );
    refocus(node, focus);
  }

  on("home", show);
  on("state", () => {
    show();
    if (store.place?.kind === "home") tell("home", {});
  });
  on("place", (place) => {
    if (place.kind !== "home") return;
    show();
    tell("home", {});
  });
  return node;
}
