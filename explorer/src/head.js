// Runs before anything is drawn: the colours that were chosen, and the promise of a script, taken back where it does not start.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch {
    // Some browsers keep nothing for files.
  }
  document.addEventListener("DOMContentLoaded", () => {
    if (!root.classList.contains("ready")) root.classList.remove("js");
  });
})();
