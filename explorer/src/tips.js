// Tooltips: definitions of terms, after a moment under the mouse or at once with the keyboard. They stay while the mouse is on them, and Esc
// closes them. On touch there are none: a claim's page prints every definition.

const DELAY = 350;

let tip;
let target = null;
let timer;

function hide() {
  clearTimeout(timer);
  if (!target) return;
  target.removeAttribute("aria-describedby");
  target = null;
  tip.hidden = true;
}

function show(element) {
  hide();
  target = element;
  tip.textContent = element.dataset.tip;
  tip.hidden = false;
  element.setAttribute("aria-describedby", "tip");
  const place = element.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, innerWidth - own.width - 8));
  const below = place.bottom + 4 + own.height < innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? place.bottom + 4 : Math.max(4, place.top - own.height - 4)}px`;
}

export function startTips() {
  tip = document.createElement("div");
  tip.id = "tip";
  tip.role = "tooltip";
  tip.hidden = true;
  document.body.append(tip);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (event.target === tip) return clearTimeout(timer);
    const element = event.target.closest?.("[data-tip]");
    if (element === target) return clearTimeout(timer);
    clearTimeout(timer);
    timer = setTimeout(() => (element ? show(element) : hide()), DELAY);
  });
  document.addEventListener("focusin", (event) => {
    const element = matchMedia("(hover: hover)").matches && event.target.matches(":focus-visible") && event.target.closest("[data-tip]");
    if (element) show(element);
    else hide();
  });
  document.addEventListener("pointerdown", hide);
  document.addEventListener("scroll", hide, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}
