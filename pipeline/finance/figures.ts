import type { Figure, Input } from "../model/figure.ts";
import type { Observation, Window } from "../model/series.ts";
import type { IsoDate, Unit } from "../model/unit.ts";
import { cleanDecimal } from "./rounding.ts";

/** What a derived figure is made of. `asOf` defaults to the newest date among its inputs. */
export interface Derivation {
  readonly value: number;
  readonly unit: Unit;
  readonly inputs: readonly Input[];
  readonly method: string;
  readonly asOf?: IsoDate;
}

/** The figure makers of one section: every id they give begins with the section's own. */
export interface FigureMaker {
  /** An observation as it was read. */
  observed(name: string, observation: Observation): Figure;
  observed(name: string, observation: Observation | null): Figure | null;
  /** A computed number. @throws RangeError for NaN or Infinity: those are null in a view, never a figure */
  derived(name: string, derivation: Derivation): Figure;
  /** `left - right`; yields in percent give a difference in bp where `unit` is "bp". Null if either is. */
  difference(name: string, left: Figure, right: Figure, unit?: Unit): Figure;
  difference(name: string, left: Figure | null, right: Figure | null, unit?: Unit): Figure | null;
}

/** Figures whose ids begin with `section`, or with `section.part` where one view holds the same figures of several things. */
export function figuresOf(room: string, part: string | null = null): FigureMaker {
  const section = part === null ? room : `${room}.${part}`;
  const derived = (name: string, { value, unit, inputs, method, asOf }: Derivation): Figure => {
    if (!Number.isFinite(value))
      throw new RangeError(`${section}.${name} is ${value}: a figure is a finite number`);
    const date = asOf ?? newest(inputs);
    return {
      kind: "figure",
      id: `${section}.${name}`,
      value: value === 0 ? 0 : value,
      unit,
      asOf: date,
      inputs,
      method,
    };
  };
  const observed = (name: string, observation: Observation | null) =>
    observation &&
    derived(name, {
      value: observation.value,
      unit: observation.unit,
      inputs: [observation],
      method: "as observed",
    });
  const difference = (name: string, left: Figure | null, right: Figure | null, unit?: Unit) => {
    if (!left || !right) return null;
    const inBp = unit === "bp" && left.unit === "percent";
    return derived(name, {
      value: cleanDecimal((left.value - right.value) * (inBp ? 100 : 1)),
      unit: unit ?? left.unit,
      inputs: [left, right],
      method: inBp ? "(first - second) * 100, percent to bp" : "first - second",
    });
  };
  return { derived, observed, difference } as FigureMaker;
}

/** A series' id as a part of a figure's id: `ust-10y` of `UST.10Y`. */
export function slugOf(series: string): string {
  return series.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** The newest date that a set of inputs speaks of. */
export function newest(inputs: readonly Input[]): IsoDate {
  const dates = inputs.map(dateOf).sort();
  const last = dates.at(-1);
  if (last === undefined) throw new RangeError("a figure needs at least one input");
  return last;
}

function dateOf(input: Observation | Window | Figure): IsoDate {
  if ("kind" in input) return input.asOf;
  return "date" in input ? input.date : input.to;
}
