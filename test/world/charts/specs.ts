import { addDays, weekday } from "../../../pipeline/finance/dates.ts";
import type { ChartSpec, Label } from "../../../pipeline/model/chart.ts";
import type { IsoDate } from "../../../pipeline/model/unit.ts";

/** Charts as fill words them, from the everyday to the nasty. All numbers are invented. */
type Bars = Extract<ChartSpec, { kind: "bars" }>;
type Line = Extract<ChartSpec, { kind: "line" }>;
type Steps = Extract<ChartSpec, { kind: "steps" }>;

const WIDTH = 640;

function label(value: number, text: string): Label {
  return { value, text, figure: "test.figure" };
}

function signed(value: number, decimals: number): string {
  const size = Math.abs(value).toFixed(decimals);
  return value === 0 ? size : `${value < 0 ? "−" : "+"}${size}`;
}

export function rows(id: string, bars: readonly [name: string, value: number][], decimals = 2): Bars {
  return {
    kind: "bars",
    id,
    layout: "rows",
    alt: `Bars of ${id}`,
    width: WIDTH,
    height: 24 * bars.length + 12,
    bars: bars.map(([name, value]) => ({ name, label: label(value, signed(value, decimals)) })),
  };
}

export function columns(id: string, bars: readonly [name: string, value: number][]): Bars {
  const words = bars.map(([name, value]) => ({ name, label: label(value, signed(value, 1)) }));
  return {
    kind: "bars",
    id,
    layout: "columns",
    alt: `Columns of ${id}`,
    width: WIDTH,
    height: 250,
    bars: words,
  };
}

/** Monday to Friday in [from, to]. */
export function weekdays(from: IsoDate, to: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (weekday(day) < 5) days.push(day);
  return days;
}

/** A wandering line: sums of sines and a small repeatable jitter. */
export function wander(count: number, middle: number, swing: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const slow = Math.sin(index / 190) + 0.5 * Math.sin(index / 61 + 2) + 0.25 * Math.sin(index / 17 + 1);
    const jitter = (((index * 7919) % 101) / 101 - 0.5) * 0.06;
    return Number((middle + swing * (slow + jitter)).toFixed(2));
  });
}

function whole(value: number): string {
  return String(Math.round(value)).replace("-", "−");
}

const NO_BANDS: Line["bands"] = [];

export function line(
  id: string,
  dates: readonly IsoDate[],
  values: readonly (number | null)[],
  { bands = NO_BANDS, unit = "bp", marked = true } = {},
): Line {
  const known = values.filter((value) => value !== null);
  const [high, low] = [Math.max(...known), Math.min(...known)];
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const at = (value: number) => dates[values.indexOf(value)]!;
  const points = [
    { date: at(high), label: label(high, `${whole(high)} high, ${printed(at(high))}`) },
    { date: at(low), label: label(low, `${whole(low)} tight, ${printed(at(low))}`) },
  ];
  return {
    kind: "line",
    id,
    alt: `Line of ${id}`,
    width: WIDTH,
    height: 280,
    unitWord: unit,
    dates: [...dates],
    values: [...values],
    end: label(known.at(-1)!, `${known.at(-1)!.toFixed(0)} ${unit}`.replace(" %", "%")),
    levels: [{ label: label(mean, `${mean.toFixed(1)} five-year mean`) }],
    points: marked ? points : [],
    bands,
  };
}

export const BANDS: Line["bands"] = [
  { from: 0, to: 90, label: "tight" },
  { from: 90, to: 110, label: "carry" },
  { from: 110, to: 140, label: "mid-range" },
  { from: 140, to: 200, label: "wide" },
  { from: 200, to: null, label: "stress" },
];

/** Two lines around zero, each with a label at its end. */
export function twoLines(
  id: string,
  dates: readonly IsoDate[],
  [first, second]: readonly [readonly (number | null)[], readonly (number | null)[]],
): Line {
  const endOf = (values: readonly (number | null)[], words: string) => {
    const last = values.findLast((value) => value !== null)!;
    return label(last, `${last.toFixed(2).replace("-", "−")} ${words}`);
  };
  return {
    kind: "line",
    id,
    alt: `Lines of ${id}`,
    width: WIDTH,
    height: 280,
    unitWord: "",
    dates: [...dates],
    values: [...first],
    end: endOf(first, "over 60 days"),
    levels: [{ label: label(0, "0.00 no correlation") }],
    points: [],
    bands: [{ from: -0.26, to: 0.26, label: "insignificant" }],
    others: [{ values: [...second], end: endOf(second, "over 250 days") }],
  };
}

