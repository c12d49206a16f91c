// Light or dark: the system's wish, unless the person chose.
const KEY = "dunwell.theme";
const system = matchMedia("(prefers-color-scheme: dark)");

/** "light" or "dark", as shown now. */
export function theme() {
  return document.documentElement.dataset.theme;
}

export function startTheme() {
  apply(localStorage.getItem(KEY));
  system.addEventListener("change", () => apply(localStorage.getItem(KEY)));
}

/** Chooses the other one; back to the system's wish when it is the same. */
export function turnTheme() {
  const next = theme() === "dark" ? "light" : "dark";
  if (next === (system.matches ? "dark" : "light")) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, next);
  apply(next);
}

function apply(chosen) {
  document.documentElement.dataset.theme = chosen ?? (system.matches ? "dark" : "light");
}
