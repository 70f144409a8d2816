import { describe, expect, it } from "vitest";
import { plausibility, sources } from "../../pipeline/check/plausibility.ts";
import type { Judgement } from "../../pipeline/model/judgement.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import type { Visit } from "../../pipeline/model/visit.ts";
import { checkedOf } from "../support/checked.ts";
import { seriesOf, snapshotOf } from "../support/snapshots.ts";

const DAY = "2025-11-12";
const one = seriesOf("UST.10Y", { [DAY]: 4.08 });
const checked = (series: readonly (typeof one)[], rest: Partial<Snapshot> = {}) =>
  checkedOf({ snapshot: snapshotOf(DAY, series, rest) });
const visitOf = (verdict: Visit["verdict"], rest: Partial<Visit> = {}): Visit => ({
  at: "2025-11-12T22:30:00Z",
  source: "treasury",
  place: "https://home.treasury.gov/x",
  verdict,
  reason: verdict === "ok" ? null : "Something happened.",
  series: ["UST.10Y"],
  newest: null,
  ...rest,
});
const judgement: Judgement = {
  series: "UST.10Y",
  verdict: "refused",
  rule: "jump",
  message: "The value of 2025-11-12 is not used.",
  remedy: "Compare it.",
};

describe("what collect thought of the data", () => {
  it("is told for each series with its rule, and a remedy where it refuses", () => {
    const noted: Judgement = { ...judgement, verdict: "noted", rule: "second source" };
    expect(plausibility(checked([one], { judgements: [judgement, noted] }))).toEqual([
      {
        gate: "plausibility",
        verdict: "refused",
        place: "UST.10Y",
        message: "The value of 2025-11-12 is not used. (jump)",
        remedy: "Compare it.",
      },
      {
        gate: "plausibility",
        verdict: "noted",
        place: "UST.10Y",
        message: "The value of 2025-11-12 is not used. (second source)",
      },
    ]);
  });

  it("is green where nothing was found, with how many series were looked at", () => {
    expect(plausibility(checked([one], { visits: [visitOf("ok")] }))).toMatchObject([
      { verdict: "passed", message: expect.stringMatching(/^1 series /) },
    ]);
  });

  it("is not evaluated where nobody looked: data of a folder, and no series at all", () => {
    const verdict = (...given: Parameters<typeof checked>) => plausibility(checked(...given))[0]?.verdict;
    expect(verdict([one])).toBe("not evaluated");
    expect(verdict([], { visits: [visitOf("ok")] })).toBe("not evaluated");
  });
});

describe("the sources behind an issue", () => {
  it("are noted one by one where they gave no answer, with their reason and the time", () => {
    const visits = [
      visitOf("ok"),
      visitOf("http_error", { source: "fred" }),
      visitOf("auth", { reason: null }),
    ];
    expect(sources(checked([one], { visits }))).toEqual([
      {
        gate: "sources",
        verdict: "noted",
        place: "fred",
        message: "http_error at 2025-11-12T22:30:00Z: Something happened.",
      },
      { gate: "sources", verdict: "noted", place: "treasury", message: "auth at 2025-11-12T22:30:00Z." },
    ]);
  });

  it("are well where they answered, though with something old or with nothing: other gates look at that", () => {
    const visits = [visitOf("ok"), visitOf("stale"), visitOf("empty")];
    expect(sources(checked([one], { visits }))).toMatchObject([
      { verdict: "passed", message: "3 addresses answered as they should." },
    ]);
  });

  it("were not looked at where the data have no log", () => {
    expect(sources(checked([one]))).toMatchObject([{ verdict: "not evaluated" }]);
  });
});
