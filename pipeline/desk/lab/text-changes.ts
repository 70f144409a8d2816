import { diffLines, diffWordsWithSpace } from "diff";

/** A stretch of words: what both have, what only the old or only the new one has. */
export interface Words {
  readonly kind: "same" | "old" | "new";
  readonly text: string;
}

/** Neighbouring lines that differ. */
export interface TextChange {
  /** The first line of it in the new text, from 1. */
  readonly line: number;
  /** The heading that it stands under, "" above the first. */
  readonly under: string;
  readonly words: readonly Words[];
}

/** Longer stretches than this are told line by line: to compare them word by word takes the square of their length. */
const MOST_LETTERS = 4_000;

/** Where two Markdown texts differ, in the order of the new one. */
export function textChanges(before: string, after: string): readonly TextChange[] {
  const changes: TextChange[] = [];
  let [line, under, removed] = [1, "", ""];
  const tell = (old: string, added: string) => {
    if (old !== "" || added !== "") changes.push({ line, under, words: wordsOf(old, added) });
  };
  for (const { value, added, removed: isOld } of diffLines(before, after)) {
    if (isOld) {
      removed += value;
      continue;
    }
    if (added) tell(removed, value);
    else tell(removed, "");
    removed = "";
    line += value.split("\n").length - 1;
    under = lastHeading(value) ?? under;
  }
  tell(removed, "");
  return changes;
}

function wordsOf(old: string, added: string): readonly Words[] {
  if (old.length > MOST_LETTERS || added.length > MOST_LETTERS || old === "" || added === "")
    return [
      { kind: "old" as const, text: old },
      { kind: "new" as const, text: added },
    ].filter(({ text }) => text !== "");
  return diffWordsWithSpace(old, added).map(({ value, added: isNew, removed }) => ({
    kind: isNew ? "new" : removed ? "old" : "same",
    text: value,
  }));
}

function lastHeading(text: string): string | null {
  return [...text.matchAll(/^#{1,3} (.+)$/gm)].at(-1)?.[1] ?? null;
}
