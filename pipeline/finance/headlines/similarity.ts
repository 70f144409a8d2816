/** Words that carry no story; "not" and "no" do. */
const SMALL = new Set(
  (
    "a an and are as at be been by for from had has have in is it its of on or " +
    "says say said that the to this was were will with"
  ).split(" "),
);

/** Set before or behind a title when it is sent again: no part of the story. */
const BEFORE =
  /^(?:[*•]+|(?:update|wrapup|refile|correction)(?: \d+)?:|(?:breaking|just in|stock market today):)\s*/;
const BEHIND = /(?:\s*[-–—]+\s*(?:update|sources?)(?: \d+)?|\s*\(update(?: \d+)?\)|[,;:]\s*repeats?)$/;

/** Ways of saying one thing in which wires and papers differ; each works on what those above have left. */
const SAYINGS: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/\b(?:[a-z]\.){2,}/g, (found) => found.replaceAll(".", "")],
  [/['’`]s\b/g, ""],
  [/(?<=\p{L})['’`](?=\p{L})/gu, ""],
  [/(\d),(?=\d{3})/g, "$1"],
  [/\b(\d+)[- ]?(?:years?|yrs?)\b/g, "$1y"],
  [/(\d)\s*(?:basis points?|bps?)\b/g, "$1 bp"],
  [/\bs ?& ?p(?: 500)?\b/g, "sp500"],
  [/\b(?:wti )?crude(?: oil)?(?: futures)?\b|\bwti\b/g, "oil"],
  [
    /\b(?:(?:major|us|stock|european) )+ind(?:ices|exes)\b/g,
    (found) => (found.includes("european") ? "european indices" : "indices"),
  ],
  [/\b(?:rises?|rose|gains?|gained|climbs?|climbed)\b/g, "up"],
  [/\b(?:falls?|fell|drops?|dropped|slips?|slipped)\b/g, "down"],
];

const CLAUSE_END = /[;,:.!?]+(?=\s|$)|\s[-–—|/]+\s|[()"“”]/;
const WORD = /(?<![\p{L}\p{N}])-?\d+(?:\.\d+)?[a-z%]*|[\p{L}\p{M}]+\d*|\d+(?:\.\d+)?[a-z%]*/gu;

/** What a title tells: its telling words in order, and the clauses that they make. */
export interface Telling {
  /** Equal for titles that differ only in case, punctuation, sayings and in what is set around a title sent again. */
  readonly exact: string;
  readonly words: readonly string[];
  readonly clauses: readonly (readonly string[])[];
}

/** What a title tells. */
export function tellingOf(title: string): Telling {
  let plain = title.toLowerCase();
  while (BEFORE.test(plain)) plain = plain.replace(BEFORE, "");
  plain = plain.replace(BEHIND, "");
  for (const [said, meant] of SAYINGS) plain = plain.replace(said, meant as string);
  const clauses = plain
    .split(CLAUSE_END)
    .map((clause) => (clause.match(WORD) ?? []).filter((word) => !SMALL.has(word)))
    .filter((words) => words.length > 0);
  const words = clauses.flat();
  return { exact: words.length > 0 ? words.join(" ") : plain, words, clauses };
}

/** A title of fewer telling words is a repeat only where it is a whole clause of the other. */
const FEWEST = 3;
/** Words may be put into a title of so many telling words ... */
const LONG = 5;
/** ... as long as this share of the longer title stays as it was ... */
const UNCHANGED = 0.8;
/** ... and none of them makes it another story. */
const TELLS_APART = new Set(
  (
    "not no never without core ex initial continuing preliminary final advance revised import export " +
    "up down higher lower more less above below cut hike hold"
  ).split(" "),
);

/**
 * Whether `longer` tells all that `shorter` does. Either each clause of the shorter title stands in the longer one, word for word and in
 * order, from the beginning of a clause: a tail or a head was dropped. Or the longer one has a word more here and there: at least five
 * telling words, four in five of the longer title's, and neither a figure nor a word that tells two stories apart among the new ones.
 * So a changed figure, direction or name is never a repeat.
 */
export function tells(longer: Telling, shorter: Telling): boolean {
  if (longer.exact === shorter.exact) return true;
  if (shorter.words.length === 0 || shorter.words.length > longer.words.length) return false;
  if (shorter.words.length < FEWEST)
    return shorter.words.length > 1 && longer.clauses.some((clause) => clause.join(" ") === shorter.exact);
  return shorter.clauses.every((clause) => standsIn(longer, clause)) || isFilledOut(longer, shorter);
}

function standsIn({ words, clauses }: Telling, sought: readonly string[]): boolean {
  let start = 0;
  for (const clause of clauses) {
    if (sought.every((word, index) => words[start + index] === word)) return true;
    start += clause.length;
  }
  return false;
}

function isFilledOut({ words }: Telling, shorter: Telling): boolean {
  if (shorter.words.length < LONG || shorter.words.length / words.length < UNCHANGED) return false;
  let at = 0;
  const added = words.filter((word) => {
    if (word !== shorter.words[at]) return true;
    at += 1;
    return false;
  });
  return at === shorter.words.length && !added.some((word) => /\d/.test(word) || TELLS_APART.has(word));
}
