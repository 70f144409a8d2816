import { describe, expect, it } from "vitest";
import { sameObservation } from "../../pipeline/check/same-observation.ts";
import type { Figure } from "../../pipeline/model/figure.ts";
import type { Window } from "../../pipeline/model/series.ts";
import { checkedOf, derivedFigure, entryOf, observedFigure } from "../support/checked.ts";
import { origin, seriesOf, snapshotOf } from "../support/snapshots.ts";

const DATE = "2025-11-12";
const snapshot = snapshotOf(DATE, [seriesOf("UST.10Y", { "2025-11-11": null, [DATE]: 4.08 })]);
const seen = observedFigure(4.08, "percent", "UST.10Y");
const findingsOn = (...figures: Figure[]) =>
  sameObservation(checkedOf({ snapshot, entries: figures.map((one) => entryOf(one, ["x"])) }));

describe("an observation behind a figure", () => {
  it("passes where it is what the snapshot holds, however deep it lies", () => {
    const inner = { ...derivedFigure(7, "bp"), inputs: [seen] };
    expect(findingsOn(seen, { ...inner, id: "made-up.outer", inputs: [inner] })).toMatchObject([
      { verdict: "passed", message: expect.stringContaining("1 observations") },
    ]);
  });

  it("is refused where two sections read the same day differently", () => {
    const other = { ...observedFigure(4.11, "percent", "UST.10Y"), id: "other.level" };
    expect(findingsOn(seen, other)).toMatchObject([
      {
        verdict: "refused",
        place: "other.level",
        message: `UST.10Y of ${DATE} is 4.11 percent here and 4.08 percent in the snapshot.`,
      },
    ]);
  });

  it("is refused inside a computed figure too", () => {
    const change = { ...derivedFigure(7, "bp"), inputs: [observedFigure(4.18, "percent", "UST.10Y")] };
    expect(findingsOn(change)).toMatchObject([{ verdict: "refused", place: "made-up.move" }]);
  });

  it("is refused in another unit, and where the snapshot has none", () => {
    expect(findingsOn(observedFigure(4.08, "bp", "UST.10Y"))).toMatchObject([{ verdict: "refused" }]);
    expect(findingsOn(observedFigure(16, "index", "VIX"))).toMatchObject([
      { message: expect.stringContaining("missing in the snapshot") },
    ]);
  });

  it("was not compared where figures name windows only", () => {
    const window: Window = {
      series: "X",
      unit: "bp",
      from: DATE,
      to: DATE,
      count: 1,
      coverage: 1,
      origins: [origin],
    };
    expect(findingsOn({ ...derivedFigure(1, "bp"), inputs: [window] })).toMatchObject([
      { verdict: "not evaluated" },
    ]);
    expect(sameObservation(checkedOf())).toMatchObject([{ verdict: "not evaluated" }]);
  });
});
