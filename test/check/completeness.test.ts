import { describe, expect, it } from "vitest";
import { approval, completeness, refusedAtTheDoor, simulated } from "../../pipeline/check/completeness.ts";
import { marks } from "../../pipeline/model/marks.ts";
import { absent } from "../../pipeline/sections/absent.ts";
import { checkedOf } from "../support/checked.ts";
import { origin, seriesOf, snapshotOf } from "../support/snapshots.ts";

const DATE = "2025-11-12";
const block = (name: string) => `${marks.block}${name}${marks.blockEnd}`;

describe("a section", () => {
  it("passes with its figures and is refused without them, with the reason", () => {
    const sections = [
      { id: "ig-spread" },
      { id: "policy-path", view: null, ...absent("no-price", { names: ["futures", "ois"] }) },
    ];
    expect(completeness(checkedOf({ sections }))).toMatchObject([
      { verdict: "passed", place: "ig-spread" },
      {
        verdict: "refused",
        place: "policy-path",
        message: "The section is not available: no-price (futures, ois).",
      },
    ]);
  });

  it("is noted for each n/a of its own, not for another section's or its writer's", () => {
    const marked = [
      block("section:key-figures"),
      `VIX n/a, MOVE ${marks.figure}a.b${marks.text}n/a${marks.end}`,
      block("note:key-figures"),
      "The writer says n/a.",
      block("end"),
      block("section:ig-spread"),
      "81 bp; Canada/America",
      block("end"),
    ].join("\n\n");
    const sections = [{ id: "key-figures" }, { id: "ig-spread" }];
    expect(completeness(checkedOf({ sections, marked }))).toMatchObject([
      { verdict: "noted", place: "key-figures", message: 'The section prints "n/a" in 2 places.' },
      { verdict: "passed", place: "ig-spread" },
    ]);
  });

  it("was not looked for where the issue has none", () => {
    expect(completeness(checkedOf())).toMatchObject([{ verdict: "not evaluated" }]);
  });
});

describe("what came to the door", () => {
  it("is named where it was refused", () => {
    const refused = [{ place: "items.json:7", reason: "The link is no web address." }];
    expect(refusedAtTheDoor(checkedOf({ snapshot: snapshotOf(DATE, [], { refused }) }))).toEqual([
      { gate: "door", verdict: "noted", place: "items.json:7", message: "The link is no web address." },
    ]);
  });

  it("passes where all was let in, and was not looked at where nothing came", () => {
    const series = snapshotOf(DATE, [seriesOf("SPX", { [DATE]: 6_800 })]);
    const line = { id: "1", time: null, feed: "paste", title: "A line", link: null, origin };
    expect(refusedAtTheDoor(checkedOf({ snapshot: series }))).toMatchObject([{ verdict: "passed" }]);
    expect(
      refusedAtTheDoor(checkedOf({ snapshot: snapshotOf(DATE, [], { headlines: [line] }) })),
    ).toMatchObject([{ verdict: "passed" }]);
    expect(refusedAtTheDoor(checkedOf())).toMatchObject([{ verdict: "not evaluated" }]);
  });
});

describe("simulated data", () => {
  it("is refused wherever it says so, and observed data pass", () => {
    const observed = checkedOf();
    expect(simulated(observed)).toMatchObject([{ verdict: "passed" }]);
    for (const part of ["snapshot", "report", "filled"] as const) {
      const one = { ...observed, [part]: { ...observed[part], simulated: true } };
      expect(simulated(one), part).toMatchObject([{ verdict: "refused" }]);
    }
  });
});

it("approval is never green by itself", () => {
  expect(approval(checkedOf())).toMatchObject([{ verdict: "not evaluated", place: DATE }]);
});
