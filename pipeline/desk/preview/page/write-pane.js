// @ts-check
import { h } from "./elements.js";
import { statementsIn } from "./ranges.js";
import { textEditor } from "./text-editor.js";

/**
 * @typedef {import("../api.ts").State} State
 * @typedef {import("../api.ts").WritersText} WritersText
 * @typedef {import("../../../model/written.ts").Statement} Statement
 * @typedef {import("./text-editor.js").TextEditor} TextEditor
 */

/**
 * All that the writer writes: the lead first, then what there is, then what may be added.
 *
 * @param {HTMLElement} element
 * @param {object} act
 * @param {(file: string, version: import("./saving.js").Version) => Promise<import("./exchange.js").Saving>} act.save
 * @param {(id: string, from: HTMLElement) => void} act.figure
 */
export function writePane(element, { save, figure }) {
  /** @type {Map<string, TextEditor>} */
  let editors = new Map();
  /** @type {State | null} */
  let state = null;
  const texts = h("div");
  const add = h("select", { id: "add-text", onchange: () => added() });
  const adding = h("p", { class: "adding" }, h("label", { for: "add-text" }, "Add a text "), add);
  element.append(texts, adding);

  /** @param {State} now */
  function update(now) {
    state = now;
    for (const text of now.texts) {
      if (text.hash !== "" || text.file === "lead.md") open(text);
      editors
        .get(text.file)
        ?.update(text, statementsIn(now.statements, text.file), text.file === "lead.md" ? now.titles : []);
    }
    offer();
  }

  /** @param {WritersText} text */
  function open(text) {
    if (editors.has(text.file)) return;
    const editor = textEditor(text, { save: (version) => save(text.file, version), figure });
    editors.set(text.file, editor);
    const order = state?.texts.map(({ file }) => file) ?? [];
    const after = [...editors.values()].find(({ file }) => order.indexOf(file) > order.indexOf(text.file));
    texts.insertBefore(editor.element, after?.element ?? null);
    editors = new Map([...editors].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
  }

  function offer() {
    const free = state?.texts.filter(({ file }) => !editors.has(file)) ?? [];
    adding.hidden = free.length === 0;
    add.replaceChildren(
      h("option", { value: "" }, "choose…"),
      ...free.map(({ file, name }) => h("option", { value: file }, name)),
    );
  }

  function added() {
    const chosen = state?.texts.find(({ file }) => file === add.value);
    if (!state || !chosen) return;
    open(chosen);
    update(state);
    editors.get(chosen.file)?.field.focus();
  }

  /** @param {Statement} statement */
  function pick(statement) {
    editorOf(statement.file)?.pick(statement);
  }

  /** @param {string} file @returns {TextEditor | undefined} */
  function editorOf(file) {
    return [...editors.values()].find((one) => file === one.file || file.endsWith(`/${one.file}`));
  }

  return {
    update,
    pick,
    has: (/** @type {string} */ file) => editorOf(file) !== undefined,
    goTo: (/** @type {string} */ file, /** @type {number} */ line) => editorOf(file)?.goTo(line),
    focus: () => [...editors.values()][0]?.field.focus(),
    isSafe: () => [...editors.values()].every((one) => one.isSafe()),
    /** @returns {Promise<boolean>} whether all is on disk */
    flush: async () => (await Promise.all([...editors.values()].map((one) => one.flush()))).every(Boolean),
    /** Another issue has other texts. */
    clear: () => {
      for (const one of editors.values()) one.close();
      editors = new Map();
      texts.replaceChildren();
    },
    /** @returns {HTMLElement[]} what `n` and `p` go through */
    stops: () =>
      [...element.querySelectorAll("ul.statements > li:is(.contradicted, .not-verifiable) > .said")].map(
        toElement,
      ),
  };
}

/** @param {Element} one */
function toElement(one) {
  return /** @type {HTMLElement} */ (one);
}
