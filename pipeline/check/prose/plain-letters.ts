/** Stands where the raw text holds a letter that nobody reads: markup, a comment, a mark without width. */
export const NOTHING = "\u0000";

const SPACE = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\t\r\f\v\u0085\u2028\u2029]/;
const UNSEEN =
  /\u034F|[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uE000-\uF8FF]|\p{Variation_Selector}/u;
const LIKE: Readonly<Record<string, string>> = {
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "–",
  "\u2015": "—",
  "\u207B": "−",
  "\u02D7": "−",
  "\uFE63": "−",
  "\uFF0D": "−",
  "\u2796": "−",
  "\u2795": "+",
  "\u2018": "'",
  "\u2019": "'",
  "\u201B": "'",
  "\u02BC": "'",
  "\u201C": '"',
  "\u201D": '"',
  "\u201E": '"',
  "\u223C": "~",
  "\u02DC": "~",
};

/** What a letter is read as, whatever keyboard it came from: one letter for one, so that places stay what they are. */
function readAs(letter: string): string {
  if (letter >= " " && letter <= "~") return letter;
  if (letter >= "\uFF01" && letter <= "\uFF5E" && letter !== "\uFF0D")
    return String.fromCharCode(letter.charCodeAt(0) - 0xfee0);
  if (SPACE.test(letter)) return " ";
  if (UNSEEN.test(letter)) return NOTHING;
  return LIKE[letter] ?? letter;
}

/** A stretch of what is read, each of its letters with its place in the raw text. */
export interface PlainText {
  readonly text: string;
  /** As long as `text`. */
  readonly places: readonly number[];
}

const DIGIT = /[0-9]/;

/** Leaves out what nobody reads, makes of several spaces one, and reads every letter as what it looks like. */
export function plainLetters(letters: string, places: readonly number[]): PlainText {
  const kept: string[] = [];
  const keptPlaces: number[] = [];
  for (let index = 0; index < letters.length; index += 1) {
    const found = letters[index]!;
    const letter = groups(letters, index) ? "," : readAs(found);
    const before = kept.at(-1) ?? "";
    const isMarkOnDigit = found >= "\u0300" && DIGIT.test(before) && /\p{M}/u.test(found);
    if (letter === NOTHING || isMarkOnDigit || (letter === " " && (before === " " || before === "\n")))
      continue;
    kept.push(letter);
    keptPlaces.push(places[index]!);
  }
  return { text: kept.join(""), places: keptPlaces };
}

/** A thin space between the thousands of a number. */
function groups(letters: string, index: number): boolean {
  const letter = letters[index];
  if (letter !== "\u2009" && letter !== "\u202F") return false;
  return (
    DIGIT.test(letters[index - 1] ?? "") && /^[0-9]{3}(?![0-9])/.test(letters.slice(index + 1, index + 5))
  );
}
