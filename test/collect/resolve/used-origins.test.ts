import { describe, expect, it } from "vitest";
import { cutTo } from "../../../pipeline/collect/resolve/cut-to.ts";
import { usedOrigins } from "../../../pipeline/collect/resolve/used-origins.ts";
import type { Lane } from "../../../pipeline/model/telling.ts";

const originOf = (place: string) => ({ source: "made-up", place, sha256: "00", retrievedAt: null });
const lane: Lane = {
  series: "MADE.UP",
  source: "made-up",
  dates: ["2025-11-03", "2025-11-04", "2025-11-05"],
  values: [4.1, 4.2, 4.3],
  origins: [originOf("beside"), originOf("first"), originOf("second"), originOf("third")],
  originOf: [2, 1, 3],
  revisedFrom: { "2025-11-03": 4, "2025-11-05": 4.4 },
};

describe("the origins of a series", () => {
  it("are those of its rows, in their order, and each row keeps its own", () => {
    const { origins, originOf: rows } = usedOrigins(lane);
    expect(origins.map(({ place }) => place)).toEqual(["first", "second", "third"]);
    expect(rows!.map((row) => origins[row]!.place)).toEqual(["second", "first", "third"]);
  });

  it("do not tell a reader of what was fetched for later days, nor of a revision of theirs", () => {
    const cut = cutTo(lane, "2025-11-04");
    expect(cut.origins.map(({ place }) => place)).toEqual(["first", "second"]);
    expect(cut.originOf).toEqual([1, 0]);
    expect(cut.revisedFrom).toEqual({ "2025-11-03": 4 });
  });

  it("say it as plainly as where a series was told only once, where one is left", () => {
    const { originOf: _, ...once } = cutTo(lane, "2025-11-03");
    expect(cutTo(lane, "2025-11-03")).toEqual(once);
    expect(once.origins.map(({ place }) => place)).toEqual(["second"]);
  });
});
