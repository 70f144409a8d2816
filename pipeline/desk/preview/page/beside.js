// @ts-check

/**
 * @typedef {object} Anchor what a card stands beside, in this window or in the frame's
 * @property {HTMLElement} element
 * @property {HTMLIFrameElement | null} frame
 */

const [GAP, EDGE, LEAST] = [8, 12, 160];

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

/** @typedef {"below" | "above"} Side */

/**
 * Below if there is room, else where there is more of it. One that stands already stays on its side until it would be too small to be read:
 * a card that jumps over its figure at every scroll cannot be.
 *
 * @param {HTMLElement} card
 * @param {{ left: number; top: number; width: number; height: number }} figure
 * @param {Side | null} before
 * @returns {Side}
 */
export function placeBeside(card, figure, before) {
  const room = {
    below: innerHeight - figure.top - figure.height - GAP - EDGE,
    above: figure.top - GAP - EDGE,
  };
  const { scrollTop } = card;
  card.style.maxHeight = "none";
  const whole = card.offsetHeight;
  const larger = room.below >= whole || room.below >= room.above ? "below" : "above";
  const side = before && room[before] >= Math.min(whole, LEAST) ? before : larger;
  card.style.maxHeight = `${Math.max(room[side], 80)}px`;
  const furthest = innerWidth - card.offsetWidth - EDGE;
  card.style.left = `${Math.max(EDGE, Math.min(figure.left, furthest))}px`;
  card.style.top = `${side === "below" ? figure.top + figure.height + GAP : figure.top - GAP - card.offsetHeight}px`;
  card.scrollTop = scrollTop;
  return side;
}
