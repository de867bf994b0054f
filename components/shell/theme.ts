/** Runs before the first paint, so that nobody sees the other theme flash by. */
export const themeScript = `try{var t=localStorage.getItem("theme");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;

export type Theme = "system" | "light" | "dark";

/** The theme chosen on this device. */
export function chosenTheme(): Theme {
  const kept = localStorage.getItem("theme");
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Chooses a theme for this device; `system` follows the device again. */
export function chooseTheme(theme: Theme): void {
  if (theme === "system") {
    localStorage.removeItem("theme");
    delete document.documentElement.dataset.theme;
    return;
  }
  localStorage.setItem("theme", theme);
  document.documentElement.dataset.theme = theme;
}
