/// <reference lib="dom" />
/**
 * The switch between dark and light. The text of the function stands in pages,
 * so that it may use nothing from outside.
 *
 * @module
 */

/** Makes the button `#theme` work and remembers what it was set to. */
export function themeClient(): void {
  const root = document.documentElement;
  const theme = document.querySelector<HTMLButtonElement>("#theme")!;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = (): boolean =>
    root.dataset.theme === undefined
      ? dark.matches
      : root.dataset.theme === "dark";
  const showTheme = (): void => {
    theme.setAttribute("aria-pressed", String(isDark()));
  };
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    showTheme();
    try {
      localStorage.setItem("nommap-theme", root.dataset.theme);
    } catch {
      // Pages from files may have no storage.
    }
  });
  dark.addEventListener("change", showTheme);
  try {
    const kept = localStorage.getItem("nommap-theme");
    if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  } catch {
    // As above.
  }
  showTheme();
}
