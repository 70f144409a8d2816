// @ts-check

/**
 * The figures of a page: one stop for the tab key, arrows from one to the next, and a card for what is pointed at.
 *
 * @typedef {object} Pointing
 * @property {(figure: HTMLElement, how: "pointer" | "focus") => void} show
 * @property {() => void} leave
 * @property {() => void} moved the page was scrolled
 * @property {() => void} enter moves the focus into the card
 */

const STEPS = /** @type {Readonly<Record<string, number>>} */ ({
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
});

/** Listens once to a page. @param {Document} page @param {Pointing} pointing */
export function pointAtFigures(page, { show, leave, enter }) {
  page.addEventListener("pointerover", (event) => {
    const figure = figureAt(event.target);
    if (figure && event.pointerType !== "touch") show(figure, "pointer");
  });
  page.addEventListener("pointerout", (event) => {
    if (figureAt(event.target)) leave();
  });
  page.addEventListener("focusin", (event) => {
    const figure = figureAt(event.target);
    if (!figure) return;
    makeStop(page, figure);
    show(figure, "focus");
  });
  page.addEventListener("focusout", (event) => {
    if (figureAt(event.target)) leave();
  });
  page.addEventListener("keydown", (event) => {
    const figure = figureAt(event.target);
    if (!figure || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") enter();
    else if (!step(page, figure, event.key)) return;
    event.preventDefault();
  });
}

/** After every change: what is new is no stop of its own, and has no second card by its title. @param {Document} page */
export function prepareFigures(page) {
  const figures = figuresOf(page);
  for (const figure of figures) {
    if (figure.hasAttribute("title")) figure.removeAttribute("title");
    if (figure.tabIndex !== -1 || !figure.hasAttribute("tabindex")) figure.tabIndex = -1;
  }
  const held =
    figureAt(page.activeElement) ?? figures.find((one) => one.hasAttribute("data-desk-stop")) ?? figures[0];
  if (held) makeStop(page, held);
}

/** @param {Document} page @returns {HTMLElement[]} */
function figuresOf(page) {
  return [...page.querySelectorAll("data[data-figure]")].map((one) => /** @type {HTMLElement} */ (one));
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function figureAt(target) {
  const found = /** @type {Element | null} */ (target)?.closest?.("data[data-figure]");
  return /** @type {HTMLElement | null} */ (found ?? null);
}

/** The one figure that the tab key comes to; only it is announced as something that opens. @param {Document} page @param {HTMLElement} figure */
function makeStop(page, figure) {
  for (const other of page.querySelectorAll("[data-desk-stop]")) {
    if (other === figure) continue;
    for (const name of ["data-desk-stop", "role", "aria-haspopup"]) other.removeAttribute(name);
    /** @type {HTMLElement} */ (other).tabIndex = -1;
  }
  figure.tabIndex = 0;
  figure.setAttribute("data-desk-stop", "");
  figure.setAttribute("role", "button");
  figure.setAttribute("aria-haspopup", "dialog");
}

/** @param {Document} page @param {HTMLElement} figure @param {string} key @returns {boolean} whether the key meant a figure */
function step(page, figure, key) {
  const figures = figuresOf(page).filter((one) => one.checkVisibility());
  const at = figures.indexOf(figure);
  const to = key === "Home" ? 0 : key === "End" ? figures.length - 1 : at + (STEPS[key] ?? Number.NaN);
  if (Number.isNaN(to)) return false;
  figures[to]?.focus();
  return true;
}
