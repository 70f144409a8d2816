import { describe, expect, it } from "vitest";
import { textChanges } from "../../../pipeline/desk/lab/text-changes.ts";

const issue =
  "# Title\n\n## Spread\n\n### Spreads sit inside their mean\n\nAt 81 bp.\n\n## Rates\n\nUp 7 bp.\n";

describe("the differences of two texts", () => {
  it("are none between the same texts", () => {
    expect(textChanges(issue, issue)).toEqual([]);
  });

  it("name the line and heading, and the words that were exchanged", () => {
    const [change, ...others] = textChanges(issue, issue.replace("inside", "within"));
    expect(others).toEqual([]);
    expect([change?.line, change?.under]).toEqual([5, "Spread"]);
    expect(change?.words.filter(({ kind }) => kind !== "same")).toEqual([
      { kind: "old", text: "inside" },
      { kind: "new", text: "within" },
    ]);
  });

  it("tell what was taken away and what was added", () => {
    const without = textChanges(issue, issue.replace("Up 7 bp.\n", ""));
    expect(without.map(({ under, words }) => [under, words])).toEqual([
      ["Rates", [{ kind: "old", text: "Up 7 bp.\n" }]],
    ]);
    const added = textChanges(issue, `${issue}\nNew.\n`);
    expect(added[0]?.words).toEqual([{ kind: "new", text: "\nNew.\n" }]);
  });

  it("give long stretches whole, so that two different issues are compared in time", () => {
    const long = (word: string) => `${word} `.repeat(20_000);
    expect(textChanges(long("one"), long("two"))[0]?.words.map(({ kind }) => kind)).toEqual(["old", "new"]);
  });
});
