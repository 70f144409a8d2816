import { figuresOf } from "../../finance/figures.ts";
import { roundHalfAway } from "../../finance/rounding.ts";
import type { Figure } from "../../model/figure.ts";
import type { Unit } from "../../model/unit.ts";
import type { Member, View } from "./view.ts";

const make = figuresOf("mag7");

type Pick1 = (member: Member) => Figure | null;

/** The figures of all members where each has one; null where one is missing: six of seven are not the seven. */
export function wholeOf(members: readonly Member[], pick: Pick1): readonly Figure[] | null {
  const figures = members.flatMap((member) => pick(member) ?? []);
  return figures.length === members.length ? figures : null;
}

/** Members by a figure, largest first, those without it left out; ties by name, so that the order never hangs on the reader's. */
export function sortedBy(members: readonly Member[], pick: Pick1): Member[] {
  return members
    .filter((member) => pick(member) !== null)
    .sort((a, b) => pick(b)!.value - pick(a)!.value || (a.name < b.name ? -1 : 1));
}

/** How many rose and fell, who led, and the mean of all. */
export function returnsOfAll(
  members: readonly Member[],
): Pick<View, "counted" | "up" | "down" | "spread" | "leader" | "laggard" | "meanReturn"> {
  const sorted = sortedBy(members, ({ dayReturn }) => dayReturn);
  const returns = sorted.flatMap(({ dayReturn }) => dayReturn ?? []);
  const signs = returns.map((figure) => Math.sign(roundHalfAway(figure.value, 2)));
  const [up, down] = [1, -1].map((sign) => signs.filter((one) => one === sign).length) as [number, number];
  const count = (name: string, value: number, method: string) =>
    returns.length === 0 ? null : make.derived(name, { value, unit: "count", inputs: returns, method });
  const whole = wholeOf(members, ({ dayReturn }) => dayReturn);
  return {
    counted: count("counted", returns.length, "members with a day return"),
    up: count("up", up, "members whose day return prints above zero"),
    down: count("down", down, "members whose day return prints below zero"),
    spread: up === returns.length ? "all-up" : down === returns.length ? "all-down" : "mixed",
    leader: returns.length > 1 ? sorted[0]! : null,
    laggard: returns.length > 1 ? sorted.at(-1)! : null,
    meanReturn: whole && meanOf("mean-return", whole, "simple mean of the members' day returns"),
  };
}

/** What the members together gave of the index's move, by their weights. */
export function contributionsOfAll(
  members: readonly Member[],
  indexReturn: Figure | null,
): Pick<View, "capReturn" | "weight" | "contribution" | "others" | "part" | "most" | "least"> {
  const parts = wholeOf(members, ({ contribution }) => contribution);
  const weights = wholeOf(members, ({ weight }) => weight);
  if (!parts || !weights)
    return {
      capReturn: null,
      weight: null,
      contribution: null,
      others: null,
      part: null,
      most: null,
      least: null,
    };
  const weight = sumOf("weight", weights, ["percent", "sum of the members' weights"]);
  const contribution = sumOf("contribution", parts, ["pp", "sum of the members' contributions"]);
  const sorted = sortedBy(members, (member) => member.contribution);
  return {
    weight,
    contribution,
    capReturn: make.derived("cap-return", {
      value: (contribution.value / weight.value) * 100,
      unit: "percent",
      inputs: [contribution, weight],
      method: "sum of contributions / sum of weights * 100",
    }),
    others: indexReturn && othersOf(indexReturn, contribution),
    part: indexReturn && partOf(contribution, indexReturn),
    most: sorted[0] ?? null,
    least: sorted.at(-1) ?? null,
  };
}

function othersOf(indexReturn: Figure, contribution: Figure): Figure {
  const value = indexReturn.value - contribution.value;
  const method = "index return - contribution of the members";
  return make.derived("others", { value, unit: "pp", inputs: [indexReturn, contribution], method });
}

function partOf(contribution: Figure, indexReturn: Figure): NonNullable<View["part"]> {
  const [own, all] = [contribution, indexReturn].map(({ value }) => roundHalfAway(value, 2)) as [
    number,
    number,
  ];
  if (own === 0 || all === 0) return "flat";
  return own > 0 ? (all > 0 ? "up-up" : "up-down") : all > 0 ? "down-up" : "down-down";
}

/** The mean distance of all from their own lows, and who stands nearest and farthest. */
export function lowsOfAll(
  members: readonly Member[],
): Pick<View, "meanSinceLow" | "nearestLow" | "farthestLow"> {
  const whole = wholeOf(members, ({ sinceLow }) => sinceLow);
  if (!whole) return { meanSinceLow: null, nearestLow: null, farthestLow: null };
  const sorted = sortedBy(members, ({ sinceLow }) => sinceLow);
  return {
    meanSinceLow: meanOf(
      "mean-since-low",
      whole,
      "simple mean of the members' returns since their own lowest closes",
    ),
    nearestLow: sorted.at(-1)!,
    farthestLow: sorted[0]!,
  };
}

/** How many trend up, and the ends. */
export function trendsOfAll(
  members: readonly Member[],
): Pick<View, "measured" | "rising" | "strongest" | "weakest"> {
  const sorted = sortedBy(members, ({ strength }) => strength);
  const strengths = sorted.flatMap(({ strength }) => strength ?? []);
  if (strengths.length === 0) return { measured: null, rising: null, strongest: null, weakest: null };
  const rising = strengths.filter(({ value }) => roundHalfAway(value, 0) > 0).length;
  const count = (name: string, value: number, method: string) =>
    make.derived(name, { value, unit: "count", inputs: strengths, method });
  return {
    measured: count("measured", strengths.length, "members with a directional strength"),
    rising: count("rising", rising, "members whose strength prints above zero"),
    strongest: sorted[0]!,
    weakest: sorted.at(-1)!,
  };
}

function sumOf(name: string, inputs: readonly Figure[], [unit, method]: readonly [Unit, string]): Figure {
  const value = inputs.reduce((sum, figure) => sum + figure.value, 0);
  return make.derived(name, { value, unit, inputs, method });
}

function meanOf(name: string, inputs: readonly Figure[], method: string): Figure {
  const value = inputs.reduce((sum, figure) => sum + figure.value, 0) / inputs.length;
  return make.derived(name, { value, unit: "percent", inputs, method });
}
