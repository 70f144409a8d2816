import { MOVE_BP } from "../../finance/policy/odds.ts";
import type { Identity } from "../../model/identity.ts";
import type { Row, View } from "./view.ts";

const because = "one path, subtracted once";

/** What must hold between the figures of a path, and between it and what stands beside it. */
export function identitiesOf(view: View): readonly Identity[] {
  return [...wayOf(view), ...view.rows.flatMap(oddsOf), ...besideOf(view)];
}

function wayOf({ effr, start, startGap, pending, total, last, stepSum }: View): readonly Identity[] {
  const near = {
    name: "the path begins within a move of the effective rate",
    left: startGap.value,
    right: 0,
    unit: "bp",
    tolerance: MOVE_BP,
    because: "more than one whole move apart, prices and effective rate are not of one day",
  } as const;
  return [
    ...(pending ? [] : [near]),
    {
      name: "effective rate and sum make the last rate",
      left: effr.value + total.value / 100,
      right: last.rate.value,
      unit: "percent",
      tolerance: 1e-9,
      because,
    },
    {
      name: "the steps make the way from the path's own start to its last rate",
      left: stepSum.value,
      right: (last.rate.value - start.value) * 100,
      unit: "bp",
      tolerance: 1e-6,
      because,
    },
  ];
}

/** The mean of a meeting's outcomes is its step. */
function oddsOf({ decision, step, outcomes }: Row): readonly Identity[] {
  const mean = outcomes.reduce(
    (sum, { move, probability }) => sum + (move.value * probability.value) / 100,
    0,
  );
  return [
    {
      name: `${decision}: the outcomes' mean is the step`,
      left: mean,
      right: step.value,
      unit: "bp",
      tolerance: 1e-6,
      because: "the step is shared between the two nearest whole moves",
    },
  ];
}

/** The history ends in today's sum, and the second input's differences are those of the rates printed beside each other. */
function besideOf({ history, second, pending, rows }: View): readonly Identity[] {
  const today = rows.find(({ decision }) => decision === history?.decision)?.cumulative;
  const ends: readonly Identity[] =
    history && today && !pending
      ? [
          {
            name: "the history of what is priced ends in the sum of the table",
            left: history.chart.values.at(-1)!,
            right: today.value,
            unit: "bp",
            tolerance: 1e-6,
            because,
          },
        ]
      : [];
  const gaps = (second?.rows ?? []).map(
    ({ decision, first, rate, gap }): Identity => ({
      name: `${decision}: the second input less the first is the difference`,
      left: (rate.value - first.value) * 100,
      right: gap.value,
      unit: "bp",
      tolerance: 1e-6,
      because: "two rates, subtracted once",
    }),
  );
  return [...ends, ...gaps];
}
