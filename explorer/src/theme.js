const isDark = () => {
  const set = document.documentElement.dataset.theme;
  return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};

/** The colours that a click on the button gives. */
export const nextTheme = () => (isDark() ? "light" : "dark");

export function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Some browsers keep nothing for files.
  }
}
