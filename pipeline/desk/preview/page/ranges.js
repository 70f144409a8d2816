// @ts-check

/**
 * Where statements stand in a text while it is being written.
 *
 * @typedef {import("../../../model/written.ts").Statement} Statement
 * @typedef {object} Range UTF-16 units, `to` exclusive
 * @property {number} from
 * @property {number} to
 * @property {Statement} statement
 */

/** What stands over what, where two statements share words. */
const ORDER = ["contradicted", "not verifiable", "overruled", "declared", "verified"];

/**
 * The places of statements that were found in `checked`, in `now`: a statement that was changed since has none until it is checked again.
 *
 * @param {readonly Statement[]} statements
 * @param {string} checked
 * @param {string} now
 * @returns {Range[]} in the order of the text
 */
export function rangesOf(statements, checked, now) {
  const starts = lineStarts(checked);
  const edit = editBetween(checked, now);
  return statements
    .flatMap((statement) => {
      const told = (starts[statement.line - 1] ?? 0) + statement.column - 1;
      const from = nearestOf(statement.text, checked, told);
      return from === null ? [] : moved({ from, to: from + statement.text.length, statement }, edit);
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Where those words stand: a check may be older than the text that came with it. @param {string} words @param {string} text @param {number} told */
function nearestOf(words, text, told) {
  if (text.startsWith(words, told)) return told;
  const [after, before] = [text.indexOf(words, told), text.lastIndexOf(words, told)];
  const found = [after, before]
    .filter((at) => at >= 0)
    .sort((a, b) => Math.abs(a - told) - Math.abs(b - told));
  return words === "" ? null : (found[0] ?? null);
}

/** @param {Range} range @param {Edit} edit @returns {Range[]} */
function moved(range, { from, to, by }) {
  if (range.to <= from) return [range];
  if (range.from >= to) return [{ ...range, from: range.from + by, to: range.to + by }];
  return [];
}

/**
 * @typedef {{ readonly from: number; readonly to: number; readonly by: number }} Edit a stretch that was replaced, and how far what follows moved
 * @param {string} before
 * @param {string} after
 * @returns {Edit}
 */
function editBetween(before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { from: head, to: before.length - tail, by: after.length - before.length };
}

/** @param {string} text */
function lineStarts(text) {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/**
 * The same without overlaps: where two statements share words, the worse one has them.
 *
 * @param {readonly Range[]} ranges
 * @returns {Range[]}
 */
export function topmost(ranges) {
  const cuts = [...new Set(ranges.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const found = cuts.slice(0, -1).flatMap((from, index) => {
    const over = ranges.filter((range) => range.from <= from && range.to > from);
    const [worst] = over.sort((a, b) => severity(a.statement) - severity(b.statement));
    return worst ? [{ from, to: cuts[index + 1] ?? from, statement: worst.statement }] : [];
  });
  return found.filter(({ from, to }) => to > from);
}

/** @param {Statement} statement */
function severity({ verdict }) {
  return ORDER.indexOf(verdict);
}

/** Those of a file, by its name in the folder. @param {readonly Statement[]} statements @param {string} file */
export function statementsIn(statements, file) {
  return statements.filter((one) => one.file === file || one.file.endsWith(`/${file}`));
}

/** One name for a statement from one check to the next. @param {Statement} statement */
export function nameOf({ file, line, column, length, kind }) {
  return [file, line, column, length, kind].join(":");
}

/** `not verifiable` as a class. @param {Statement} statement */
export function classOf({ verdict }) {
  return verdict.replaceAll(" ", "-");
}
