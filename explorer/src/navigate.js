// The history: each click is an entry, which remembers where the page was scrolled to.

let listener = () => {};

const remember = () => history.replaceState({ ...history.state, scroll: window.scrollY }, "");

/** Calls `then` with the address and the scroll to go back to (`null` for a new entry), for each change. */
export function listen(then) {
  listener = then;
  history.scrollRestoration = "manual";
  let timer;
  window.addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(remember, 80);
  });
  // Reports the fall back of the browser too: an address that somebody types.
  window.addEventListener("popstate", (event) => {
    clearTimeout(timer);
    listener(location.hash, event.state?.scroll ?? null, "back");
  });
  document.addEventListener("click", followed);
}

function followed(event) {
  const link = event.target.closest?.("a[href^='#']");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.getAttribute("href"), link.dataset.stay === undefined ? "page" : "stay");
}

/** Goes to an address: `page` shows it from its top, `stay` keeps the place, `replace` makes no entry of it. */
export function go(hash, how = "stay") {
  if (how === "replace") {
    history.replaceState(history.state, "", hash);
  } else {
    remember();
    history.pushState({ scroll: how === "stay" ? window.scrollY : 0 }, "", hash);
  }
  listener(hash, null, how);
}
