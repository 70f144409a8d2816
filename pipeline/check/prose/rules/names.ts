import { distance } from "fastest-levenshtein";
import type { Facts } from "../facts.ts";
import type { Ruled } from "../rule.ts";
import type { Sentence } from "../sentence.ts";

/** Shorter names and words are near too many others: Ueda, used; TSLA, Tesla. */
const SHORTEST = 5;
/** From this length on two letters may be wrong. */
const LONG = 8;
/** Names and words of their own that are near a name of the news; the desk adds others to `names`. */
const OTHERS = new Set(
  (
    "milan walker wallet william willis williamson willems hammock hammocks barking bailer bailed barley collin colling " +
    "jeffers alphabetic alphabetical amazonia"
  ).split(" "),
);
const WORD = /(?<![\p{L}\p{N}])\p{Lu}\p{L}{4,}(?![\p{L}\p{N}])/gu;

/** A capitalised word that is a name but for a letter, or for two in a long one: "Bessant". Plurals and possessives are the name. */
export function nameFindings(
  { text }: Sentence,
  { vocabulary }: Pick<Facts, "vocabulary">,
): readonly Ruled[] {
  const { names, known } = spellings(vocabulary.names);
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }): Ruled[] => {
    const small = word.normalize("NFC").toLowerCase();
    if (known.has(small) || known.has(small.replace(/s$/, "")) || OTHERS.has(small)) return [];
    const near = names.find((name) => isNear(small, name.toLowerCase()));
    if (near === undefined) return [];
    const name = word === word.toUpperCase() ? near.toUpperCase() : near;
    return [
      {
        from: index,
        to: index + word.length,
        kind: "name",
        verdict: "contradicted",
        message: `"${word}" is nearly "${name}", as content/vocabulary.yaml spells the name.`,
        remedy: `Write "${name}".`,
        figures: [],
      },
    ];
  });
}

interface Spellings {
  /** Those of one word, long enough to be told from others. */
  readonly names: readonly string[];
  /** Every word of every name, small. */
  readonly known: ReadonlySet<string>;
}

const spelled = new WeakMap<readonly string[], Spellings>();

function spellings(vocabulary: readonly string[]): Spellings {
  const before = spelled.get(vocabulary);
  if (before) return before;
  const names = vocabulary.filter((name) => name.length >= SHORTEST && !/\s/.test(name));
  const known = new Set(vocabulary.flatMap((name) => name.normalize("NFC").toLowerCase().split(/\s+/)));
  const made = { names, known };
  spelled.set(vocabulary, made);
  return made;
}

/** The same first letter, and one change: a letter wrong, missing, too many, or two that changed places; of long names two changes. */
function isNear(word: string, name: string): boolean {
  if (word[0] !== name[0] || Math.abs(word.length - name.length) > 2) return false;
  const most = name.length >= LONG ? 2 : 1;
  return distance(word, name) <= most || isSwapped(word, name);
}

function isSwapped(word: string, name: string): boolean {
  if (word.length !== name.length) return false;
  const at = [...word].findIndex((letter, index) => letter !== name[index]);
  return at >= 0 && word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2) === name;
}
