import { bandOf } from "../../finance/bands.ts";
import type { History } from "../../finance/desk.ts";
import type { FigureMaker } from "../../finance/figures.ts";
import { halfLifeOf } from "../../finance/half-life.ts";
import { kOfN } from "../../finance/persistence.ts";
import { runsOf } from "../../finance/statistics.ts";
import type { Band } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Instrument, Reversion, Run } from "./view.ts";

/** How long the level has been on its side of today's mean; null where it stands exactly on it. */
export function meanRunOf(history: History, average: Figure, make: FigureMaker): Instrument["meanRun"] {
  const last = history.values.at(-1)!;
  if (last === average.value) return null;
  const side = last < average.value ? "below" : "above";
  const condition = (value: number) => (side === "below" ? value < average.value : value > average.value);
  return {
    side,
    run: runFigures(`${side}-mean-run`, history, {
      make,
      condition,
      method: `observations in a row ${side} today's five-year mean`,
    }),
  };
}

/** How long the level has been in its band; null where no band holds it. */
export function bandRunOf(history: History, bands: readonly Band[], make: FigureMaker): Run | null {
  const held = bandOf(bands, history.values.at(-1)!)?.band;
  if (!held) return null;
  return runFigures("band-run", history, {
    make,
    condition: (value) => bandOf(bands, value)?.band === held,
    method: `observations in a row from ${held.from} to ${held.to ?? "any"} bp`,
  });
}

/** A level below its mean on so many of so many observations is persistently below it. */
const NEEDED = 10;
const OF = 15;

/** Whether the level has been below its mean persistently, a day above it here and there, and how fast it returns; null without five years. */
export function reversionOf(history: History | null, average: Figure | null, make: FigureMaker): Reversion {
  if (!history || !average) return { below: null, halfLife: null, isReverting: null, tStatistic: null };
  const found = halfLifeOf(history.values);
  const said = (name: string, value: number | null, [unit, method]: readonly ["days" | "ratio", string]) =>
    value === null ? null : make.derived(name, { value, unit, inputs: [history.window], method });
  return {
    below: belowOf(history, average, make),
    halfLife: said("half-life", found?.days ?? null, [
      "days",
      "-ln 2 / ln phi, phi from least squares of the change on the level before, five years; in observations",
    ]),
    isReverting: found?.isMeanReverting ?? null,
    tStatistic: said("dickey-fuller-t", found?.tStatistic ?? null, [
      "ratio",
      "t of the level before, changes on levels, five years; -2.87 is the Dickey-Fuller 5% value",
    ]),
  };
}

function belowOf({ values, window }: History, average: Figure, make: FigureMaker): Reversion["below"] {
  const flags = values.slice(-OF).map((value) => value < average.value);
  const holds = kOfN(flags, NEEDED, OF).at(-1) ?? null;
  if (holds === null) return null;
  const count = make.derived("below-mean-count", {
    value: flags.filter(Boolean).length,
    unit: "count",
    inputs: [window, average],
    method: `observations below today's five-year mean, of the last ${OF}`,
  });
  return { count, of: OF, needed: NEEDED, holds };
}

interface Condition {
  readonly make: FigureMaker;
  readonly condition: (value: number) => boolean;
  readonly method: string;
}

function runFigures(name: string, { values, window }: History, { make, condition, method }: Condition): Run {
  const { current, longest } = runsOf(values, condition);
  const count = (part: string, value: number, which: string) =>
    make.derived(part, { value, unit: "count", inputs: [window], method: `${which} ${method}, five years` });
  return {
    current: count(name, current, "latest"),
    longest: count(`longest-${name}`, longest, "longest"),
    isLongest: current === longest,
  };
}
