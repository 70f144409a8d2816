import { z } from "zod";
import { yearsBefore } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { windowOf } from "../../finance/windows.ts";
import { LineChartSchema } from "../../model/chart.ts";
import type { Edition } from "../../model/edition.ts";
import { defineSection } from "../section.ts";
import { InstrumentSchema, instrumentOf } from "./instrument.ts";

export const View = z.strictObject({
  main: InstrumentSchema,
  /** Other instruments, each under its own name; with nulls where this data does not reach. */
  beside: z.array(InstrumentSchema),
  chart: LineChartSchema.nullable(),
});
export type View = z.infer<typeof View>;

export const igSpread = defineSection<View>({
  id: "ig-spread",
  title: "Investment-grade spread",
  view: View,
  needs({ ig }, date) {
    const from = [
      ig.cycleStart,
      ...ig.referenceYears.map((year) => `${year}-01-01`),
      yearsBefore(date, 5),
    ].sort()[0]!;
    const roll = (series: string) =>
      series.startsWith("CDX.") ? [{ series: `${series}.SERIES`, from: yearsBefore(date, 1) }] : [];
    return [ig.series, ...ig.beside].flatMap((series) => [{ series, from }, ...roll(series)]);
  },
  compute(desk, edition) {
    const { ig } = edition;
    const main = instrumentOf(desk, ig.series, edition);
    if (main.level === null)
      return { unavailable: `No observation of ${main.name} on or before this day was found.` };
    const beside = ig.beside.map((series) => instrumentOf(desk, series, edition));
    return { main, beside, chart: chartOf(desk, edition, main) };
  },
  identities({ main }) {
    const { level, mean, inside, tight, aboveTight, high, belowHigh } = main;
    const because = "the same observations, subtracted once";
    const gap = (name: string, left: typeof level, right: typeof level, told: typeof level) =>
      left && right && told
        ? [
            {
              name,
              left: left.value - right.value,
              right: told.value,
              unit: "bp" as const,
              tolerance: 1e-9,
              because,
            },
          ]
        : [];
    return [
      ...gap("mean less level is the distance inside the mean", mean, level, inside),
      ...gap("level less cycle tight is the distance above it", level, tight, aboveTight),
      ...gap("five-year high less level is the distance below it", high, level, belowHigh),
    ];
  },
});

/** Five years of the main instrument with its mean, high, tight and bands. */
function chartOf(
  desk: Desk,
  { ig }: Edition,
  { level, mean, high, low }: z.infer<typeof InstrumentSchema>,
): View["chart"] {
  const history = windowOf(desk, ig.series, 5);
  if (!history || history.dates.length < 2 || !level) return null;
  return {
    kind: "line",
    id: "ig-spread-history",
    unit: "bp",
    decimals: 1,
    dates: [...history.dates],
    values: [...history.values],
    end: level,
    levels: mean ? [{ name: "mean", figure: mean }] : [],
    points: [
      ...(high ? [{ name: "high", figure: high }] : []),
      ...(low ? [{ name: "low", figure: low }] : []),
    ],
    bands: (ig.bands[ig.series] ?? []).map(({ from, to, label }) => ({ from, to, label })),
  };
}
