// @ts-check
import { byId } from "./elements.js";

const PAUSE_MS = 500;
/** @type {string[]} */
let waiting = [];
let timer = 0;

/**
 * Says something to a screen reader, politely; what comes within half a second is said in one go.
 *
 * @param {string} words
 */
export function announce(words) {
  waiting = [...waiting.filter((one) => one !== words), words];
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    byId("live").textContent = waiting.join("; ");
    waiting = [];
  }, PAUSE_MS);
}
