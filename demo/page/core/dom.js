// Builds nodes. Message data only ever becomes text or a checked link: there is no markup door here on purpose.

const FORBIDDEN = new Set(["innerHTML", "outerHTML", "style", "srcdoc"]);

/** One HTML element. Properties are attributes; `on` holds listeners; `false`, `null` and `undefined` leave one out. */
export function el(tag, props = {}, ...children) {
  return dress(document.createElement(tag), props, children);
}

/** One SVG element, same rules. */
export function svg(tag, props = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

/** Several nodes or words as one piece. */
export function pieces(...children) {
  const fragment = document.createDocumentFragment();
  fragment.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return fragment;
}

/** Puts `children` in place of what `node` held. */
export function fill(node, ...children) {
  node.replaceChildren(pieces(children));
  return node;
}

let lastId = 0;

/** An id no other node of the page has. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/** The address when it is a whole one a person may safely follow (http, https, mailto), else null. */
export function safeUrl(address) {
  try {
    const url = new URL(String(address));
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** The address of something the local server itself hands out, whole or from the root ("/files/…"), else null. */
export function ownUrl(address) {
  const whole = safeUrl(/^\/(?!\/)/.test(String(address)) ? location.origin + address : address);
  return whole !== null && new URL(whole).origin === location.origin ? whole : null;
}

/** A link that opens beside the page; an address of another kind is shown as words. */
export function link(address, ...label) {
  const href = safeUrl(address);
  const words = label.length ? label : [String(address)];
  if (href === null) return el("span", { class: "dead-link", title: "This address is not opened here" }, ...words);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...words);
}

function dress(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (FORBIDDEN.has(name)) throw new Error(`${name} is never set on this page`);
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === "dataset") {
      Object.assign(node.dataset, value);
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(pieces(children));
  return node;
}
