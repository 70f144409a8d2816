import { figuresOf } from "../../finance/figures.ts";
import { roundHalfAway } from "../../finance/rounding.ts";
import type { Figure } from "../../model/figure.ts";
import type { Row, View } from "./view.ts";

const make = figuresOf("models");

/** So many are named at each end, */
const NAMED = 3;
/** and none whose strength is below this beside a stronger one: -2 is no trend to speak of. Ours, not published. */
const LEAST_NAMED = 10;
/** From here on a level is far from its mean, sd as printed. Ours, not published. */
const FAR_SD = 2;

type Summary = Pick<
  View,
  | "measured"
  | "up"
  | "down"
  | "agreeing"
  | "direction"
  | "strongest"
  | "weakest"
  | "stretched"
  | "reverting"
  | "disputed"
  | "tested"
>;

/** What the rows say together: counts by sign, ends, and which are far from their means. */
export function summaryOf(rows: readonly Row[]): Summary {
  const measured = rows.filter(({ strength }) => strength !== null);
  const strengths = figuresIn(measured, ({ strength }) => strength);
  const [rising, falling] = [1, -1].map((sign) => measured.filter((row) => signOf(row) === sign)) as [
    Row[],
    Row[],
  ];
  const agreeing = measured.filter(({ agrees }) => agrees);
  const tested = rows.filter(({ reverts }) => reverts !== "unknown");
  const far = measured.filter(({ z }) => z !== null && Math.abs(roundHalfAway(z.value, 1)) >= FAR_SD);
  const reverting = rows.filter(({ reverts }) => reverts === "yes");
  const zs = figuresIn(tested, ({ z }) => z);
  return {
    measured: countOf("measured", measured, [strengths, "assets with a directional strength"]),
    up: countOf("up", rising, [strengths, "assets whose strength prints above zero"]),
    down: countOf("down", falling, [strengths, "assets whose strength prints below zero"]),
    agreeing: countOf("agreeing", agreeing, [strengths, "assets whose lookbacks all have one sign"]),
    strongest: named(rising),
    weakest: named(falling.toReversed()),
    direction: directionOf(measured.length, rising.length, falling.length),
    stretched: {
      withTrend: far.filter((row) => signOf(row) === Math.sign(row.z!.value)),
      againstTrend: far.filter((row) => signOf(row) !== Math.sign(row.z!.value)),
    },
    reverting,
    disputed: reverting.filter((row) => signOf(row) * printedSign(row.pull) < 0),
    tested: countOf("tested", tested, [zs, "assets with a Dickey-Fuller test of their level"]),
  };
}

function figuresIn(rows: readonly Row[], pick: (row: Row) => Figure | null): Figure[] {
  return rows.flatMap((row) => pick(row) ?? []);
}

function countOf(
  name: string,
  counted: readonly Row[],
  [inputs, method]: readonly [readonly Figure[], string],
): Figure | null {
  if (inputs.length === 0) return null;
  return make.derived(name, { value: counted.length, unit: "count", inputs, method });
}

/** @param rows strongest first */
function named(rows: readonly Row[]): Row[] {
  const clear = rows.filter(({ strength }) => Math.abs(strength!.value) >= LEAST_NAMED);
  return (clear.length > 0 ? clear : rows.slice(0, 1)).slice(0, NAMED);
}

function directionOf(all: number, up: number, down: number): View["direction"] {
  if (all === 0) return null;
  if (up === all) return "all-up";
  if (down === all) return "all-down";
  if (up === down) return "even";
  return up > down ? "more-up" : "more-down";
}

/** A strength that prints as 0 has no direction. */
function signOf({ strength }: Row): number {
  return printedSign(strength);
}

/** As a reader sees a score: to no places. */
function printedSign(score: Figure | null): number {
  return score ? Math.sign(roundHalfAway(score.value, 0)) : 0;
}