export function steps(
  id: string,
  start: readonly [IsoDate, number],
  path: readonly (readonly [IsoDate, number])[],
  { to, range }: { to: IsoDate; range: readonly [number, number] | null },
): Steps {
  const rate = (value: number) => label(value, `${value.toFixed(2)}%`);
  return {
    kind: "steps",
    id,
    alt: `Steps of ${id}`,
    width: WIDTH,
    height: 260,
    unitWord: "%",
    start: { date: start[0], label: label(start[1], `${start[1].toFixed(2)}% effective rate today`) },
    steps: path.map(([date, value]) => ({ date, label: rate(value) })),
    to,
    range: range && {
      lower: rate(range[0]),
      upper: rate(range[1]),
      label: `target range ${range[0].toFixed(2)}–${range[1].toFixed(2)}%`,
    },
  };
}

export function spark(id: string, values: readonly (number | null)[]): ChartSpec {
  const end = label(values.findLast((value) => value !== null) ?? 5, "5");
  return { kind: "spark", id, alt: `Spark of ${id}`, width: 120, height: 28, values: [...values], end };
}

/** Moves of the day: name, size in sd, change, level. */
export function dots(
  id: string,
  moves: readonly (readonly [name: string, size: number, change: string, level: string])[],
  width = WIDTH,
): ChartSpec {
  return {
    kind: "dots",
    id,
    alt: `Dots of ${id}`,
    width,
    height: 32 * moves.length + 22,
    unitWord: "sd",
    rows: moves.map(([name, size, change, level]) => ({
      name,
      label: label(size, signed(size, 1)),
      change: label(7, change),
      level: label(4.74, level),
    })),
  };
}

/** Small lines by their names; null is a panel without one. */
export function panels(
  id: string,
  dates: readonly IsoDate[],
  lines: Readonly<Record<string, readonly (number | null)[] | null>>,
  {
    scale = "own",
    across = 2,
    width = WIDTH,
  }: { scale?: "own" | "common"; across?: number; width?: number } = {},
): ChartSpec {
  return {
    kind: "panels",
    id,
    alt: `Panels of ${id}`,
    width,
    height: 132 * Math.ceil(Object.keys(lines).length / across) + 12,
    across,
    dates: [...dates],
    scale,
    nothing: "n/a",
    panels: Object.entries(lines).map(([name, values]) => ({
      name,
      values: [...(values ?? [])],
      ends: endsOf(values),
    })),
  };
}

function endsOf(values: readonly (number | null)[] | null) {
  const known = (values ?? []).filter((value) => value !== null);
  if (known.length === 0) return null;
  const of = (value: number, unit = "") => label(value, `${value.toFixed(2).replace("-", "−")}${unit}`);
  return { last: of(known.at(-1)!, "%"), low: of(Math.min(...known)), high: of(Math.max(...known)) };
}

const SECTORS: [string, number][] = [
  ["Health Care", 0.16],
  ["Financials", 0.08],
  ["Consumer Discretionary", 0.07],
  ["Real Estate", 0.04],
  ["Utilities", 0.03],
  ["Industrials", 0.03],
  ["Materials", 0.02],
  ["Consumer Staples", 0.02],
  ["Energy", 0],
  ["Communication Services", -0.03],
  ["Information Technology", -0.36],
];
const PATH: [IsoDate, number][] = [
  ["2025-12-11", 3.71],
  ["2026-01-29", 3.64],
  ["2026-03-19", 3.52],
  ["2026-04-30", 3.43],
  ["2026-06-18", 3.29],
  ["2026-07-30", 3.22],
  ["2026-09-17", 3.16],
  ["2026-10-29", 3.13],
  ["2026-12-10", 3.1],
];
const MEETINGS = PATH.map(([date, rate]): [string, number] => [
  printed(date),
  Number((rate * 100 - 388).toFixed(1)),
]);

