import type { Figure } from "../../model/figure.ts";
import type { Identity } from "../../model/identity.ts";
import type { Indicator, Pair, RealMove, RealRateView, View } from "./view.ts";

const EXACT = 1e-9;

/** What must hold between the figures of a view. */
export function identitiesOf({ pairs, realRate, growthInflation }: View): readonly Identity[] {
  const { growth, inflation } = growthInflation;
  return [
    ...pairs.flatMap(slopesOf),
    ...realRateOf(realRate),
    ...[...growth, ...inflation].flatMap(accelerationOf),
  ];
}

function slopesOf({ name, day, month }: Pair): Identity[] {
  return [day, month].flatMap((move, at) =>
    move
      ? [
          {
            name: `${name}: the slope's change is the long leg's less the short leg's, over ${at === 0 ? 1 : 20}`,
            left: move.change.value,
            right: move.long.value - move.short.value,
            unit: "bp" as const,
            tolerance: EXACT,
            because: "slopes subtracted on one side, legs on the other, of the same observations",
          },
        ]
      : [],
  );
}

function realRateOf({ name, nominal, inflation, level, quoted, day, month }: RealRateView): Identity[] {
  const moves = [day, month].flatMap((move) => (move ? [legsOf(name, move)] : []));
  if (!level || !nominal || !inflation) return moves;
  const percent = (what: string, right: number) => ({
    name: `${name}: ${what}`,
    left: level.value,
    right,
    unit: "percent" as const,
  });
  const difference = {
    ...percent("nominal yield less expected inflation", nominal.value - inflation.value),
    tolerance: EXACT,
    because: "the same observations, subtracted once",
  };
  return [...moves, difference, ...quotedOf(percent, quoted)];
}

function quotedOf(
  percent: (what: string, right: number) => Omit<Identity, "tolerance" | "because">,
  quoted: Figure | null,
): Identity[] {
  if (!quoted) return [];
  return [
    {
      ...percent("it is the yield of inflation-linked bonds of that tenor", quoted.value),
      tolerance: 0.01 + EXACT,
      because: "three published yields, each rounded to a basis point: the parts may miss the whole by one",
    },
  ];
}

function legsOf(name: string, { change, nominalChange, inflationChange }: RealMove): Identity {
  return {
    name: `${name}: its change is the nominal yield's less that of expected inflation (${change.id})`,
    left: change.value,
    right: nominalChange.value - inflationChange.value,
    unit: "bp",
    tolerance: EXACT,
    because: "levels subtracted on one side, legs on the other, of the same observations",
  };
}

function accelerationOf({ name, acceleration, recent, earlier }: Indicator): Identity[] {
  if (!acceleration || !recent || !earlier) return [];
  return [
    {
      name: `${name}: acceleration is the last three months' mean less that of the three before`,
      left: acceleration.value,
      right: recent.value - earlier.value,
      unit: "pp",
      tolerance: EXACT,
      because: "one sum over six months on one side, two means on the other",
    },
  ];
}
