import { describe, expect, it } from "vitest";
import type { Series } from "../../../pipeline/model/series.ts";
import { seriesOf } from "../../support/snapshots.ts";
import { editionWith, scatter, tradingDaysTo, viewOf, wordsOf } from "./anchor-days.ts";

describe("gold", () => {
  const edition = editionWith({ pairs: [{ name: "Gold", series: "GOLD.GLD", expected: -1 }] });

  /** Gold that answers falls of the yield by `onFall` times and rises by `onRise` times their size, with scatter of its own. */
  function goldOf(onFall: number, onRise: number): readonly Series[] {
    const days = tradingDaysTo(400);
    const [moves, own] = [scatter(400, 3), scatter(400, 11)];
    let [level, price] = [4, 100];
    const rows = days.map((date, row) => {
      const move = moves[row]!;
      level += move / 10;
      price *= Math.exp((-(move < 0 ? onFall : onRise) * move + 0.3 * own[row]!) / 100);
      return [date, price, level] as const;
    });
    return [
      seriesOf("GOLD.GLD", Object.fromEntries(rows.map(([date, value]) => [date, value])), { unit: "price" }),
      seriesOf("UST.10Y", Object.fromEntries(rows.map(([date, , value]) => [date, value])), {
        name: "10-year Treasury",
      }),
    ];
  }

  const figure = "[+−]\\d\\.\\d\\d%";
  const t = "t −?\\d+\\.\\d";
  it.each([
    [
      1,
      0,
      "falls",
      `rises with Treasuries and does not fall with them: it answers falls of the 10-year Treasury yield, \\+\\d\\.\\d\\d% per 10 bp \\(${t}\\), and not its rises \\(${figure}, ${t}\\), over 250 days\\.`,
    ],
    [
      0,
      1,
      "rises",
      `answers rises of the 10-year Treasury yield, −\\d\\.\\d\\d% per 10 bp \\(${t}\\), and not its falls \\(${figure}, ${t}\\), over 250 days\\.`,
    ],
    [-1, 0, "falls", "answers falls of the 10-year Treasury yield, −\\d\\.\\d\\d% per 10 bp"],
    [
      1,
      1,
      "both",
      `fell \\d\\.\\d\\d% per 10 bp more of 10-year Treasury yield \\(${t}\\) and gained \\d\\.\\d\\d% per 10 bp less \\(${t}\\), over 250 days\\.`,
    ],
    [
      0,
      0,
      "neither",
      "shows no significant reaction to the 10-year Treasury yield either way over 250 days\\.",
    ],
  ] as const)("that answers falls by %d and rises by %d answers %s", (onFall, onRise, kind, words) => {
    const series = goldOf(onFall, onRise);
    expect(viewOf(series, edition).gold!.kind).toBe(kind);
    expect(wordsOf(series, edition)).toMatch(new RegExp(`^Gold ${words}`, "m"));
  });

  it("that drifts upwards, whatever the yield does, has no answer: the days' means decide nothing", () => {
    const [gold, yields] = goldOf(0, 0) as [Series, Series];
    const drifting = { ...gold, values: gold.values.map((value, row) => value! * 1.003 ** row) };
    expect(viewOf([drifting, yields], edition).gold!.kind).toBe("neither");
    expect(wordsOf([drifting, yields], edition)).not.toContain("on average");
  });
});
