import { cleanTitle } from "../../collect/headlines/clean-text.ts";
import type { FaultDetail } from "../../errors.ts";
import { type HeadlineEdits, HeadlineEditsSchema } from "../../model/headline-edits.ts";
import { type FieldPath, readYaml } from "../settings/read-yaml.ts";

/** Nothing was edited. */
export const NO_EDITS: HeadlineEdits = { pin: [], drop: [], retitle: [] };

/** The writer's edits, or null and every fault by its line. */
export interface ReadEdits {
  readonly edits: HeadlineEdits | null;
  readonly faults: readonly FaultDetail[];
}

/**
 * content/issues/<date>/headlines.yaml. No file, and one with nothing in it but remarks, are no edits.
 *
 * @param place the file as faults name it
 */
export function readHeadlineEdits(text: string | null, place: string): ReadEdits {
  if (text === null || text.split("\n").every((line) => /^\s*(?:#|$)/.test(line)))
    return { edits: NO_EDITS, faults: [] };
  const { value, faults, fault } = readYaml(text, place, HeadlineEditsSchema);
  if (value === null) return { edits: null, faults: faults.map(asContent) };
  const titles = value.retitle.map(({ title }) => cleanTitle(title));
  const wrong = [
    ...namedTwice(value).map(([path, message]) => fault(path, message, "Keep one of the two lines.")),
    ...titles.flatMap((title, index) =>
      "refused" in title ? fault(["retitle", index, "title"], `The new title is ${title.refused}.`) : [],
    ),
  ];
  if (wrong.length > 0) return { edits: null, faults: wrong.map(asContent) };
  const retitle = value.retitle.map((one, index) => {
    const title = titles[index]!;
    return "text" in title ? { ...one, title: title.text } : one;
  });
  return { edits: { ...value, retitle }, faults: [] };
}

/** What is wrong is what the writer wrote for the day, not the configuration. */
function asContent(fault: FaultDetail): FaultDetail {
  return { ...fault, code: "content-invalid" };
}

/** A name twice in one list, and one that is dropped and printed. */
function namedTwice({ pin, drop, retitle }: HeadlineEdits): readonly (readonly [FieldPath, string])[] {
  const names: readonly (readonly [string, FieldPath])[] = [
    ...drop.map((name, index) => [name, ["drop", index]] as const),
    ...pin.map((name, index) => [name, ["pin", index]] as const),
    ...retitle.map(({ headline }, index) => [headline, ["retitle", index, "headline"]] as const),
  ];
  return names.flatMap(([name, path], at) => {
    const before = names.slice(0, at).find(([other, [list]]) => other === name && clash(list, path[0]));
    if (!before) return [];
    return [[path, `"${name}" stands under ${before[1][0]} already.`] as const];
  });
}

/** Only to pin a headline and to retitle it go together. */
function clash(one: unknown, other: unknown): boolean {
  return one === other || one === "drop" || other === "drop";
}
