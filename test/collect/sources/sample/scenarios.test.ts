import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { PipelineError } from "../../../../pipeline/errors.ts";
import { SampleScenariosSchema } from "../../../../pipeline/model/sample.ts";
import { ask, assetIds, files, memberIds, root, sectorCodes, seriesIn, valuesIn } from "./asking.ts";

const DAY = "2025-09-18";
const BEFORE = "2025-09-17";

async function scenarios() {
  const bytes = await files.read(`${root}/content/sample/scenarios.yaml`);
  return SampleScenariosSchema.parse(parse(new TextDecoder().decode(bytes!)));
}

/** Today's value less the last one before. */
function move(answer: Awaited<ReturnType<typeof ask>>, id: string): number {
  const [before, now] = seriesIn(answer, id).values.slice(-2);
  return now! - before!;
}

function percent(answer: Awaited<ReturnType<typeof ask>>, id: string): number {
  return (move(answer, id) / seriesIn(answer, id).values.at(-2)!) * 100;
}

describe("a scenario", () => {
  it("that nobody knows is refused with the names of all", async () => {
    const refused = ask(DAY, { scenario: "boom" });
    await expect(refused).rejects.toBeInstanceOf(PipelineError);
    await expect(refused).rejects.toMatchObject({ code: "scenario-unknown" });
    await expect(refused).rejects.toThrow(
      /There is no scenario "boom"\. Take one of normal, missing-source, /,
    );
    await expect(ask(DAY, { scenario: "constructor" })).rejects.toMatchObject({ code: "scenario-unknown" });
  });

  it("is described in a sentence", async () => {
    const known = await scenarios();
    expect(Object.keys(known)).toEqual([
      "normal",
      "missing-source",
      "stale-feed",
      "all-red",
      "zero-move",
      "shock",
      "hostile-headlines",
      "first-cdx-series",
      "holiday-bond",
      "one-meeting",
    ]);
    expect(Object.values(known).filter(({ says }) => !/^[A-Z].+\.$/.test(says))).toEqual([]);
  });

  it("changes the asked day only", async () => {
    const normal = await ask(DAY);
    for (const scenario of Object.keys(await scenarios())) {
      const other = await ask(DAY, { scenario });
      for (const { id, dates, values } of other.series) {
        const known = valuesIn(normal, id);
        const changed = dates.filter((date, index) => date < DAY && known.get(date) !== values[index]);
        expect(changed, `${scenario} ${id}`).toEqual([]);
      }
    }
  });

  it("missing-source lacks volatility and sectors, and nothing else", async () => {
    const [normal, other] = await Promise.all([ask(DAY), ask(DAY, { scenario: "missing-source" })]);
    const left = new Set(other.series.map(({ id }) => id));
    const gone = normal.series.map(({ id }) => id).filter((id) => !left.has(id));
    expect(gone.every((id) => id === "VIX" || id.startsWith("SPX.SECTOR."))).toBe(true);
    expect(gone).toHaveLength(23);
  });

  it("stale-feed ends rates and spreads three trading days earlier, and has no headlines", async () => {
    const answer = await ask(DAY, { scenario: "stale-feed" });
    for (const id of ["UST.2Y", "UST.10Y", "US.ICE.IG.OAS", "CDX.NA.IG.5Y", "US.EFFR", "ZQ.2025-12"]) {
      expect(seriesIn(answer, id).dates.at(-1), id).toBe("2025-09-15");
    }
    for (const id of ["SPX", "VIX", "SPX.SECTOR.ENERGY.RETURN"])
      expect(seriesIn(answer, id).dates.at(-1)).toBe(DAY);
    expect(answer.headlines).toEqual([]);
  });

  it.each(["2025-09-18", "2025-11-11", "2026-11-20", "2022-06-15", "2020-03-16"])(
    "all-red makes all eleven sectors fall on %s, and the index with them",
    async (date) => {
      const answer = await ask(date, { scenario: "all-red", from: "2020-01-02" });
      const returns = sectorCodes.map((code) => seriesIn(answer, `SPX.SECTOR.${code}.RETURN`).values.at(-1)!);
      expect(Math.max(...returns)).toBeLessThan(-0.005);
      expect(new Set(returns.map((value) => value.toFixed(2))).size).toBeGreaterThan(6);
      expect(sectorSum(answer)).toBeCloseTo(-1.4, 2);
    },
  );

  it.each(["2025-09-18", "2025-11-12"])("zero-move leaves the printed digits on %s", async (date) => {
    const answer = await ask(date, { scenario: "zero-move" });
    for (const id of ["SPX", "UST.2Y", "UST.10Y"]) expect(move(answer, id), id).toBe(0);
    // Volatility is drawn, and the IG spread too: what follows these moves, all else stands.
    const still = [...assetIds, ...memberIds].filter((id) => !/^(MOVE|US\.|SPX\.)/.test(id));
    for (const id of still) expect(move(answer, id), id).toBe(0);
    expect(still.length).toBeGreaterThan(30);
    for (const code of sectorCodes) {
      expect(Object.is(seriesIn(answer, `SPX.SECTOR.${code}.RETURN`).values.at(-1), 0), code).toBe(true);
    }
    expect(
      answer.headlines.some(({ title }) => /S&P 500 (ENDS LITTLE CHANGED|FLAT)|CLOSE WHERE/.test(title)),
    ).toBe(true);
  });

  it("shock is -6 percent, a jump of volatility, -35 bp and +40 bp", async () => {
    const answer = await ask(DAY, { scenario: "shock" });
    const [before, now] = seriesIn(answer, "SPX").values.slice(-2);
    expect((now! / before! - 1) * 100).toBeCloseTo(-6, 3);
    expect(sectorSum(answer)).toBeCloseTo(-6, 2);
    expect(move(answer, "VIX")).toBeGreaterThan(15);
    expect(move(answer, "UST.2Y") * 100).toBeCloseTo(-35, 6);
    expect(move(answer, "UST.10Y") * 100).toBeCloseTo(-35, 6);
    expect(move(answer, "US.ICE.IG.OAS")).toBe(40);
    expect(move(answer, "CDX.NA.IG.5Y")).toBeCloseTo(40, 6);
    expect(move(answer, "ZQ.2026-06")).toBeGreaterThan(0.1);
    expect(move(answer, "US.ICE.HY.OAS")).toBeGreaterThan(115);
    expect(move(answer, "MOVE")).toBeGreaterThan(20);
    expect(move(answer, "UST.5Y") * 100).toBeCloseTo(-35, -1);
    expect(move(answer, "US.BREAKEVEN.5Y")).toBeLessThan(-0.05);
    expect(percent(answer, "FUND.QQQ")).toBeCloseTo(-6.7, -0.2);
    expect(percent(answer, "FUND.TLT")).toBeGreaterThan(4);
    expect(percent(answer, "BTC")).toBeLessThan(0);
  });

  it("first-cdx-series begins a new series on the asked day, some bp wider", async () => {
    const [normal, other] = await Promise.all([ask(DAY), ask(DAY, { scenario: "first-cdx-series" })]);
    const numbers = valuesIn(other, "CDX.NA.IG.5Y.SERIES");
    expect([numbers.get(BEFORE), numbers.get(DAY)]).toEqual([44, 45]);
    const wider = valuesIn(other, "CDX.NA.IG.5Y").get(DAY)! - valuesIn(normal, "CDX.NA.IG.5Y").get(DAY)!;
    expect(wider).toBeGreaterThan(2);
    expect(wider).toBeLessThan(4);
  });

  it("first-cdx-series does not roll twice on a natural roll day", async () => {
    const [normal, other] = await Promise.all([
      ask("2025-09-22"),
      ask("2025-09-22", { scenario: "first-cdx-series" }),
    ]);
    expect(valuesIn(other, "CDX.NA.IG.5Y.SERIES").get("2025-09-22")).toBe(45);
    expect(valuesIn(other, "CDX.NA.IG.5Y")).toEqual(valuesIn(normal, "CDX.NA.IG.5Y"));
  });

  it("one-meeting prices the next meeting only", async () => {
    const quoted = async (date: string) =>
      (await ask(date, { scenario: "one-meeting" })).series
        .map(({ id }) => id)
        .filter((id) => id.startsWith("ZQ.") || id.startsWith("OIS."));
    // 29 October, then a month without meeting; 10 December, then January, which has one of its own.
    expect(await quoted(DAY)).toEqual(["ZQ.2025-09", "ZQ.2025-10", "ZQ.2025-11", "OIS.FOMC.2025-10-29"]);
    expect(await quoted("2025-11-11")).toEqual(["ZQ.2025-11", "ZQ.2025-12", "OIS.FOMC.2025-12-10"]);
  });
});

function sectorSum(answer: Awaited<ReturnType<typeof ask>>): number {
  return sectorCodes.reduce((sum, code) => {
    const [own, weight] = ["RETURN", "WEIGHT"].map((what) => {
      return seriesIn(answer, `SPX.SECTOR.${code}.${what}`).values.at(-1)!;
    });
    return sum + (own! * weight!) / 100;
  }, 0);
}
