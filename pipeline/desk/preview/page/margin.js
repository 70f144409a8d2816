// @ts-check
import { counted } from "./elements.js";

/**
 * @typedef {import("../../../model/written.ts").Statement} Statement
 * @typedef {{ readonly block: Element; readonly statements: readonly Statement[] }} Mark
 */

/**
 * Small marks in the margin of the issue, beside the paragraphs whose statements do not hold or cannot be held.
 *
 * @param {Document} page
 * @param {readonly Statement[]} statements
 * @param {(statement: Statement) => void} opened
 */
export function markMargin(page, statements, opened) {
  const old = page.querySelector(".desk-marks");
  const held = [...(old?.querySelectorAll("button") ?? [])].indexOf(
    /** @type {HTMLButtonElement} */ (page.activeElement),
  );
  old?.remove();
  const marks = marksOf(page, statements);
  if (marks.length === 0) return;
  const layer = page.createElement("div");
  layer.className = "desk-marks";
  layer.append(...marks.map((mark) => buttonFor(page, mark, opened)));
  page.documentElement.append(layer);
  if (held >= 0)
    [...layer.querySelectorAll("button")]
      .slice(0, held + 1)
      .at(-1)
      ?.focus({ preventScroll: true });
}

/** Puts the marks where their paragraphs are now. @param {Document} page @param {readonly Statement[]} statements */
export function placeMarks(page, statements) {
  const buttons = page.querySelectorAll(".desk-marks button");
  for (const [index, { block }] of marksOf(page, statements).entries())
    place(/** @type {HTMLElement} */ (buttons[index]), block);
}

/** @param {Document} page @param {readonly Statement[]} statements @returns {Mark[]} */
function marksOf(page, statements) {
  /** @type {Map<Element, Statement[]>} */
  const found = new Map();
  for (const statement of statements.filter(
    ({ verdict }) => verdict === "contradicted" || verdict === "not verifiable",
  )) {
    const block = blockOf(page, statement);
    if (block) found.set(block, [...(found.get(block) ?? []), statement]);
  }
  return [...found].map(([block, own]) => ({ block, statements: own }));
}

/** The printed paragraph that holds most of the sentence's words. @param {Document} page @param {Statement} statement */
function blockOf(page, { id, sentence, text }) {
  const zone = page.querySelector(zoneOf(id));
  if (!zone) return null;
  const wanted = wordsOf(sentence || text);
  const blocks = [...zone.querySelectorAll("p, li, h1, h2, h3, h4, td, blockquote")];
  const [best] = blocks
    .map((block) => ({ block, shared: shareOf(wanted, wordsOf(block.textContent ?? "")) }))
    .sort((a, b) => b.shared - a.shared);
  return best && best.shared > 0.3 ? best.block : (blocks[0] ?? zone);
}

/** @param {string} id */
function zoneOf(id) {
  if (id === "title") return "h1";
  return id === "lead" || id === "standfirst" ? `.${id}` : `#${CSS.escape(id)} .note`;
}

/** @param {string} text */
function wordsOf(text) {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** @param {ReadonlySet<string>} wanted @param {ReadonlySet<string>} there */
function shareOf(wanted, there) {
  return wanted.size === 0 ? 0 : [...wanted].filter((word) => there.has(word)).length / wanted.size;
}

/** @param {Document} page @param {Mark} mark @param {(statement: Statement) => void} opened */
function buttonFor(page, { block, statements }, opened) {
  const wrong = statements.filter(({ verdict }) => verdict === "contradicted");
  const button = page.createElement("button");
  const open = statements.length - wrong.length;
  button.type = "button";
  button.className = wrong.length > 0 ? "contradicted" : "open";
  button.textContent = wrong.length > 0 ? "×" : "?";
  const words = [
    wrong.length > 0 ? `${wrong.length} contradicted` : "",
    open > 0 ? `${open} not verifiable` : "",
  ];
  button.title = `${counted(statements.length, "statement")}: ${words.filter(Boolean).join(", ")}`;
  button.setAttribute("aria-label", button.title);
  button.addEventListener("click", () => opened(/** @type {Statement} */ (wrong[0] ?? statements[0])));
  place(button, block);
  return button;
}

/** @param {HTMLElement | undefined} button @param {Element} block */
function place(button, block) {
  const view = block.ownerDocument.defaultView;
  const { left, top } = block.getBoundingClientRect();
  if (!button || !view) return;
  const isNarrow = left < 30;
  button.classList.toggle("narrow", isNarrow);
  button.style.left = `${isNarrow ? view.scrollX : left + view.scrollX - 30}px`;
  button.style.top = `${top + view.scrollY + 4}px`;
}
