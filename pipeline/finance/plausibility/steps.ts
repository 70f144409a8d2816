import { type Suspicion, say } from "./column.ts";
import { type Excursion, excursionsOf } from "./excursions.ts";
import { dateAt, type Track } from "./track.ts";
import { type Stretch, unitStretches } from "./two-units.ts";

/** Rows that left the level of the series: tenfold and hundredfold errors, spikes, jumps. */
export function steps(track: Track): readonly Suspicion[] {
  const excursions = excursionsOf(track);
  const factors = excursions.filter(({ shape }) => shape === "factor");
  return [
    ...excursions.filter(({ shape }) => shape !== "factor").map((excursion) => told(track, excursion)),
    ...unitStretches(track, factors).map((stretch) => toldUnit(track, stretch)),
  ];
}

function told(track: Track, excursion: Excursion): Suspicion {
  const { shape, from, to, before, returned } = excursion;
  const stretch = from === to ? "" : `, stayed so up to ${dateAt(track, to)}`;
  const way = returned ? " and came back after it" : "";
  return {
    rule: shape,
    from: dateAt(track, from),
    to: dateAt(track, to),
    message: `The value went from ${say(track.values[before]!)} on ${dateAt(track, before)} to ${say(track.values[from]!)} on ${dateAt(track, from)}${stretch}${way}: ${expected(track, excursion)}.`,
  };
}

function expected({ kind }: Track, { shape, step, limits }: Excursion): string {
  const size = (change: number) =>
    say(Number((kind === "price" ? 100 * Math.expm1(change) : change).toPrecision(3)));
  const unit = { price: "%", rate: " points", spread: " bp", level: "" }[kind];
  const limit = shape === "spike" ? limits.spike : limits.jump;
  return `a change of ${size(step)}${unit}, where the rows before it (usually ${size(limits.usual)}${unit}, at most ${size(limits.largest)}${unit}) let one expect no more than ${size(Math.sign(step) * limit)}${unit}`;
}

function toldUnit(track: Track, { from, to, edge, power, majority }: Stretch): Suspicion {
  const [left, right] = [edge - 1, edge].map((at) => `${say(track.values[at]!)} on ${dateAt(track, at)}`);
  const whose = majority
    ? "these rows are in another unit than nearly all others"
    : "neither unit has a clear majority of the rows, so none of them can be trusted";
  return {
    rule: "factor",
    from: dateAt(track, from),
    to: dateAt(track, to),
    message: `${left} is followed by ${right}, a factor of about ${say(10 ** power)}, which is an error of unit before it is news: ${whose}.`,
  };
}
