import { asymmetryKind, asymmetryOf } from "../../finance/asymmetry.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { lastChanges, windowsOf } from "../../finance/joined-changes.ts";
import type { Unit } from "../../model/unit.ts";
import { LONG, type ReadPair } from "./pair.ts";
import type { AsymmetryView } from "./view.ts";

/** Lags of the errors of the betas. */
const LAGS = 5;
const GOLD = "GOLD.";

/** Gold's answers to rises and to falls of the yield over 250 joined changes; of its pairs the first is told. */
export function goldView(desk: Desk, read: readonly ReadPair[]): AsymmetryView | null {
  const pair = read.find(({ settings }) => settings.series.startsWith(GOLD));
  if (!pair || pair.changes.dates.length < LONG) return null;
  const last = lastChanges(pair.changes, LONG);
  const found = asymmetryOf(last.values[1]!, last.values[0]!, LAGS);
  if (!found) return null;
  const make = figuresOf("anchors", "gold-asymmetry");
  const inputs = windowsOf(last);
  const say = (name: string, value: number, [unit, method]: readonly [Unit, string]) =>
    make.derived(name, { value, unit, inputs, method: `${method}, last ${LONG} joined changes` });
  const { up, down, n } = found;
  const slope =
    "least squares (100 ln of the price) on rises and on falls of the yield as two regressors, times the move of 10 bp";
  const error = `that move / its Newey-West error, ${LAGS} lags`;
  return {
    name: pair.settings.name,
    yieldName: desk.series(pair.yieldSeries)?.name ?? pair.yieldSeries,
    kind: asymmetryKind(found),
    up: say("up", 10 * up.value, ["percent", slope]),
    upT: say("up-t", up.t, ["ratio", error]),
    down: say("down", -10 * down.value, ["percent", slope]),
    downT: say("down-t", -down.t, ["ratio", error]),
    observations: say("observations", n, ["count", "joined changes"]),
  };
}
