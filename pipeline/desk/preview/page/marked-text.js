// @ts-check
import { h } from "./elements.js";
import { classOf, topmost } from "./ranges.js";

/** @typedef {import("./ranges.js").Range} Range */

const SIGNS = /** @type {Readonly<Record<string, string>>} */ ({ contradicted: "×", "not verifiable": "?" });

/**
 * A field to write in, with the stated words marked behind it. The layer behind holds the same words in the same face, unseen: it makes the
 * field as high as its text, and its marks are highlights, not elements, since an element breaks a line elsewhere than a field does.
 *
 * @param {{ id: string; text: string; changed: () => void }} given
 */
export function markedText({ id, text, changed }) {
  const words = document.createTextNode("");
  const backdrop = h("div", { class: "backdrop", "aria-hidden": true }, words);
  const gutter = h("div", { class: "gutter", "aria-hidden": true });
  const field = h("textarea", { id, rows: 4, spellcheck: "true", lang: "en" });
  /** @type {{ range: globalThis.Range; verdict: string; sign: string | undefined }[]} */
  let marks = [];
  field.value = text;
  field.addEventListener("input", changed);

  /** @param {readonly Range[]} ranges */
  function mark(ranges) {
    unmark();
    // A last line that is empty has a height only if something stands in it.
    words.data = `${field.value}\u200B`;
    marks = topmost(ranges).map(({ from, to, statement }) => ({
      range: rangeIn(words, from, to),
      verdict: classOf(statement),
      sign: SIGNS[statement.verdict],
    }));
    for (const { range, verdict } of marks) highlightOf(verdict)?.add(range);
    place();
  }

  /** What other texts have marked stays. */
  function unmark() {
    for (const { range, verdict } of marks) highlightOf(verdict)?.delete(range);
    marks = [];
  }

  /** A sign in the margin beside each mark that wants attention, one a line. */
  function place() {
    const top = backdrop.getBoundingClientRect().top;
    /** @type {Map<number, string>} */
    const signs = new Map();
    for (const { range, sign } of marks) {
      const at = Math.round((range.getClientRects()[0]?.top ?? top) - top);
      if (sign && signs.get(at) !== "×") signs.set(at, sign);
    }
    gutter.replaceChildren(
      ...[...signs].map(([at, sign]) => {
        const shown = h("span", { class: sign === "×" ? "contradicted" : "open" }, sign);
        shown.style.top = `${at}px`;
        return shown;
      }),
    );
  }

  /** @param {number} from @param {number} to */
  function select(from, to) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(from, to);
    // The field itself never scrolls: what it stands in does.
    const scroller = field.closest(".scroller");
    const seen = scroller?.getBoundingClientRect();
    const { top, bottom } = rangeIn(words, from, to).getBoundingClientRect();
    if (seen && (top < seen.top + 40 || bottom > seen.bottom - 40))
      scroller?.scrollBy({ top: top - seen.top - seen.height / 3 });
  }

  new ResizeObserver(place).observe(backdrop);
  // Another face breaks the lines elsewhere without changing their number.
  document.fonts.addEventListener("loadingdone", place);
  return { element: h("div", { class: "paper" }, gutter, backdrop, field), field, mark, unmark, select };
}

/** @param {Text} words @param {number} from @param {number} to */
function rangeIn(words, from, to) {
  const range = document.createRange();
  range.setStart(words, Math.min(from, words.length));
  range.setEnd(words, Math.min(to, words.length));
  return range;
}

/** The page's highlight of that name; a browser that has none shows the list below the text all the same. @param {string} verdict */
function highlightOf(verdict) {
  if (!("highlights" in CSS)) return null;
  const known = CSS.highlights.get(verdict) ?? new Highlight();
  CSS.highlights.set(verdict, known);
  return known;
}
