// @ts-check

/**
 * @typedef {object} Anchor what a card stands beside, in this window or in the frame's
 * @property {HTMLElement} element
 * @property {HTMLIFrameElement | null} frame
 */

const [GAP, EDGE] = [8, 12];

/** @param {Anchor} anchor */
export function whereIs({ element, frame }) {
  const inner = element.getBoundingClientRect();
  const outer = frame?.getBoundingClientRect();
  return {
    left: inner.left + (outer?.left ?? 0),
    top: inner.top + (outer?.top ?? 0),
    width: inner.width,
    height: inner.height,
  };
}

/**
 * Below if there is room, else where there is more of it.
 *
 * @param {HTMLElement} card
 * @param {{ left: number; top: number; width: number; height: number }} figure
 */
export function placeBeside(card, figure) {
  const [below, above] = [innerHeight - figure.top - figure.height - GAP - EDGE, figure.top - GAP - EDGE];
  card.style.maxHeight = "none";
  const isBelow = below >= card.offsetHeight || below >= above;
  card.style.maxHeight = `${Math.max(isBelow ? below : above, 80)}px`;
  const furthest = innerWidth - card.offsetWidth - EDGE;
  card.style.left = `${Math.max(EDGE, Math.min(figure.left, furthest))}px`;
  card.style.top = `${isBelow ? figure.top + figure.height + GAP : figure.top - GAP - card.offsetHeight}px`;
}
