// Anything that floats beside a control: menus, lists, a month. In the top layer, so no scrolling box cuts it.
const GAP = 6;
const EDGE = 8;

const open = [];

/** Shows `panel` beside `anchor`; returns a function that takes it away. Escape, a press elsewhere and scrolling close it. */
export function floatBeside(anchor, panel, { onClose = () => {}, matchWidth = false, align = "start" } = {}) {
  const host = anchor.closest("dialog") ?? document.body;
  panel.setAttribute("popover", "manual");
  panel.classList.add("layer");
  host.append(panel);
  panel.showPopover();
  const place = () => position(anchor, panel, matchWidth, align);
  place();

  const entry = { anchor, panel, close };
  const outside = (event) => {
    if (!panel.contains(event.target) && !anchor.contains(event.target)) close();
  };
  const scrolled = (event) => {
    if (!panel.contains(event.target)) place();
  };
  const escape = (event) => {
    if (event.key !== "Escape" || open.at(-1) !== entry) return;
    event.preventDefault();
    event.stopPropagation();
    close();
    focusable(anchor)?.focus();
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  document.addEventListener("scroll", scrolled, true);
  window.addEventListener("resize", place);
  open.push(entry);

  function close() {
    const index = open.indexOf(entry);
    if (index === -1) return;
    open.splice(index, 1);
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", escape, true);
    document.removeEventListener("scroll", scrolled, true);
    window.removeEventListener("resize", place);
    panel.remove();
    onClose();
  }

  close.place = place;
  return close;
}

/** Whether something floats now (a dialog then leaves Escape to it). */
export function anythingFloats() {
  return open.length > 0;
}

export function closeAllLayers() {
  [...open].forEach((entry) => entry.close());
}

function focusable(anchor) {
  return anchor.matches("button, input, a, [tabindex]") ? anchor : anchor.querySelector("input, button");
}

function position(anchor, panel, matchWidth, align) {
  const box = anchor.getBoundingClientRect();
  if (matchWidth) panel.style.minWidth = `${Math.min(box.width, window.innerWidth - 2 * EDGE)}px`;
  panel.style.maxHeight = "";
  const below = window.innerHeight - box.bottom - GAP - EDGE;
  const above = box.top - GAP - EDGE;
  const upward = panel.offsetHeight > below && above > below;
  panel.style.maxHeight = `${Math.max(upward ? above : below, 120)}px`;
  const wished = align === "end" ? box.right - panel.offsetWidth : box.left;
  const left = Math.max(EDGE, Math.min(wished, window.innerWidth - panel.offsetWidth - EDGE));
  panel.style.left = `${left}px`;
  panel.style.top = `${upward ? box.top - GAP - panel.offsetHeight : box.bottom + GAP}px`;
}
