// @ts-check
import { h } from "./elements.js";
import { classOf, nameOf } from "./ranges.js";

/** @typedef {import("../../../model/written.ts").Statement} Statement */

const WANTS_ATTENTION = new Set(["contradicted", "not verifiable"]);

/**
 * The statements of a text below it: what does not hold or cannot be held is open, the rest folded away.
 *
 * @param {readonly Statement[]} statements
 * @param {{ picked: (statement: Statement) => void; figure: (id: string, from: HTMLElement) => void }} act
 * @returns {HTMLElement[]}
 */
export function statementList(statements, act) {
  const open = statements.filter(({ verdict }) => WANTS_ATTENTION.has(verdict));
  const settled = statements.filter(({ verdict }) => !WANTS_ATTENTION.has(verdict));
  return [
    ...(open.length > 0 ? [h("ul", { class: "statements" }, ...open.map((one) => entry(one, act)))] : []),
    ...(settled.length > 0
      ? [
          h(
            "details",
            { class: "settled" },
            h("summary", {}, tally(settled)),
            h("ul", { class: "statements" }, ...settled.map((one) => entry(one, act))),
          ),
        ]
      : []),
  ];
}

/** `9 verified, 1 declared`. @param {readonly Statement[]} statements */
export function tally(statements) {
  const verdicts = /** @type {const} */ ([
    "contradicted",
    "not verifiable",
    "verified",
    "declared",
    "overruled",
  ]);
  return verdicts
    .map((verdict) => ({ verdict, count: statements.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`)
    .join(", ");
}

/** @param {Statement} statement @param {{ picked: (statement: Statement) => void; figure: (id: string, from: HTMLElement) => void }} act */
function entry(statement, { picked, figure }) {
  const { text, verdict, message, remedy, because, figures } = statement;
  const said = h(
    "button",
    { type: "button", class: "said", "data-statement": nameOf(statement), onclick: () => picked(statement) },
    text,
  );
  const words = [message, remedy].filter(Boolean).join(" ");
  const evidence = figures.filter((id) => !words.includes(id)).map((id) => figureButton(id, figure));
  return h(
    "li",
    { class: classOf(statement) },
    said,
    h("span", { class: "verdict" }, verdict),
    h("p", {}, ...withButtons(words, figures, figure)),
    because ? h("p", { class: "because" }, because) : null,
    evidence.length > 0 ? h("p", { class: "figures" }, ...evidence) : null,
  );
}

/** A figure that is named in the words is named once: as a button there. @param {string} words @param {readonly string[]} figures @param {(id: string, from: HTMLElement) => void} figure @returns {(Node | string)[]} */
function withButtons(words, figures, figure) {
  return words.split(FIGURE_ID).map((part) => (figures.includes(part) ? figureButton(part, figure) : part));
}

const FIGURE_ID = /([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)/;

/** @param {string} id @param {(id: string, from: HTMLElement) => void} figure */
function figureButton(id, figure) {
  return h(
    "button",
    {
      type: "button",
      class: "evidence",
      "aria-haspopup": "dialog",
      onclick: (/** @type {Event} */ event) => figure(id, /** @type {HTMLElement} */ (event.currentTarget)),
    },
    id,
  );
}
