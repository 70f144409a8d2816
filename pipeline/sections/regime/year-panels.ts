import type { Desk } from "../../finance/desk.ts";
import { figuresOf, slugOf } from "../../finance/figures.ts";
import { joinOf } from "../../finance/joins.ts";
import { type NamedLine, type PanelLine, panelsOf } from "../../finance/line-panels.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import { coveredWindow } from "../../finance/windows.ts";
import type { PanelsChart } from "../../model/chart.ts";
import type { Edition } from "../../model/edition.ts";
import type { RealYear } from "./real-rate-view.ts";
import type { Pair, RealRateView } from "./view.ts";

/** So many slopes stand beside the real rate and its two parts. */
const SLOPES = 1;

/** One year of the real rate, of what it is made of and of the first slopes, each on a scale of its own. */
export function yearPanels(
  desk: Desk,
  { regime }: Pick<Edition, "regime">,
  {
    pairs,
    realRate,
    year,
  }: { readonly pairs: readonly Pair[]; readonly realRate: RealRateView; readonly year: RealYear | null },
): PanelsChart | null {
  const slopes = regime.pairs.slice(0, SLOPES).map((plan, index) => slopeLine(desk, plan, pairs[index]!));
  return panelsOf({ id: "regime-year", scale: "own" }, [...realLines(realRate, year), ...slopes]);
}

function realLines(told: RealRateView, year: RealYear | null): readonly NamedLine[] {
  const { nominalName, inflationName, name } = told;
  if (!year || !told.nominal || !told.inflation || !told.level)
    return [nominalName, inflationName, name].map((one) => ({ name: one, line: null }));
  const { dates, windows, nominal, inflation, values } = year;
  const lineOf = (part: string, own: Pick<PanelLine, "values" | "last" | "inputs">): PanelLine => ({
    ...own,
    dates,
    unit: "percent",
    decimals: 2,
    make: figuresOf("regime", `real-rate.${part}`),
  });
  const [nominals, inflations] = [windows.slice(0, 1), windows.slice(1)];
  return [
    {
      name: nominalName,
      line: lineOf("nominal", { values: nominal, last: told.nominal, inputs: nominals }),
    },
    {
      name: inflationName,
      line: lineOf("inflation", { values: inflation, last: told.inflation, inputs: inflations }),
    },
    { name, line: lineOf("level", { values, last: told.level, inputs: windows }) },
  ];
}

function slopeLine(
  desk: Desk,
  { name, short, long }: Edition["regime"]["pairs"][number],
  { slope }: Pair,
): NamedLine {
  const windows = [long, short].map((id) => coveredWindow(desk, id, 1));
  if (!slope || windows.includes(null)) return { name, line: null };
  const joined = joinOf(windows.map((window) => window!));
  const [longs, shorts] = joined.values;
  const line: PanelLine = {
    dates: joined.dates,
    values: longs!.map((value, row) => cleanDecimal((value - shorts![row]!) * 100)),
    unit: "bp",
    decimals: 0,
    last: slope,
    inputs: joined.windows,
    make: figuresOf("regime", slugOf(name)),
  };
  return { name, line: line.values.length < 2 ? null : line };
}
