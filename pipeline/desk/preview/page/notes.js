// @ts-check

/**
 * What stands in a writer's file without being printed: the notes that `new` laid there, and remarks of his own.
 *
 * @typedef {object} Stretch UTF-16 units, `to` exclusive
 * @property {number} from
 * @property {number} to
 */

const FRONT = /^---\n[\s\S]*?\n---(?:\n|$)/;
const HTML_COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
/** An overruling is the writer's own word. */
const OVERRULE = /^<!--\s*overrule\b/;
/** A `#` at the beginning of a line or behind a space. */
const YAML_COMMENT = /(?:^|(?<=[ \t]))#.*/gm;
const QUOTED = /"[^"\n]*"|'[^'\n]*'/g;

/** @param {string} file `lead.md` */
export function isProse(file) {
  return file.endsWith(".md");
}

/** @param {string} text @param {string} file @returns {Stretch[]} in the order of the text */
export function notesIn(text, file) {
  if (file.endsWith(".yaml")) return found(unquoted(text), YAML_COMMENT, 0);
  if (!isProse(file)) return [];
  const front = FRONT.exec(text)?.[0] ?? "";
  const body = found(text.slice(front.length), HTML_COMMENT, front.length);
  return [
    ...found(unquoted(front), YAML_COMMENT, 0),
    ...body.filter(({ from, to }) => !OVERRULE.test(text.slice(from, to))),
  ];
}

/** @param {string} text @param {RegExp} pattern @param {number} offset @returns {Stretch[]} */
function found(text, pattern, offset) {
  return [...text.matchAll(pattern)].map(({ 0: words, index }) => ({
    from: index + offset,
    to: index + offset + words.length,
  }));
}

/** With nothing in quotes, each place where it was. @param {string} yaml */
function unquoted(yaml) {
  return yaml.replace(QUOTED, (one) => "_".repeat(one.length));
}

/**
 * Where the writer's own words begin: behind the front matter and the notes at the head of the file, at the start of a line. 0 where there
 * is nothing to fold away.
 *
 * @param {string} text
 * @param {string} file
 */
export function beginningOfWords(text, file) {
  const front = isProse(file) ? (FRONT.exec(text)?.[0].length ?? 0) : 0;
  const notes = isProse(file) ? notesIn(text, file) : [];
  let at = front;
  for (const { from, to } of notes) if (from >= at && text.slice(at, from).trim() === "") at = to;
  if (!notes.some(({ to }) => to <= at)) return 0;
  const rest = /^[ \t]*(?:\n|$)/.exec(text.slice(at));
  return rest ? at + rest[0].length : text.lastIndexOf("\n", at - 1) + 1;
}

/** Where the writer's own words end: the caret stands there first. @param {string} text @param {string} file */
export function endOfWords(text, file) {
  if (file.endsWith(".yaml")) return 0;
  let words = text;
  for (const { from, to } of notesIn(text, file))
    words = words.slice(0, from) + " ".repeat(to - from) + words.slice(to);
  return Math.max(words.trimEnd().length, beginningOfWords(text, file));
}

/** What is folded away, in words. @param {string} folded */
export function nameOfFolded(folded) {
  const front = FRONT.exec(folded)?.[0] ?? "";
  const keys = [...front.matchAll(/^([a-z]\w*)\s*:/gm)].map(([, key = ""]) => key);
  const [first = "notes", ...others] = [...keys, "notes of the day"];
  return [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(", ");
}
