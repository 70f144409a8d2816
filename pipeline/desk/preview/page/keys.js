// @ts-check
import { VIEWS } from "./choice.js";
import { byIdAs } from "./elements.js";

/**
 * Keys that do something where nobody is typing.
 *
 * @param {object} act
 * @param {(view: import("./choice.js").View) => void} act.view
 * @param {() => void} act.write
 * @param {() => void} act.findings
 * @param {(by: 1 | -1) => void} act.step
 * @param {() => void} act.date
 * @param {() => boolean} act.leave whether there was something to leave
 * @returns {(event: KeyboardEvent) => void} for the keys pressed in the frame
 */
export function keys({ view, write, findings, step, date, leave }) {
  const help = byIdAs("help", HTMLDialogElement);

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || help.open) return;
    if (event.key === "Escape" ? leave() : !isTyping(event.target) && does(event.key)) event.preventDefault();
  }

  /** @param {string} key @returns {boolean} whether it means something */
  function does(key) {
    const nth = VIEWS[Number(key) - 1];
    if (nth) view(nth.view);
    else if (key === "w") write();
    else if (key === "f") findings();
    else if (key === "n" || key === "p") step(key === "n" ? 1 : -1);
    else if (key === "/") date();
    else if (key === "?") help.showModal();
    else return false;
    return true;
  }

  document.addEventListener("keydown", pressed);
  byIdAs("open-help", HTMLButtonElement).addEventListener("click", () => help.showModal());
  byIdAs("close-help", HTMLButtonElement).addEventListener("click", () => help.close());
  return pressed;
}

/** @param {EventTarget | null} target of this window or of the frame's */
function isTyping(target) {
  return (
    /** @type {Element | null} */ (target)?.closest?.("textarea, select, input:not([type=radio])") != null
  );
}
