import { SIGNIFICANT } from "../../finance/correlation.ts";
import type { Desk } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf, slugOf } from "../../finance/figures.ts";
import { joinedChanges, lastChanges, type Track, windowsOf } from "../../finance/joined-changes.ts";
import { type RateBetas, rateBetas } from "../../finance/rate-betas.ts";
import type { Window } from "../../model/series.ts";
import type { Absent, Response, Row } from "./view.ts";

/** Something whose answer to yields is asked for. */
export interface Asked {
  readonly name: string;
  readonly kind: Row["kind"];
  readonly series: string;
}

/** What all regressions share. */
export interface Factors {
  readonly nominal: Track;
  readonly real: Track;
  readonly market: Track;
  readonly window: number;
  readonly lags: number;
}

/** A row, or why there is none. */
export type Answer = { readonly row: Row } | { readonly absent: Absent };

/** The asset's regressions on the days that it shares with both yields and the market, so that all four have one sample. */
export function answerOf(desk: Desk, asked: Asked, track: Track | null, factors: Factors): Answer {
  const { name, kind, series } = asked;
  if (!track) return { absent: { reason: "series", names: [name], observations: null } };
  if (!desk.latest(series)) return { absent: { reason: "old", names: [name], observations: null } };
  const all = joinedChanges([track, factors.nominal, factors.real, factors.market]);
  const last = lastChanges(all, factors.window);
  const windows = windowsOf(last);
  const make = figuresOf("rate-sensitivity", slugOf(series));
  if (last.dates.length < factors.window)
    return { absent: tooFew(name, { count: last.dates.length, windows, make }) };
  const [asset = [], nominal = [], real = [], market = []] = last.values;
  const answers = [nominal, real].map((rate) => rateBetas({ asset, rate, market }, factors.lags));
  const [one, other] = answers;
  if (!one || !other) return { absent: { reason: "unsaid", names: [name], observations: null } };
  const [own, first, second, third] = windows;
  const say = (part: string, betas: RateBetas, rate: Window) =>
    responseOf(betas, { part, make, inputs: [own!, rate, third!], ...factors });
  return {
    row: {
      slug: slugOf(series),
      name,
      kind,
      nominal: say("nominal", one, first!),
      real: say("real", other, second!),
    },
  };
}

function tooFew(
  name: string,
  {
    count,
    windows,
    make,
  }: { readonly count: number; readonly windows: readonly Window[]; readonly make: FigureMaker },
): Absent {
  const observations =
    count === 0
      ? null
      : make.derived("observations", {
          value: count,
          unit: "count",
          inputs: windows,
          method: "daily changes on the days that asset, yields and market share",
        });
  return { reason: "few", names: [name], observations };
}

interface Said extends Pick<Factors, "window" | "lags"> {
  readonly part: string;
  readonly make: FigureMaker;
  /** Of the asset, the yield and the market. */
  readonly inputs: readonly Window[];
}

function responseOf(betas: RateBetas, { part, make, inputs, window, lags }: Said): Response {
  const over = `last ${window} joined changes, returns in percent, 100 (p1 / p0 - 1), on bp of the yield`;
  const move = (name: string, beta: number, method: string) =>
    make.derived(`${part}-${name}`, {
      value: 10 * beta,
      unit: "percent",
      inputs,
      method: `${method}, ${over}`,
    });
  const ratio = (name: string, value: number, method: string) =>
    make.derived(`${part}-${name}`, { value, unit: "ratio", inputs, method: `${method}, ${over}` });
  return {
    alone: move("alone", betas.alone, "10 times the least-squares beta to the yield alone"),
    withMarket: move(
      "with-market",
      betas.withMarket,
      "10 times the beta to the yield, the market as second factor",
    ),
    t: ratio("t", betas.t, `that beta / its Newey-West error (Bartlett, ${lags} lags)`),
    market: ratio("market", betas.market, "beta to the market, the yield as second factor"),
    marketMove: move("market-move", betas.marketToRate, "10 times the market's own beta to the yield alone"),
    significant: Math.abs(betas.t) >= SIGNIFICANT,
  };
}