function printed(date: IsoDate): string {
  const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

const FIVE_YEARS = weekdays("2020-11-05", "2025-11-05");
const WANDER = wander(FIVE_YEARS.length, 118, 32);
const GAPS = WANDER.map((value, index) =>
  (index > 300 && index < 420) || index % 97 === 0 || (index > 700 && index < 900 && index % 2 === 0)
    ? null
    : value,
);
const THIRTY_YEARS = weekdays("1995-11-06", "2025-11-05");
const SHORT = weekdays("2024-05-06", "2025-11-05");
const EXTREME = WANDER.map((value, index) =>
  index === 0 ? 205 : index === FIVE_YEARS.length - 1 ? 41 : value,
);

const AROUND_ZERO = wander(FIVE_YEARS.length, 0, 0.4);
const SLOWER = wander(FIVE_YEARS.length + 200, 0.1, 0.2).slice(200);

const MOVES = [
  ["30-year Treasury", 1.4, "+7 bp", "4.74%"],
  ["ICE BofA US Corporate OAS", -1.2, "−2 bp", "81 bp"],
  ["Alphabet", 1, "+2.44%", "284.31"],
  ["Bitcoin, close of the UTC day since Friday", 3, "+2.27%", "103,891.84"],
] as const;
const YEAR = weekdays("2024-11-05", "2025-11-05");
const FOUR = {
  "5-year Treasury": wander(YEAR.length, 4, 0.4),
  "5-year breakeven inflation": wander(YEAR.length, 2.4, 0.1).map((value, day) =>
    day % 40 < 4 ? null : value,
  ),
  "A name that is far too long for the panel that it stands above": wander(YEAR.length, 0, 2),
  Nothing: null,
};
const EIGHT = Object.fromEntries(
  ["Tesla", "Alphabet", "Nvidia", "Amazon", "Microsoft", "Apple", "Meta", "S&P 500"].map((name, index) => [
    name,
    wander(YEAR.length, 100 + 9 * index, 4 * index + 2),
  ]),
);

export const SPECS: readonly ChartSpec[] = [
  rows("rows-sectors", SECTORS),
  rows(
    "rows-all-negative",
    SECTORS.map(([name], index) => [name, -0.11 * (index + 1)]),
  ),
  rows(
    "rows-all-zero",
    SECTORS.slice(0, 5).map(([name]) => [name, 0]),
  ),
  rows("rows-single", [["Health Care", 0.16]]),
  rows("rows-outlier", [["Semiconductors", 40.12], ...SECTORS.slice(3)]),
  rows("rows-long-names", [
    ["Communication services, media and entertainment of every conceivable description & more", 1.2],
    ["Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsanstalt Aktiengesellschaft", -12.5],
    ["Oil <gas>", -0.01],
  ]),
  rows("rows-foreign", [
    ["中国石油天然气股份有限公司和许多其他在香港交易所上市的能源公司以及它们的子公司", 3.2],
    ["שירותי בריאות", -0.4],
    ["Rockets 👩‍🚀🚀 and more of them than anybody would want to see in one row of a chart", 0.2],
  ]),
  rows("rows-mirrored", [
    ["Energy", 1234.56],
    ["Utilities", -1234.56],
  ]),
  columns("columns-nine", MEETINGS),
  columns("columns-one", MEETINGS.slice(0, 1)),
  columns("columns-two", [
    ["10 Dec 2025", 2.5],
    ["28 Jan 2026", -7.1],
  ]),
  columns(
    "columns-eighteen",
    Array.from({ length: 18 }, (_, index) => [
      printed(addDays("2025-12-10", index * 45)),
      -106.5 + index * 9.3,
    ]),
  ),
  columns("columns-zero", [
    ["10 Dec 2025", 0],
    ["28 Jan 2026", 0],
  ]),
  line("line-five-years", FIVE_YEARS, WANDER, { bands: BANDS }),
  line("line-gaps", FIVE_YEARS, GAPS),
  line("line-extremes-at-edges", FIVE_YEARS, EXTREME, { bands: BANDS }),
  line("line-short", SHORT, wander(SHORT.length, 4.2, 0.3), { unit: "%" }),
  line("line-two-days", ["2025-11-04", "2025-11-05"], [80, 81]),
  line(
    "line-flat",
    SHORT,
    SHORT.map(() => 81),
  ),
  line("line-thirty-years", THIRTY_YEARS, wander(THIRTY_YEARS.length, 118, 32), { bands: BANDS }),
  {
    ...line("line-recessions", THIRTY_YEARS, wander(THIRTY_YEARS.length, 4, 1.5), { unit: "%" }),
    shades: [
      { from: "1990-07-01", to: "1991-03-31", label: "recession" },
      { from: "2007-12-01", to: "2009-06-30", label: "recession" },
      { from: "2020-02-01", to: "2020-04-30", label: "recession" },
      { from: "2025-10-01", to: null, label: "shutdown" },
    ],
  },
  line("line-below-zero", SHORT, wander(SHORT.length, -3, 9), { unit: "bp" }),
  { ...line("line-index", FIVE_YEARS, wander(FIVE_YEARS.length, 5200, 900), { unit: "" }), height: 160 },
  steps("steps-nine", ["2025-11-05", 3.88], PATH, { to: "2027-01-27", range: [3.75, 4] }),
  steps("steps-one", ["2025-11-05", 3.87], [["2025-12-11", 3.71]], { to: "2026-01-28", range: [3.75, 4] }),
  steps(
    "steps-up",
    ["2025-11-05", 3.88],
    PATH.map(([date, rate]) => [date, 7.76 - rate]),
    {
      to: "2027-01-27",
      range: [3.75, 4],
    },
  ),
  steps(
    "steps-none-moves",
    ["2025-11-05", 3.88],
    PATH.map(([date]) => [date, 3.88]),
    {
      to: "2027-01-27",
      range: null,
    },
  ),
  steps(
    "steps-equal",
    ["2025-11-05", 3.88],
    PATH.map(([date, rate], index) => [date, [1, 4, 5].includes(index) ? PATH[index - 1]![1] : rate]),
    { to: "2027-01-27", range: [3.75, 4] },
  ),
  steps(
    "steps-down-and-up",
    ["2025-11-05", 3.88],
    PATH.map(([date], index) => [date, 3.88 + (index % 2 ? 0.2 : -0.2)]),
    {
      to: "2027-01-27",
      range: [3.75, 4],
    },
  ),
  steps(
    "steps-climb",
    ["2025-11-05", 1.4],
    PATH.map(([date, rate]) => [date, 5.2 - rate]),
    { to: "2027-01-27", range: null },
  ),
  dots("dots-six", MOVES),
  dots("dots-narrow", MOVES, 340),
  dots("dots-one", MOVES.slice(0, 1)),
  dots("dots-forty-percent", [...MOVES, ["S&P 500", -38.4, "−40.12%", "3,412.50"]], 364),
  dots("dots-foreign", [
    ["Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsanstalt", 1.2, "+1 bp", "81 bp"],
    ["中国石油天然气股份有限公司和许多其他在香港交易所上市的能源公司", 2.9, "+2.44%", "103,891.84"],
    ["שירותי בריאות", -2.9, "−3 bp", "4.10%"],
  ]),
  panels("panels-four", YEAR, FOUR),
  panels("panels-narrow", YEAR, FOUR, { width: 340 }),
  panels("panels-eight", YEAR, EIGHT, { scale: "common", across: 4 }),
  panels("panels-eight-narrow", YEAR, EIGHT, { scale: "common", width: 340 }),
  panels("panels-flat", YEAR, { Level: YEAR.map(() => 4.25), "Crosses zero": wander(YEAR.length, 0, 30) }),
  panels("panels-none", YEAR, { One: null, Other: null }, { scale: "common" }),
  spark(
    "spark-wander",
    WANDER.filter((_, index) => index % 5 === 0),
  ),
  spark("spark-flat", [5, 5, 5]),
  spark("spark-gaps", [5, null, 7, null, null, 6, 4, 3, 8, 9, null]),
  spark("spark-nothing", [null, null]),
  twoLines("lines-around-zero", FIVE_YEARS, [AROUND_ZERO, SLOWER]),
  twoLines("lines-that-meet", FIVE_YEARS, [
    AROUND_ZERO,
    SLOWER.map((value, index) => (index < 250 ? null : index > 1290 ? AROUND_ZERO[index]! : value)),
  ]),
  twoLines("lines-below-zero", SHORT, [
    AROUND_ZERO.slice(0, SHORT.length).map((value) => value - 0.9),
    SLOWER.slice(0, SHORT.length).map((value) => value - 1),
  ]),
];
