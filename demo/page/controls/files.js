// The file input of a window: files are uploaded as they are chosen, named, and can be taken out again.
import { el, fill } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { chooseFile } from "../core/server.js";

/** files: [{id, name, size}], at most `max_files`. */
export function fileInput(element, place) {
  const most = element.max_files ?? 10;
  const kinds = element.filetypes ?? [];
  const files = [...(place.surface.values.kept(place.blockId, element.action_id, element.type)?.files ?? [])];
  let waiting = 0;
  const trouble = el("div", { class: "file-trouble", role: "alert" });
  const list = el("ul", { class: "files-chosen", "aria-live": "polite" });
  const picker = el("input", {
    type: "file",
    class: "unseen",
    tabindex: "-1",
    "aria-hidden": "true",
    accept: kinds.map((kind) => `.${kind}`).join(",") || null,
    multiple: most > 1,
    on: { change: () => take([...picker.files]) },
  });
  const choose = el(
    "button",
    {
      type: "button",
      class: "button",
      "aria-describedby": place.describedBy ?? null,
      dataset: { action: element.action_id ?? "" },
      on: { click: () => picker.click() },
    },
    icon("attach"),
    most > 1 ? "Choose files" : "Choose a file",
  );
  const box = el("div", { class: "file-input", role: "group", "aria-labelledby": place.labelId ?? null });
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });

  async function take(chosen) {
    picker.value = "";
    fill(trouble);
    place.onEdit?.();
    for (const file of chosen) {
      const kind = file.name.includes(".") ? file.name.split(".").at(-1).toLowerCase() : "";
      if (files.length + waiting >= most) return complain(`At most ${most === 1 ? "one file" : `${most} files`}.`);
      if (kinds.length && !kinds.includes(kind)) {
        complain(`${file.name} is not of a kind this takes: ${kinds.join(", ")}.`);
        continue;
      }
      await upload(file);
    }
  }

  async function upload(file) {
    waiting += 1;
    show();
    const answer = await chooseFile(file);
    waiting -= 1;
    if (answer.ok) files.push(answer.file);
    else complain(answer.error);
    show();
    (list.querySelector("button") ?? choose).focus();
  }

  function complain(words) {
    fill(trouble, icon("warning"), words);
  }

  function remove(file) {
    files.splice(files.indexOf(file), 1);
    show();
    choose.focus();
  }

  function show() {
    choose.classList.toggle("busy", waiting > 0);
    choose.hidden = files.length >= most;
    fill(list, files.map(row));
  }

  function row(file) {
    const away = { type: "button", class: "icon-button small", "aria-label": `Remove ${file.name}` };
    return el(
      "li",
      { class: "file-chosen" },
      icon("file"),
      el("span", { class: "file-name" }, file.name),
      el("button", { ...away, on: { click: () => remove(file) } }, icon("close")),
    );
  }

  place.surface.values.register(place.blockId, element.action_id, () => ({ type: element.type, files: [...files] }));
  place.check = () => (waiting ? "Wait until the file is there." : null);
  fill(box, choose, picker, list, trouble);
  show();
  return box;
}
