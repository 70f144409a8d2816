// @ts-check
import { h } from "./elements.js";
import { beginningOfWords, nameOfFolded } from "./notes.js";

/**
 * A field whose notes at the head of the file are folded away, by drawing it higher than its window: the text itself stays whole. It unfolds
 * at a press of its button, and by itself where the caret goes into the notes.
 *
 * @param {object} given
 * @param {HTMLElement} given.paper what holds the field
 * @param {HTMLTextAreaElement} given.field
 * @param {string} given.file
 * @param {(at: number) => number} given.topAt pixels from the top of the text
 */
export function folded({ paper, field, file, topAt }) {
  const name = h("span");
  const button = h(
    "button",
    {
      type: "button",
      class: "fold",
      "aria-expanded": "false",
      "aria-controls": field.id,
      onclick: () => turn(!isOpen),
    },
    name,
  );
  const sheet = h("div", { class: "sheet" }, paper);
  let isOpen = false;

  /** @param {boolean} open */
  function turn(open) {
    isOpen = open;
    button.setAttribute("aria-expanded", String(open));
    lay();
  }

  function lay() {
    const begin = beginningOfWords(field.value, file);
    const words = nameOfFolded(field.value.slice(0, begin));
    button.hidden = begin === 0;
    if (name.textContent !== words) name.textContent = words;
    const margin = begin === 0 || isOpen ? "" : `${-Math.round(topAt(begin))}px`;
    if (paper.style.marginTop !== margin) paper.style.marginTop = margin;
  }

  /** @param {number} at a place in the text that is to be seen */
  function openFor(at) {
    if (!isOpen && at < beginningOfWords(field.value, file)) turn(true);
  }

  field.addEventListener("selectionchange", () => {
    if (document.activeElement === field) openFor(field.selectionStart);
  });
  return { element: h("div", {}, button, sheet), lay, openFor };
}
