// @ts-check
import { h } from "./elements.js";

/**
 * Two versions of one text, one above the other, and the choice between them.
 *
 * @param {{ mine: string; theirs: string; keepMine: () => void; takeTheirs: () => void }} given
 */
export function conflictBetween({ mine, theirs, keepMine, takeTheirs }) {
  const { own, other } = linesApart(mine, theirs);
  return h(
    "div",
    { class: "versions", role: "group", "aria-label": "Two versions of this text" },
    h(
      "p",
      { class: "head" },
      "Somebody else changed this file while you wrote. Nothing is saved until you choose.",
    ),
    h("h2", {}, "Yours"),
    h("pre", { tabindex: 0, role: "region", "aria-label": "Your version" }, ...own),
    h("h2", {}, "On disk now"),
    h("pre", { tabindex: 0, role: "region", "aria-label": "The version on disk" }, ...other),
    h(
      "p",
      { class: "choices" },
      h("button", { type: "button", onclick: keepMine }, "Keep mine"),
      h("button", { type: "button", onclick: takeTheirs }, "Take the one on disk"),
    ),
  );
}

/** What both begin and end with is left out; what differs is marked. @param {string} mine @param {string} theirs */
function linesApart(mine, theirs) {
  const [a, b] = [mine.split("\n"), theirs.split("\n")];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return { own: shown(a, head, tail), other: shown(b, head, tail) };
}

/** @param {readonly string[]} lines @param {number} head @param {number} tail lines that both have @returns {(Node | string)[]} */
function shown(lines, head, tail) {
  const own = lines.slice(head, lines.length - tail);
  return [
    head > 1 ? "…\n" : "",
    head > 0 ? `${lines[head - 1]}\n` : "",
    h("mark", {}, own.length > 0 ? own.join("\n") : "(nothing)"),
    tail > 0 ? `\n${lines[lines.length - tail]}` : "",
    tail > 1 ? "\n…" : "",
  ];
}
