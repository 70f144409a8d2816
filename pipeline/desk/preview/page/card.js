// @ts-check
import { announce } from "./announce.js";
import { placeBeside, whereIs } from "./beside.js";
import { byId, h } from "./elements.js";

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
  let [opening, closing] = [0, 0];

  /** @param {Anchor} to @param {string} id @param {"pointer" | "focus"} how */
  function show(to, id, how) {
    still();
    if (anchor?.element === to.element) return;
    opening = window.setTimeout(() => open(to, id, how), how === "focus" ? 0 : OPEN_AFTER_MS);
  }

  /** @param {Anchor} to @param {string} id @param {"pointer" | "focus"} how */
  async function open(to, id, how) {
    release();
    anchor = to;
    const found = await read(id);
    if (anchor !== to) return;
    if (found === null) return close();
    trail = [found];
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
    place();
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
    if (anchor && !card.hidden) placeBeside(card, whereIs(anchor));
  }

  /** Its figure has moved: the card goes with it, and goes away where it left the window. One that is about to open still does. */
  function follow() {
    if (anchor === null || card.hidden) return;
    const { top, height } = whereIs(anchor);
    const seen = (anchor.frame ?? document.documentElement).getBoundingClientRect();
    if (!anchor.element.isConnected || top + height < seen.top || top > seen.bottom) hide();
    else place();
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
    leave,
    close,
    follow,
    enter: () => !card.hidden && focusFirst(),
    isOpen: () => !card.hidden,
  };
}

/**
 * @param {FigureCard} shown
 * @param {readonly FigureCard[]} trail
 * @param {{ open: (id: string) => void; back: (length: number) => void; close: () => void }} act
 */
function contentOf(shown, trail, act) {
  const way = trail
    .slice(0, -1)
    .map((one, index) =>
      h(
        "li",
        {},
        h("button", { type: "button", onclick: () => act.back(index + 1) }, one.printed[0] ?? one.id),
      ),
    );
  const inputs = shown.inputs.map(({ id, text }) =>
    id === null
      ? h("li", {}, text)
      : h(
          "li",
          {},
          h("button", { type: "button", "data-input": id, onclick: () => act.open(id) }, text),
          h("span", { class: "figure-id" }, id),
        ),
  );
  return [
    h("button", { type: "button", class: "close", "aria-label": "Close", onclick: act.close }, "×"),
    way.length > 0 ? h("nav", { "aria-label": "Way to this figure" }, h("ol", {}, ...way)) : null,
    h("p", { class: "printed" }, shown.printed.join(" · ") || shown.id),
    h("p", { class: "figure-id" }, shown.printed.length > 0 ? shown.id : "not printed by itself"),
    h(
      "dl",
      {},
      ...row("value", `${trueMinus(shown.value)} ${shown.unit}`),
      ...row("as of", dayInWords(shown.asOf)),
      ...row("formula", shown.method),
      ...row(shown.sources.length === 1 ? "source" : "sources", shown.sources.join("; ") || "n/a"),
      ...(inputs.length > 0 ? row("made of", h("ul", {}, ...inputs)) : []),
    ),
  ].filter((one) => one !== null);
}

/** @param {string} name @param {string | Node} said */
function row(name, said) {
  return [h("dt", {}, name), h("dd", {}, said)];
}

/** @param {number} value */
function trueMinus(value) {
  return String(value).replaceAll("-", "−");
}

/** @param {FigureCard} card */
function inWords({ value, unit, asOf, method }) {
  return `${value} ${unit}, as of ${dayInWords(asOf)}, ${method}`;
}

/** `2025-11-05` as 5 November 2025; anything else as it is. @param {string} day */
function dayInWords(day) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return day;
  const words = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return words.format(new Date(`${day}T00:00:00Z`));
}
