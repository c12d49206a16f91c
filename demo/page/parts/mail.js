// What clients received: letters newest first, each as it would stand in their mailbox.
import { el, fill } from "../core/dom.js";
import { emit, on, store } from "../core/store.js";
import { longDay } from "../text/dates.js";

/** The pane of the clients' mailbox. */
export function mailPane() {
  const node = el("div", { class: "mail-pane", tabindex: "-1", hidden: true });

  function show() {
    if (store.place?.kind !== "mail") return;
    const letters = [...(store.mail ?? [])].reverse();
    fill(
      node,
      el(
        "div",
        { class: "mail-sheet" },
        letters.length ? letters.map(letter) : el("p", { class: "empty-note" }, "No letter has been sent yet."),
      ),
    );
    if (store.mailRead !== letters.length) {
      store.mailRead = letters.length;
      emit("mail");
    }
  }

  ["state", "place", "mail"].forEach((event) => on(event, show));
  return node;
}

function letter(mail) {
  const line = (name, words) =>
    words ? el("div", { class: "mail-line" }, el("dt", {}, name), el("dd", {}, words)) : null;
  return el(
    "article",
    { class: "mail-letter", "aria-label": `${mail.subject}, to ${mail.to.join(", ")}` },
    el("h2", {}, mail.subject || "(no subject)"),
    el(
      "dl",
      {},
      line("To", mail.to.join(", ")),
      line("From", mail.from),
      line("Answers to", mail.reply_to),
      line("Arrived", longDay(new Date(mail.at))),
      line("Attached", mail.attachments.join(", ")),
      line("Thread", mail.continues ? "continues the one before" : ""),
    ),
    el("pre", { class: "mail-text" }, mail.text.trimEnd()),
  );
}
