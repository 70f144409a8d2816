// @ts-check
import { announce } from "./announce.js";
import { byId, counted, h } from "./elements.js";

/** @typedef {import("../api.ts").Excerpted} Excerpted */

/**
 * What keeps the newest from being shown, over the last good page. It never takes the focus: somebody is typing the remedy.
 */
export function faultsOver() {
  const sheet = byId("faults");
  const list = byId("fault-list");
  const view = byId("view");
  let shown = "";
  let isHidden = false;

  /** @param {readonly Excerpted[]} faults */
  function update(faults) {
    const key = JSON.stringify(faults);
    if (key === shown) return;
    shown = key;
    isHidden = false;
    byId("fault-count").textContent = `${counted(faults.length, "fault")}: the last good page stands behind`;
    list.replaceChildren(...faults.map(entry));
    draw(faults.length > 0);
    showColumns(list);
    announce(
      faults.length > 0
        ? faults.map(({ fault }) => `Fault ${fault.place ?? ""}: ${fault.message}`).join("; ")
        : "The fault is mended",
    );
  }

  /** @param {boolean} isOpen */
  function draw(isOpen) {
    sheet.hidden = !isOpen || isHidden;
    view.classList.toggle("behind", !sheet.hidden);
  }

  function hide() {
    isHidden = true;
    draw(true);
  }

  byId("hide-faults").addEventListener("click", hide);
  return { update, hide, isOpen: () => !sheet.hidden };
}

/** @param {Excerpted} excerpted */
function entry({ fault, excerpt }) {
  const place = fault.place ?? (excerpt ? `${excerpt.file}:${excerpt.line}` : null);
  return h(
    "li",
    {},
    place ? h("p", { class: "place" }, place) : null,
    h("p", { class: "message" }, fault.message),
    excerpt ? linesOf(excerpt) : null,
    fault.remedy ? h("p", { class: "remedy" }, fault.remedy) : null,
  );
}

/** @param {NonNullable<Excerpted["excerpt"]>} excerpt */
function linesOf({ file, line, column, lines }) {
  return h(
    "pre",
    { tabindex: 0, role: "region", "aria-label": `${file}, around line ${line}` },
    ...lines.map(({ number, text }) =>
      h(
        number === line ? "mark" : "span",
        { class: "line" },
        h("span", { class: "number" }, `${number === line ? "▸ " : ""}${number}`),
        h("code", {}, ...(number === line ? pointedAt(text, column) : [text || " "])),
      ),
    ),
  );
}

/** A line with the word at its column marked. @param {string} text @param {number | null} column from 1 @returns {(Node | string)[]} */
function pointedAt(text, column) {
  const at = column === null ? text.length : column - 1;
  const word = /^(?:[\w.-]+|.)/u.exec(text.slice(at))?.[0];
  if (word === undefined) return [text || " "];
  return [text.slice(0, at), h("u", { class: "at" }, word), text.slice(at + word.length)];
}

/** A line may be a paragraph long: its column is brought into view. @param {HTMLElement} list */
function showColumns(list) {
  for (const at of list.querySelectorAll(".at")) {
    const lines = at.closest("pre");
    const [inner, outer] = [at.getBoundingClientRect(), lines?.getBoundingClientRect()];
    if (lines && outer && inner.right > outer.right)
      lines.scrollLeft = inner.left - outer.left - outer.width / 2;
  }
}
