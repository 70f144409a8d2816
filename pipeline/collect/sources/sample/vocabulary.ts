import type { FaultDetail } from "../../../errors.ts";

/** content/sample/headlines.txt: lines by group, and the word lists that they use. */
export interface Vocabulary {
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** Numbers and names of the simulated day that a line can name: "index-move" to "0.4". */
export type Particulars = Readonly<Record<string, string>>;

/** Slots that the day fills, and {title} of a repeat. */
const OF_THE_DAY = [
  "index-move",
  "ten-year",
  "ten-year-move",
  "spread",
  "spread-move",
  "volatility",
  "range",
  "step",
  "last-month",
  "next-month",
  "title",
];
const SLOT = /\{([^{}]*)\}/g;
const SPAN = /^(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)$/;

/** Reads the vocabulary; a line without group and a slot that nothing fills are faults, by line. */
export function readVocabulary(
  text: string,
  place: string,
  refuse: (faults: readonly FaultDetail[]) => void,
): Vocabulary {
  const groups = new Map<string, string[]>();
  const lists = new Map<string, readonly string[]>();
  const written: { readonly slot: string; readonly line: number }[] = [];
  const fault = (line: number, message: string) => {
    refuse([{ code: "config-invalid", place: `${place}:${line}`, message, remedy: "Correct the line." }]);
  };
  let heading: string | undefined;
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) return;
    for (const [, slot = ""] of line.matchAll(SLOT)) written.push({ slot, line: index + 1 });
    const [, name, words] = /^@(\S+) = (.+)$/.exec(line) ?? [];
    const group = /^\[(.+)\]$/.exec(line)?.[1];
    heading = group ?? heading;
    if (name && words) lists.set(name, words.split(" | "));
    else if (group) groups.set(group, []);
    else if (heading) groups.get(heading)?.push(line);
    else fault(index + 1, "A line stands before the first [group].");
  });
  for (const { slot, line } of written) {
    const known = slot.includes("|") || SPAN.test(slot) || OF_THE_DAY.includes(slot) || lists.has(slot);
    if (!known) fault(line, `Nothing fills {${slot}}.`);
  }
  return { groups, lists };
}

/** A line with its slots filled. `pick` gives a whole number below its argument. */
export function phrase(
  line: string,
  { lists }: Vocabulary,
  day: Particulars,
  pick: (count: number) => number,
): string {
  return line.replace(SLOT, (_, slot: string) => {
    if (slot in day) return day[slot]!;
    const [, low, high] = SPAN.exec(slot) ?? [];
    if (low && high) return numberBetween(low, high, pick);
    const words = lists.get(slot) ?? slot.split("|");
    return words[pick(words.length)]!;
  });
}

/** A number from `low` to `high` with as many decimals as written. */
function numberBetween(low: string, high: string, pick: (count: number) => number): string {
  const decimals = low.split(".")[1]?.length ?? 0;
  const scale = 10 ** decimals;
  const [from, to] = [Math.round(Number(low) * scale), Math.round(Number(high) * scale)];
  return ((from + pick(to - from + 1)) / scale).toFixed(decimals);
}
