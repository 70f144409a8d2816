/** Never the last word of a sentence. */
const TITLES = new Set("mr mrs ms dr sen rep gov gen st prof messrs".split(" "));
/** Short only before a number: "No. 2", "pp. 3-4". */
const BEFORE_NUMBERS = new Set("no nos vol p pp fig figs art sec ch".split(" "));
/** Short words that may end a sentence as well: the next word decides. */
const SHORT = new Set(
  (
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun " +
    "vs approx est inc corp co cos ltd jr sr etc eg ie cf ca avg max min incl excl ex bn mn tn yr yrs mo mos pct ann adj govt dept intl"
  ).split(" "),
);
/** With one of these a new sentence begins even behind "U.S." */
const OPENERS = new Set(
  (
    "the a an it its this that these those there in on at but and yet so we he she they his her their our i you as for if when while " +
    "meanwhile however still then what why how who both after before with by from to not no all each most some many more"
  ).split(" "),
);
const END = /[.!?…]+["')\]»]*(?=\s)/g;

/**
 * Where the sentences of a paragraph end, the last at the paragraph's own end. A point ends none before a small letter, after a
 * title, an initial or a word that is written short; "U.S." and "Dec." do where an article or the like follows.
 */
export function sentenceEnds(text: string): readonly number[] {
  const ends: number[] = [];
  for (const { 0: marks, index } of text.matchAll(END)) {
    const end = index + marks.length;
    const next = /^\s*(\S{0,20})/.exec(text.slice(end, end + 24))?.[1] ?? "";
    if (next !== "" && endsBefore(next, marks, text.slice(Math.max(ends.at(-1) ?? 0, index - 16), index)))
      ends.push(end);
  }
  return [...ends, text.length];
}

function endsBefore(next: string, marks: string, before: string): boolean {
  if (/^["'([]*\p{Ll}/u.test(next)) return false;
  if (!/^\.["')\]»]*$/.test(marks)) return true;
  const word = /[^\s("'[]*$/.exec(before)![0].toLowerCase();
  const opens = OPENERS.has(/^["'([]*(\p{L}*)/u.exec(next)![1]!.toLowerCase());
  if (TITLES.has(word)) return false;
  if (BEFORE_NUMBERS.has(word)) return !/^[#$]?\d/.test(next);
  const isShort = SHORT.has(word.replaceAll(".", "")) || /^(?:\p{L}\.)*\p{L}$/u.test(word);
  // A number alone before the point is the number of a list.
  return isShort ? opens : !/^\s*\(?\d{1,2}$/.test(before);
}
