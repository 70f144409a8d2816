import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { mag7 } from "../../../pipeline/sections/mag7/mag7.ts";
import { View } from "../../../pipeline/sections/mag7/view.ts";
import { madeUpPrices, type PricesSketch } from "../../support/made-up-prices.ts";
import { sectionWords, shippedEdition } from "../../support/section-words.ts";
import { seriesOf, snapshotOf } from "../../support/snapshots.ts";

const DAY = "2025-11-05";
const BEFORE = "2025-11-04";
const PATIENCE = { missedDays: 1, coverage: 0.8 };
const edition = shippedEdition;
const seven = edition.mag7.members;

/** Day returns in percent by symbol; the index follows. */
type Moves = Readonly<Record<string, number>>;
const MOVES: Moves = { AAPL: 1, MSFT: -2, NVDA: 3, AMZN: 0.5, GOOGL: 2, META: -1, TSLA: 4 };
const WEIGHTS: Moves = { AAPL: 6, MSFT: 7, NVDA: 8, AMZN: 4, GOOGL: 5, META: 3, TSLA: 2 };

function closes(symbol: string, move: number | undefined, sketch: Partial<PricesSketch> = {}): Series {
  const also = {
    "2025-04-08": 50,
    [BEFORE]: 100,
    [DAY]: move === undefined ? null : 100 + move,
    ...sketch.also,
  };
  const named = seven.find((one) => one.symbol === symbol)!;
  const from = "2020-10-01";
  return madeUpPrices(named.series, {
    from,
    to: DAY,
    name: named.name,
    seed: symbol.charCodeAt(0),
    ...sketch,
    also,
  });
}
const indexOf = (move: number) =>
  seriesOf(
    "SPX",
    { [BEFORE]: 5000, [DAY]: 5000 + 50 * move },
    { name: "S&P 500", unit: "index", calendar: "nyse" },
  );
const weightOf = (symbol: string, percent: number) =>
  seriesOf(`SPX.MEMBER.${symbol}.WEIGHT`, { [DAY]: percent }, { calendar: "nyse" });

interface Market {
  readonly moves?: Moves;
  readonly weights?: Moves;
  readonly index?: number;
}
const marketOf = ({ moves = MOVES, weights = WEIGHTS, index = 1 }: Market = {}): Series[] => [
  ...seven.map(({ symbol }) => closes(symbol, moves[symbol])),
  ...Object.entries(weights).map(([symbol, percent]) => weightOf(symbol, percent)),
  indexOf(index),
];
const viewOf = (series: readonly Series[]) =>
  View.parse(mag7.compute(deskOf(snapshotOf(DAY, series), PATIENCE), edition));
const wordsOf = (series: readonly Series[]) => sectionWords(mag7, snapshotOf(DAY, series), edition);
const all = (move: number): Moves => Object.fromEntries(seven.map(({ symbol }) => [symbol, move]));

describe("the seven on a day", () => {
  it("have returns, means and contributions, worked by hand", () => {
    const view = viewOf(marketOf());
    // 1 - 2 + 3 + 0.5 + 2 - 1 + 4 = 7.5 over seven; 6 - 14 + 24 + 2 + 10 - 3 + 8 = 33 hundredths of a point on 35 % of the index.
    expect(view.meanReturn!.value).toBeCloseTo(7.5 / 7, 9);
    expect(view.weight!.value).toBeCloseTo(35, 9);
    expect(view.contribution!.value).toBeCloseTo(0.33, 9);
    expect(view.capReturn!.value).toBeCloseTo(33 / 35, 9);
    expect(view.others!.value).toBeCloseTo(1 - 0.33, 9);
    expect([view.counted!.value, view.up!.value, view.down!.value]).toEqual([7, 5, 2]);
    expect([view.leader!.symbol, view.laggard!.symbol, view.most!.symbol, view.least!.symbol]).toEqual([
      "TSLA",
      "MSFT",
      "NVDA",
      "MSFT",
    ]);
    expect(view.members.map(({ symbol }) => symbol)).toEqual([
      "NVDA",
      "GOOGL",
      "TSLA",
      "AAPL",
      "AMZN",
      "META",
      "MSFT",
    ]);
  });

  it("stand above their lowest closes since the edition's date, on their first days", () => {
    const [member] = viewOf(marketOf({ moves: all(10) })).members;
    expect(member!.low).toMatchObject({ value: 50, asOf: "2025-04-08" });
    expect(member!.sinceLow!.value).toBeCloseTo(120, 9);
    const older = marketOf().map((one) =>
      one.id === "EQ.AAPL" ? closes("AAPL", 1, { also: { "2025-03-31": 10 } }) : one,
    );
    expect(viewOf(older).members.find(({ symbol }) => symbol === "AAPL")!.low!.value).toBe(50);
  });

  it("keep their identities", () => {
    const found = mag7.identities!(viewOf(marketOf()));
    expect(found).toHaveLength(10);
    for (const { left, right, tolerance } of found)
      expect(Math.abs(left - right)).toBeLessThanOrEqual(tolerance);
  });

  it("do not hang on the order of the series", () => {
    expect(viewOf([...marketOf()].reverse())).toEqual(viewOf(marketOf()));
  });

  it("tell the issue of one move, the largest by its own history: they are one market among others", () => {
    const desk = deskOf(snapshotOf(DAY, marketOf({ moves: { ...MOVES, META: -30 } })), PATIENCE);
    const view = View.parse(mag7.compute(desk, edition));
    const movers = mag7.movers!(view, desk, edition);
    expect(movers).toMatchObject([{ key: "EQ.META", change: { value: expect.closeTo(-30, 9) } }]);
    expect(mag7.movers!({ ...view, members: [] }, desk, edition)).toEqual([]);
  });

  it("need weights of the issue's own day, not of an older one", () => {
    const needs = mag7.needs(edition, DAY, [] as never);
    expect(needs.filter(({ series }) => series.startsWith("SPX.MEMBER."))).toHaveLength(7);
    expect(needs.find(({ series }) => series === "SPX.MEMBER.TSLA.WEIGHT")).toEqual({
      series: "SPX.MEMBER.TSLA.WEIGHT",
      from: DAY,
    });
  });
});

