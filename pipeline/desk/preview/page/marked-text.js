// @ts-check
import { h } from "./elements.js";
import { folded } from "./folded.js";
import { endOfWords, isProse, notesIn } from "./notes.js";
import { classOf, topmost } from "./ranges.js";

/** @typedef {import("./ranges.js").Range} Range */

const SIGNS = /** @type {Readonly<Record<string, string>>} */ ({ contradicted: "×", "not verifiable": "?" });

/**
 * A field to write in, with the stated words marked in it. What is seen is a layer behind the field with the same words in the same face:
 * it makes the field as high as its text, and its marks are highlights, not elements, since an element breaks a line elsewhere than a
 * field does. The field's own words are clear.
 *
 * @param {{ id: string; file: string; text: string; changed: () => void }} given
 */
export function markedText({ id, file, text, changed }) {
  const words = document.createTextNode("");
  const backdrop = h("div", { class: "backdrop", "aria-hidden": true }, words);
  const gutter = h("div", { class: "gutter", "aria-hidden": true });
  const kind = isProse(file) ? "prose" : "code";
  const field = h("textarea", { id, rows: 1, spellcheck: String(kind === "prose"), lang: "en" });
  const paper = h("div", { class: `paper ${kind}` }, gutter, backdrop, field);
  const fold = folded({ paper, field, file, topAt: (at) => topAt(at) });
  /** @type {{ range: globalThis.Range; verdict: string; sign: string | undefined }[]} */
  let marks = [];
  field.value = text;
  field.setSelectionRange(endOfWords(text, file), endOfWords(text, file));
  field.addEventListener("input", changed);
  let isPointed = false;
  field.addEventListener("pointerdown", () => {
    isPointed = true;
    setTimeout(() => {
      isPointed = false;
    });
  });
  // Who comes by the keyboard is where he left the caret; a field that is longer than the window would be shown from its top.
  field.addEventListener("focus", () => {
    if (!isPointed) reveal(field.selectionStart, field.selectionEnd);
  });

  /** @param {readonly Range[]} ranges */
  function mark(ranges) {
    unmark();
    // A last line that is empty has a height only if something stands in it.
    words.data = `${field.value}\u200B`;
    marks = [
      ...notesIn(field.value, file).map(({ from, to }) => highlighted(from, to, "note")),
      ...topmost(ranges).map(({ from, to, statement }) =>
        highlighted(from, to, classOf(statement), SIGNS[statement.verdict]),
      ),
    ];
    for (const { range, verdict } of marks) highlightOf(verdict)?.add(range);
    place();
  }

  /** @param {number} from @param {number} to @param {string} verdict @param {string} [sign] */
  function highlighted(from, to, verdict, sign) {
    return { range: rangeIn(words, from, to), verdict, sign };
  }

  /** What other texts have marked stays. */
  function unmark() {
    for (const { range, verdict } of marks) highlightOf(verdict)?.delete(range);
    marks = [];
  }

  /** How far below the top of the text a place in it stands, in pixels. @param {number} at */
  function topAt(at) {
    const { top } = rangeIn(words, at, at + 1).getClientRects()[0] ?? backdrop.getBoundingClientRect();
    return top - backdrop.getBoundingClientRect().top;
  }

  /** A sign in the margin beside each mark that wants attention, one a line. */
  function place() {
    fold.lay();
    const top = backdrop.getBoundingClientRect().top;
    /** @type {Map<number, string>} */
    const signs = new Map();
    for (const { range, sign } of marks) {
      const at = sign ? Math.round((range.getClientRects()[0]?.top ?? top) - top) : 0;
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
    fold.openFor(from);
    field.setSelectionRange(from, to);
    field.focus({ preventScroll: true });
    reveal(from, to);
  }

  /** The field itself never scrolls: what it stands in does. @param {number} from @param {number} to */
  function reveal(from, to) {
    const scroller = field.closest(".scroller");
    const seen = scroller?.getBoundingClientRect();
    const { top, bottom } = rangeIn(words, from, Math.max(to, from + 1)).getBoundingClientRect();
    if (seen && (top < seen.top + 40 || bottom > seen.bottom - 40))
      scroller?.scrollBy({ top: top - seen.top - seen.height / 3 });
  }

  new ResizeObserver(place).observe(backdrop);
  // Another face breaks the lines elsewhere without changing their number.
  document.fonts.addEventListener("loadingdone", place);
  return { element: fold.element, field, mark, unmark, select };
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
  // Under the verdicts, which may stand in a title.
  known.priority = verdict === "note" ? -1 : 0;
  CSS.highlights.set(verdict, known);
  return known;
}
