import { bandOf } from "../../finance/bands.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { type UsualDay, usualDayOf } from "../../finance/usual-day.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { LevelAhead } from "../../model/told.ts";
import type { View } from "./view.ts";

const make = figuresOf("ig-spread", "ahead");

interface Target {
  readonly name: string;
  readonly kind: LevelAhead["kind"];
  readonly label: string | null;
  readonly level: Figure;
}

/** The levels around the main instrument: its band's edges, five-year mean and high, the cycle's tight. The one it stands on is none. */
export function levelsOf({ main }: View, desk: Desk, edition: Edition): readonly LevelAhead[] {
  const { level: current, mean, high, tight } = main;
  if (!current) return [];
  const named = (name: string, kind: Target["kind"], level: Figure | null): Target[] =>
    level ? [{ name, kind, label: null, level }] : [];
  const targets = [
    ...edgesOf(current, edition.ig.bands[main.series] ?? []),
    ...named("mean", "mean", mean),
    ...named("high", "high", high),
    ...named("tight", "tight", tight),
  ];
  const usual = usualDayOf(desk, main.series);
  return targets
    .map((target) => aheadOf(target, { current, usual, series: main.name }))
    .filter(({ distance }) => distance.value !== 0);
}

/** The edges of the level's own band, each with the label of the band beyond it. */
function edgesOf(current: Figure, bands: Edition["ig"]["bands"][string]): Target[] {
  const place = bandOf(bands, current.value);
  if (!place) return [];
  const at = bands.indexOf(place.band);
  const edge = (name: string, value: number | null, beyond: number): Target[] => {
    const label = bands[beyond]?.label;
    if (value === null || label === undefined) return [];
    const method = "edge of the instrument's band, as the edition sets it";
    const level = make.derived(name, { value, unit: "bp", inputs: [current], method });
    return [{ name, kind: "band-edge", label, level }];
  };
  return [...edge("band-above", place.band.to, at + 1), ...edge("band-below", place.band.from, at - 1)];
}

interface Around {
  readonly current: Figure;
  readonly usual: UsualDay | null;
  readonly series: string;
}

function aheadOf({ name, kind, label, level }: Target, { current, usual, series }: Around): LevelAhead {
  const distance = make.difference(`${name}-distance`, level, current);
  const daysMove =
    usual &&
    make.derived(`${name}-moves`, {
      value: Math.abs(distance.value) / usual.deviation,
      unit: "sd",
      inputs: [distance, usual.window],
      method: `distance / sample standard deviation of the last ${usual.count} daily changes`,
    });
  return { key: `ig-spread.${name}`, name: series, kind, label, current, level, distance, daysMove };
}
