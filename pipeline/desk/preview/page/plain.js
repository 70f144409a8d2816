// @ts-check
import { h } from "./elements.js";
import { patch } from "./patch.js";

/**
 * The plain text of the mail, a paragraph a block, so that a change replaces only its own.
 *
 * @param {HTMLElement} element
 */
export function plainIn(element) {
  let before = h("div");
  const sheet = h("div", { class: "letter" });
  element.append(sheet);

  /** @param {string} text */
  function refresh(text) {
    const after = h(
      "div",
      {},
      ...text
        .replace(/\n+$/, "")
        .split(/\n{2,}/)
        .map((block) => h("p", {}, block)),
    );
    const top = element.scrollTop;
    const isFirst = sheet.childElementCount === 0;
    const changed = patch(before, after, sheet);
    before = after;
    element.scrollTop = top;
    if (!isFirst) for (const one of changed) outline(one);
    return changed;
  }

  return { refresh };
}

/** @param {Element} element */
function outline(element) {
  element.classList.add("changed");
  element.addEventListener("animationend", () => element.classList.remove("changed"), { once: true });
}