describe("what cannot be said of the seven", () => {
  it("is their contribution where no weights are known, and the chart shows day returns instead", () => {
    const view = viewOf(marketOf({ weights: {} }));
    expect(view).toMatchObject({ contribution: null, others: null, capReturn: null, part: null, most: null });
    expect(view.chart).toMatchObject({ unit: "percent", bars: [{ label: "Tesla" }, ...Array(6).fill({})] });
    const words = wordsOf(marketOf({ weights: {} }));
    expect(words).toContain("### Five of seven rose and two fell");
    expect(words).toContain("They went from Tesla (+4.00%) to Microsoft (−2.00%).");
    expect(words).toContain("; the S&P 500 moved +1.00%.");
    expect(words).toContain("| Company | day | since low | momentum | position | RSI |");
    expect(words).toMatch(/\| Tesla \| \+4\.00 \| \+[\d.]+ \|/);
    expect(words).not.toMatch(/contribution/i);
  });

  it("is what all gave together where one weight is zero: what is in the index has one", () => {
    const words = wordsOf(marketOf({ weights: { ...WEIGHTS, NVDA: 0 } }));
    expect(words).toContain(
      "The contribution of all together is n/a: the weight of Nvidia at the close before",
    );
  });

  it("is a caption of what the table does not hold: it has no closes", () => {
    expect(wordsOf(marketOf())).toContain(
      "*Day return and return since the lowest close from 1 Apr 2025 on in percent, contribution in percentage points, momentum",
    );
    expect(wordsOf(marketOf())).not.toContain("*Closes");
  });

  it("is what all gave together where one weight is missing", () => {
    const { NVDA: _, ...weights } = WEIGHTS;
    const words = wordsOf(marketOf({ weights }));
    expect(viewOf(marketOf({ weights })).contribution).toBeNull();
    expect(words).toContain("the weight of Nvidia at the close before is not in this issue's data.");
    expect(words).toContain("| Apple | +1.00 | +0.06 |");
    expect(words).toContain("| Nvidia | +3.00 | n/a |");
  });

  it("is a mean of all where one has not closed, which is not a return of zero", () => {
    const { META: _, ...moves } = MOVES;
    const view = viewOf(marketOf({ moves }));
    expect(view).toMatchObject({ meanReturn: null, contribution: null });
    expect(view.counted!.value).toBe(6);
    const words = wordsOf(marketOf({ moves }));
    expect(words).toContain("### Five of six rose and one fell");
    expect(words).toContain("Note: The day return of Meta is n/a");
    expect(words).toContain("| Meta | n/a | n/a |");
  });

  it("is a return over a gap: two closes in a row are needed", () => {
    const gap = marketOf().map((one) =>
      one.id === "EQ.AAPL" ? closes("AAPL", 1, { also: { [BEFORE]: null as never } }) : one,
    );
    expect(viewOf(gap).members.find(({ symbol }) => symbol === "AAPL")!.dayReturn).toBeNull();
  });

  it("is everything where none has closed, and the newest day is named", () => {
    const old = seven.map(({ symbol }) => closes(symbol, undefined));
    expect(mag7.compute(deskOf(snapshotOf(DAY, old), PATIENCE), edition)).toEqual(
      absent("no-company", { count: 7, newest: "2025-11-04" }),
    );
    expect(mag7.compute(deskOf(snapshotOf(DAY, []), PATIENCE), edition)).toEqual(
      absent("no-company", { count: 7 }),
    );
  });

  it("is the momentum of a company that is too young", () => {
    const young = marketOf().map((one) =>
      one.id === "EQ.TSLA" ? closes("TSLA", 4, { from: "2025-03-03" }) : one,
    );
    expect(wordsOf(young)).toContain("Momentum is n/a for Tesla (its history here begins on 3 March 2025;");
    expect(wordsOf(young)).toMatch(/Momentum points up in .* of six|Momentum points up in all six/);
  });
});

