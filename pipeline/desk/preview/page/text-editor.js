// @ts-check
import { announce } from "./announce.js";
import { conflictBetween } from "./conflict.js";
import { counted, h } from "./elements.js";
import { withTitle } from "./front-matter.js";
import { markedText } from "./marked-text.js";
import { isProse } from "./notes.js";
import { nameOf, rangesOf } from "./ranges.js";
import { savingOf } from "./saving.js";
import { statementList } from "./statement-list.js";

/**
 * @typedef {import("../api.ts").WritersText} WritersText
 * @typedef {import("../../../model/written.ts").Statement} Statement
 * @typedef {import("./saving.js").Status} Status
 * @typedef {import("./saving.js").Version} Version
 * @typedef {ReturnType<typeof textEditor>} TextEditor
 */

const WORDS = /** @type {Readonly<Record<Status, string>>} */ ({
  saved: "saved",
  unsaved: "not saved yet",
  saving: "saving…",
  conflict: "two versions",
  refused: "not saved",
});

/**
 * One of the writer's texts: a field with its marks, how long it is, whether it is saved, and what was found in it.
 *
 * @param {WritersText} given
 * @param {object} act
 * @param {(version: Version) => Promise<import("./exchange.js").Saving>} act.save
 * @param {(id: string, from: HTMLElement) => void} act.figure
 */
export function textEditor(given, { save, figure }) {
  const id = `text-${given.file.replaceAll(/[^a-z0-9]+/gi, "-")}`;
  let checked = withPlainEnds(given.text);
  /** @type {readonly Statement[]} */
  let statements = [];
  const length = h("span", { class: "length" });
  const status = h("span", { class: "status saved" }, WORDS.saved);
  const conflict = h("div");
  const list = h("div");
  const titles = h("div", { class: "titles" });
  const {
    element: paper,
    field,
    mark,
    unmark,
    select,
  } = markedText({ id, file: given.file, text: checked, changed: () => typed() });
  const saving = savingOf({ text: checked, hash: given.hash }, { written: () => field.value, save, tell });

  function typed() {
    remark();
    saving.changed();
  }

  function remark() {
    mark(rangesOf(statements, checked, field.value));
  }

  /** @param {Status} now @param {{ theirs?: Version; message?: string }} told */
  function tell(now, { theirs, message }) {
    status.className = `status ${now}`;
    status.textContent = message ? `${WORDS[now]}: ${message}` : WORDS[now];
    conflict.replaceChildren();
    if (now === "refused") {
      conflict.append(
        h("p", { class: "choices" }, h("button", { type: "button", onclick: saving.flush }, "Try again")),
      );
      announce(`${given.name} not saved: ${message}`);
    }
    if (!theirs) return;
    conflict.append(
      conflictBetween({
        mine: field.value,
        theirs: theirs.text,
        keepMine: () => settle("mine"),
        takeTheirs: () => settle("theirs"),
      }),
    );
    announce(`${given.name}: somebody else changed this file; choose a version`);
  }

  /** @param {"mine" | "theirs"} which */
  function settle(which) {
    const text = saving.settle(which);
    if (text !== null) replace(text);
    field.focus();
  }

  /** Another text in the field; the caret stays where its words are. @param {string} text */
  function replace(text) {
    const { selectionStart, selectionEnd } = field;
    field.value = text;
    field.setSelectionRange(Math.min(selectionStart, text.length), Math.min(selectionEnd, text.length));
    remark();
  }

  /** @param {WritersText} now @param {readonly Statement[]} found @param {readonly string[]} suggested */
  function update(now, found, suggested) {
    checked = withPlainEnds(now.text);
    statements = found;
    const text = saving.heard({ text: checked, hash: now.hash });
    if (text !== null) replace(text);
    remark();
    length.textContent =
      now.words === 0 || !isProse(given.file)
        ? ""
        : `${counted(now.words, "word")} · ${minutes(now.readingMinutes)}`;
    whereOther(list, found, () => statementList(found, { picked: pick, figure }));
    whereOther(titles, suggested, () => titleButtons(suggested, propose));
  }

  /** @param {string} title */
  function propose(title) {
    field.value = withTitle(field.value, title);
    typed();
    announce("The title is in the front matter");
  }

  /** @param {Statement} statement */
  function pick(statement) {
    const found = rangesOf(statements, checked, field.value).find(
      (range) => nameOf(range.statement) === nameOf(statement),
    );
    if (found) select(found.from, found.to);
    else announce("These words have changed since");
  }

  field.addEventListener("blur", saving.flush);
  field.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      saving.flush();
    }
  });
  const head = h("div", { class: "head" }, h("label", { for: id }, given.name), length, status);
  return {
    element: h("section", { class: "text", "aria-label": given.name }, head, paper, conflict, list, titles),
    file: given.file,
    field,
    update,
    close: unmark,
    pick,
    /** @param {number} line */
    goTo: (line) => select(...lineIn(field.value, line)),
    flush: saving.flush,
    isSafe: saving.isSafe,
  };
}

/** Lines as a field holds them: it knows no other ends than `\n`. @param {string} text */
function withPlainEnds(text) {
  return text.replace(/\r\n?/g, "\n");
}

/** @param {readonly string[]} suggested @param {(title: string) => void} chosen */
function titleButtons(suggested, chosen) {
  if (suggested.length === 0) return [];
  const buttons = suggested.map((title) =>
    h("li", {}, h("button", { type: "button", onclick: () => chosen(title) }, title)),
  );
  return [h("h2", {}, "Titles from the day's figures"), h("ul", {}, ...buttons)];
}

/** @param {string} text @param {number} line from 1 @returns {[number, number]} */
function lineIn(text, line) {
  const lines = text.split("\n");
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return [Math.min(from, text.length), Math.min(from + (lines[line - 1]?.length ?? 0), text.length)];
}

/** @param {number} minutes */
function minutes(minutes) {
  return minutes < 1 ? "<1 min" : `${Math.round(minutes)} min`;
}

/** @type {WeakMap<HTMLElement, string>} what a list says */
const drawn = new WeakMap();

/**
 * Draws a list anew where it says something else; the button that had the focus has it again, and what was unfolded stays so.
 *
 * @param {HTMLElement} list
 * @param {unknown} said
 * @param {() => HTMLElement[]} draw
 */
function whereOther(list, said, draw) {
  const key = JSON.stringify(said);
  if (drawn.get(list) === key) return;
  drawn.set(list, key);
  const buttons = () => [...list.querySelectorAll("button")];
  const nameIn = (/** @type {HTMLElement} */ button) =>
    `${button.closest("li")?.querySelector("[data-statement]")?.getAttribute("data-statement")} ${button.textContent}`;
  const held = buttons().find((button) => button === document.activeElement);
  const at = held ? buttons().indexOf(held) : -1;
  const isOpen = list.querySelector("details")?.open ?? false;
  list.replaceChildren(...draw());
  const settled = list.querySelector("details");
  if (settled) settled.open = isOpen;
  if (!held) return;
  const again =
    buttons().find((button) => nameIn(button) === nameIn(held)) ?? buttons()[at] ?? buttons().at(-1);
  again?.focus();
}
