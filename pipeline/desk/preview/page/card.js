// @ts-check
import { announce } from "./announce.js";
import { placeBeside, whereIs } from "./beside.js";
import { contentOf, inWords } from "./card-content.js";
import { byId } from "./elements.js";

/**
 * @typedef {import("../api.ts").FigureCard} FigureCard
 * @typedef {import("./beside.js").Anchor} Anchor
 */

const [OPEN_AFTER_MS, CLOSE_AFTER_MS] = [90, 220];

/**
 * What is known of a figure, beside it and never over it. Stays while the pointer or the focus is in it.
 *
 * @param {(id: string) => Promise<FigureCard | null>} read
 */
export function figureCard(read) {
  const card = byId("card");
  /** @type {Anchor | null} */
  let anchor = null;
  /** @type {FigureCard[]} the figure pointed at first, then the inputs that were opened, each out of the one before */
  let trail = [];
  /** @type {import("./beside.js").Side | null} where it stands, for as long as there is room */
  let side = null;
  let [opening, closing] = [0, 0];

  /** @param {Anchor} to @param {string} id @param {"pointer" | "focus"} how */
  function show(to, id, how) {
    still();
    if (anchor?.element === to.element) return;
    opening = window.setTimeout(() => open(to, id, how), how === "focus" ? 0 : OPEN_AFTER_MS);
  }

  /** Pressed again, the one who asked goes into it. @param {Anchor} to @param {string} id */
  function showOrEnter(to, id) {
    if (anchor?.element === to.element && !card.hidden) return focusFirst();
    show(to, id, "focus");
    to.element.addEventListener("blur", leave, { once: true });
  }

  /** @param {Anchor} to @param {string} id @param {"pointer" | "focus"} how */
  async function open(to, id, how) {
    release();
    anchor = to;
    const found = await read(id);
    if (anchor !== to) return;
    if (found === null) return close();
    trail = [found];
    side = null;
    to.element.setAttribute("data-desk-open", "");
    draw();
    if (how === "focus") announce(`${inWords(found)}. Enter: its inputs`);
  }

  function draw() {
    const shown = trail.at(-1);
    if (!shown || !anchor) return;
    card.replaceChildren(...contentOf(shown, trail, { open: drill, back, close: () => close(true) }));
    card.setAttribute("aria-label", `The figure ${shown.printed[0] ?? shown.id}`);
    card.hidden = false;
    follow();
  }

  /** @param {string} id */
  async function drill(id) {
    const found = await read(id);
    if (found === null || anchor === null) return;
    trail = [...trail, found];
    draw();
    focusFirst();
  }

  /** @param {number} length how much of the trail stays */
  function back(length) {
    trail = trail.slice(0, length);
    draw();
    focusFirst();
  }

  /** Neither opens nor closes what was about to. */
  function still() {
    clearTimeout(opening);
    clearTimeout(closing);
  }

  function leave() {
    still();
    closing = window.setTimeout(() => {
      if (!card.matches(":hover") && !card.contains(document.activeElement)) close();
    }, CLOSE_AFTER_MS);
  }

  /** @param {boolean} [giveBack] the focus goes back to the figure */
  function close(giveBack = false) {
    still();
    const held = card.contains(document.activeElement);
    const figure = anchor?.element;
    hide();
    if ((held || giveBack) && figure?.isConnected) returnTo(figure);
  }

  /** The figure keeps the focus without opening its card again. @param {HTMLElement} figure */
  function returnTo(figure) {
    figure.ownerDocument.defaultView?.focus();
    figure.focus({ preventScroll: true });
    still();
  }

  function hide() {
    card.hidden = true;
    release();
  }

  function release() {
    anchor?.element.removeAttribute("data-desk-open");
    anchor = null;
    trail = [];
  }

  function place() {
    if (anchor && !card.hidden) side = placeBeside(card, whereIs(anchor), side);
  }

  /** Its figure has moved: the card goes with it, and goes away where it left the window; that of a figure with the focus comes again. */
  function follow() {
    if (anchor === null || trail.length === 0) return;
    const { element, frame } = anchor;
    const { top, height } = whereIs(anchor);
    const seen = (frame ?? document.documentElement).getBoundingClientRect();
    const isSeen = top + height >= seen.top && top <= seen.bottom;
    if (!element.isConnected || !(isSeen || element.ownerDocument.activeElement === element)) return hide();
    card.hidden = !isSeen;
    place();
  }

  function focusFirst() {
    /** @type {HTMLElement | null} */ (
      card.querySelector("button[data-input]") ??
        card.querySelector("nav button") ??
        card.querySelector("button")
    )?.focus();
  }

  card.addEventListener("pointerenter", still);
  card.addEventListener("pointerleave", leave);
  card.addEventListener("focusout", leave);
  window.addEventListener("resize", place);
  return {
    show,
    showOrEnter,
    leave,
    close,
    follow,
    enter: () => !card.hidden && focusFirst(),
    isOpen: () => !card.hidden,
  };
}
