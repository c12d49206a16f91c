// Where blocks stand (a message, a modal, the home): what its controls hold now, and how a press reaches the bot.
import { askFirst } from "../layers/dialog.js";
import { tell } from "./server.js";

/** The typed values of every control of one message or view, as Slack puts them into state.values. */
export class Values {
  #readers = new Map();
  #kept;

  /** `kept` is an earlier state().values: a view that is updated keeps what was typed. */
  constructor(kept = {}) {
    this.#kept = kept;
  }

  register(blockId, actionId, read) {
    if (!this.#readers.has(blockId)) this.#readers.set(blockId, new Map());
    this.#readers.get(blockId).set(actionId, read);
  }

  /** What the person had entered before this control was drawn anew, if it was of the same type. */
  kept(blockId, actionId, type) {
    const value = this.#kept[blockId]?.[actionId];
    return value?.type === type ? value : null;
  }

  state() {
    const values = {};
    for (const [blockId, actions] of this.#readers) {
      values[blockId] = Object.fromEntries([...actions].map(([actionId, read]) => [actionId, read()]));
    }
    return { values };
  }
}

/** One place for blocks. `onFailure(words, control)` shows what went wrong where the person looks. */
export class Surface {
  constructor({ kind, container, kept, onFailure = () => {} }) {
    this.kind = kind;
    this.container = container;
    this.values = new Values(kept);
    this.onFailure = onFailure;
  }

  /** Sends one action to the bot; asks first when the element wants that. False when the person said no. */
  async act(blockId, element, action, control) {
    if (element.confirm && !(await askFirst(element.confirm))) return false;
    control.classList.add("busy");
    control.setAttribute("aria-busy", "true");
    const answer = await tell("action", {
      container: this.container,
      block_id: blockId,
      action_id: element.action_id,
      action: { type: element.type, ...action },
      state: this.values.state(),
    });
    control.classList.remove("busy");
    control.removeAttribute("aria-busy");
    if (!answer.ok) this.onFailure(answer.error, control);
    return true;
  }

  /** Asks the bot for the options of an external select. */
  async suggest(blockId, element, value) {
    return tell("suggest", { container: this.container, block_id: blockId, action_id: element.action_id, value });
  }
}
