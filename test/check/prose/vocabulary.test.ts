import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { projectRoot } from "../../support/worlds.ts";
import { shippedVocabulary } from "./issue-facts.ts";

const { subjects, measures, moves } = shippedVocabulary;
const plans = parse(readFileSync(`${projectRoot}/content/sources.yaml`, "utf8")) as {
  series: Record<string, unknown>;
};

/** Words that two keys of a list both claim. */
function claimedTwice(
  list: Readonly<Record<string, { readonly words: readonly string[] }>>,
): readonly string[] {
  const all = Object.values(list).flatMap(({ words }) => [
    ...new Set(words.map((word) => word.replaceAll("-", " "))),
  ]);
  return all.filter((word, index) => all.indexOf(word) < index);
}

describe("the vocabulary that the product ships", () => {
  it("knows every daily series of the sources by some word", () => {
    const known = new Set(Object.values(subjects).flatMap(({ series }) => series));
    const inputs = /^US\.(PAYROLLS|GDP|FEDERAL)|SERIES$|^USD\.SOFR/;
    expect(Object.keys(plans.series).filter((id) => !known.has(id) && !inputs.test(id))).toEqual([]);
  });

  it("names no series that is not collected", () => {
    const all = Object.values(subjects).flatMap(({ series }) => series);
    expect(all.filter((id) => !(id in plans.series) && !/^SPX\.(SECTOR|MEMBER)\./.test(id))).toEqual([]);
  });

  it("calls no two things by one word", () => {
    expect(claimedTwice(subjects)).toEqual([]);
    expect(claimedTwice(measures)).toEqual([]);
  });

  it("says a word of movement of subjects that there are", () => {
    const said = Object.values(moves).flatMap(({ of = [] }) => of);
    expect(said.filter((subject) => !(subject in subjects))).toEqual([]);
  });
});
