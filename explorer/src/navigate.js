// The history: each click is an entry, which remembers where the page was scrolled to.

let listener = () => {};
let leadsTo = (link) => link.getAttribute("href");

/** The item at the top of the window, and how far from it: heights of items that were not drawn yet are guesses, so a number of pixels is not enough. */
function anchor() {
  const item = [...document.querySelectorAll(".item")].find((one) => one.getBoundingClientRect().bottom > 80);
  return item && { claim: item.dataset.claim, top: item.getBoundingClientRect().top };
}

const remember = () => history.replaceState({ ...history.state, scroll: window.scrollY, anchor: window.scrollY ? anchor() : null }, "");

/** Scrolls to where an entry of the history was left. */
export function restore({ scroll, anchor: left }) {
  window.scrollTo(0, scroll);
  const adjust = () => {
    const item = left && document.querySelector(`.item[data-claim="${CSS.escape(left.claim)}"]`);
    if (item) window.scrollBy(0, item.getBoundingClientRect().top - left.top);
  };
  adjust();
  requestAnimationFrame(adjust);
}

/** Calls `then` with the address and the place to go back to (`null` for a new entry), for each change; `to` says where a link leads. */
export function listen(then, to) {
  listener = then;
  leadsTo = to;
  history.scrollRestoration = "manual";
  let timer;
  window.addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(remember, 80);
  });
  // An address that somebody types comes this way too.
  window.addEventListener("popstate", (event) => {
    clearTimeout(timer);
    listener(location.hash, event.state?.scroll === undefined ? null : event.state, "back");
  });
  document.addEventListener("click", followed);
}

function followed(event) {
  const link = event.target.closest?.("a[href^='#']");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(leadsTo(link), link.dataset.stay === undefined ? "page" : "stay");
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