describe("the finding", () => {
  const findingOf = (market: Market) => /^### (.*)$/m.exec(wordsOf(marketOf(market)))![1];

  it("says what of the index's move came from the seven, in all four directions", () => {
    expect(findingOf({})).toMatch(/\+0\.33 pp/);
    expect(findingOf({ index: -1 })).toMatch(/fell 1\.00%/);
    expect(findingOf({ moves: all(-1) })).toMatch(/took 0\.35 pp/);
    expect(findingOf({ moves: all(-1), index: -1 })).toMatch(/0\.35 pp.*−1\.00%|−1\.00%.*0\.35 pp/);
    expect(findingOf({ index: 0 })).toBe("The seven gave +0.33 pp to an index that moved 0.00%");
  });

  it("counts without weights, and never says it twice", () => {
    expect(findingOf({ moves: all(2), weights: {} })).toBe("All seven rose");
    expect(findingOf({ moves: all(-2), weights: {} })).toBe("All seven fell");
    expect(findingOf({ moves: { ...all(-2), AAPL: 0 }, weights: {} })).toBe(
      "None of seven rose and six fell",
    );
    expect(wordsOf(marketOf({ moves: all(2), weights: {} })).match(/All seven rose/g)).toHaveLength(1);
  });
});

describe("the seven and the index from one close on", () => {
  const spx = (sketch: Partial<PricesSketch> = {}) =>
    madeUpPrices("SPX", { from: "2020-10-01", to: DAY, name: "S&P 500", seed: 5, ...sketch });
  const market = (...also: Series[]) => [
    ...marketOf().filter(({ id }) => id !== "SPX" && !also.some((one) => one.id === id)),
    ...also,
  ];

  it("stand at 100 there, 250 observations ago, the furthest up first and the index last, on one scale", () => {
    const { rebased } = viewOf(market(spx()));
    const { chart, from, first, last, index } = rebased!;
    expect(chart.scale).toBe("common");
    expect([chart.dates.length, chart.dates[0], chart.dates.at(-1)]).toEqual([251, from, DAY]);
    expect(chart.panels.map(({ values }) => values[0])).toEqual(Array(8).fill(100));
    const ends = chart.panels.map(({ ends }) => ends!.last.value);
    expect(ends.slice(0, 7)).toEqual(ends.slice(0, 7).toSorted((one, other) => other - one));
    expect([chart.panels[7]!.name, ends[7]]).toEqual(["S&P 500", index.value]);
    expect([first.level.value, last.level.value]).toEqual([ends[0], ends[6]]);
    expect(rebased!.ahead.value).toBe(ends.slice(0, 7).filter((value) => value > index.value).length);
    const close = deskOf(snapshotOf(DAY, [spx()])).on("SPX", from)!.value;
    expect(index.value).toBeCloseTo(
      (deskOf(snapshotOf(DAY, [spx()])).on("SPX", DAY)!.value / close) * 100,
      9,
    );
  });

  it("leave a place to one without a close on that day, and are none without a year of the index", () => {
    const { from } = viewOf(market(spx())).rebased!;
    const { rebased } = viewOf(market(spx(), closes("TSLA", 4, { also: { [from]: null } })));
    expect(rebased!.chart.panels[6]).toMatchObject({ name: "Tesla", values: [], ends: null });
    expect(rebased!.counted.value).toBe(6);
    expect(viewOf(market(spx({ from: "2025-01-02" }))).rebased).toBeNull();
  });

  it("are told in words that bear out what is drawn", () => {
    const words = sectionWords(mag7, snapshotOf(DAY, market(spx())));
    const { ahead, counted } = viewOf(market(spx())).rebased!;
    expect(words).toMatch(/^#### .*S&P 500/m);
    expect(ahead.value).toBeLessThanOrEqual(counted.value);
    expect(words).toMatch(
      /!\[Closes with that of .* at 100: .* and S&P 500 \d+ \(lowest \d+, highest \d+\)\.\]/,
    );
  });
});
