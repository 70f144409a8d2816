import { debtPath, headlineDebtYear, stabilisingDeficit } from "../../finance/debt.ts";
import type { Desk } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf, slugOf } from "../../finance/figures.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { DebtPath } from "../../model/section-settings.ts";
import type { Observation } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { DebtView, FiscalYear, PathView, Quarter } from "./view.ts";

type Settings = Edition["anchors"]["debt"];

/** The ratio, what changed it over the last fiscal year that is known whole, and where assumed paths would take it. */
export function debtView(desk: Desk, settings: Settings): DebtView {
  const latest = desk.latest(settings.ratio);
  const ratio = figuresOf("anchors", "debt").observed("ratio", latest);
  const known = settings.paths.filter(({ asOf }) => asOf <= desk.date);
  return {
    ratio,
    quarter: latest && quarterOf(latest.date),
    fiscal: fiscalYear(desk, settings),
    paths: ratio ? known.map((path) => pathView(ratio, path)) : [],
    assumed: sharedOf(known),
    later: ratio !== null && known.length < settings.paths.length,
  };
}

function sharedOf(paths: readonly DebtPath[]): DebtView["assumed"] {
  const [first] = paths;
  const isShared = paths.every(
    ({ asOf, firstYear }) => asOf === first?.asOf && firstYear === first.firstYear,
  );
  return first && isShared ? { asOf: first.asOf, firstYear: first.firstYear } : null;
}

function quarterOf(date: IsoDate): Quarter {
  return { year: Number(date.slice(0, 4)), quarter: Math.ceil(Number(date.slice(5, 7)) / 3) };
}

/** The first day of a quarter, by which quarterly series are dated. */
function quarterStart({ year, quarter }: Quarter): IsoDate {
  return `${year}-${String(quarter * 3 - 2).padStart(2, "0")}-01`;
}

/** The newest fiscal year whose balance, debt ratios and GDP are all known; the ratio of its last quarter is that of its end. */
function fiscalYear(desk: Desk, settings: Settings): FiscalYear | null {
  if (!desk.latest(settings.balance)) return null;
  const balances = desk.tail(settings.balance, 3)?.dates ?? [];
  for (const date of balances.toReversed()) {
    const balance = desk.on(settings.balance, date);
    const read = balance && readYear(desk, settings, balance);
    if (read) return yearFigures(read);
  }
  return null;
}

interface ReadYear {
  readonly year: number;
  readonly balance: Observation;
  readonly ratios: readonly [before: Observation, after: Observation];
  readonly real: readonly [before: Observation, after: Observation];
  readonly nominal: readonly [before: Observation, after: Observation];
}

function readYear(desk: Desk, settings: Settings, balance: Observation): ReadYear | null {
  const end = quarterOf(balance.date);
  const both = (series: string): readonly [Observation, Observation] | null => {
    const after = desk.on(series, quarterStart(end));
    const before = desk.on(series, quarterStart({ ...end, year: end.year - 1 }));
    return before && after && before.value > 0 && after.value > 0 ? [before, after] : null;
  };
  const [ratios, real, nominal] = [both(settings.ratio), both(settings.realGdp), both(settings.nominalGdp)];
  return ratios && real && nominal ? { year: end.year, balance, ratios, real, nominal } : null;
}

function yearFigures({ year, balance, ratios, real, nominal }: ReadYear): FiscalYear {
  const make = figuresOf("anchors", "fiscal-year");
  const before = make.observed("before", ratios[0]);
  const after = make.observed("after", ratios[1]);
  const growth = real[1].value / real[0].value - 1;
  const inflation = nominal[1].value / nominal[0].value / (1 + growth) - 1;
  const headlineDeficit = -balance.value / nominal[1].value;
  const parts = headlineDebtYear(before.value / 100, { growth, inflation, headlineDeficit });
  const gdp = [ratios[0], ...real, ...nominal];
  const say = sayer(make);
  return {
    year,
    before,
    after,
    change: make.difference("change", after, before, "pp"),
    growth: say("growth", parts.growth, { inputs: gdp, method: "-g d / ((1 + g)(1 + pi)), d a year before" }),
    inflation: say("inflation", parts.inflation, {
      inputs: gdp,
      method: "-pi (1 + g) d / ((1 + g)(1 + pi)), d a year before",
    }),
    deficit: say("deficit", parts.deficit, {
      inputs: [balance, nominal[1]],
      method: "headline deficit of the fiscal year / GDP at the annual rate of its last quarter",
    }),
    remainder: say("remainder", after.value / 100 - parts.ratio, {
      inputs: [after, balance, ...gdp],
      method: "ratio less (d / ((1 + g)(1 + pi)) + deficit)",
    }),
    realGrowth: make.derived("real-growth", {
      value: growth * 100,
      unit: "percent",
      inputs: real,
      method: "real GDP over that of four quarters before, less 1",
    }),
    deflator: make.derived("deflator", {
      value: inflation * 100,
      unit: "percent",
      inputs: [...real, ...nominal],
      method: "(1 + nominal growth) / (1 + real growth) - 1, over four quarters",
    }),
  };
}

/** Shares of GDP as figures in percentage points. */
function sayer(make: FigureMaker) {
  return (
    name: string,
    share: number,
    { inputs, method }: { readonly inputs: Figure["inputs"]; readonly method: string },
  ): Figure => make.derived(name, { value: share * 100, unit: "pp", inputs, method });
}

function pathView(ratio: Figure, { name, asOf, firstYear, years }: DebtPath): PathView {
  const slug = slugOf(name);
  const make = figuresOf("anchors", `path.${slug}`);
  const share = ratio.value / 100;
  const assumed = years.map(({ rate, growth, inflation, primaryDeficit }) => ({
    rate: rate / 100,
    growth: growth / 100,
    inflation: inflation / 100,
    primaryDeficit: primaryDeficit / 100,
  }));
  const { ratios, split, lowers } = debtPath(share, assumed);
  const say = sayer(make);
  const over = (part: string) => ({
    inputs: [ratio],
    method: `${part}, summed over ${years.length} assumed years from ${firstYear}; assumptions of ${asOf}`,
  });
  const end = make.derived("end", {
    value: ratios.at(-1)! * 100,
    unit: "percent",
    inputs: [ratio],
    method: `d(t) = d(t-1)(1 + r)/((1 + g)(1 + pi)) + f over ${years.length} assumed years from ${firstYear}; assumptions of ${asOf}`,
  });
  return {
    name,
    slug,
    asOf,
    firstYear,
    lastYear: firstYear + years.length - 1,
    end,
    change: make.difference("change", end, ratio, "pp"),
    interest: say("interest", split.interest, over("r d / N")),
    growth: say("growth", split.growth, over("-g d / N")),
    inflation: say("inflation", split.inflation, over("-pi (1 + g) d / N")),
    primary: say("primary", split.primary, over("primary deficit f")),
    stabilising: make.derived("stabilising", {
      value: stabilisingDeficit(share, assumed[0]!) * 100,
      unit: "percent",
      inputs: [ratio],
      method: `d - d(1 + r)/((1 + g)(1 + pi)) with the assumptions for ${firstYear}`,
    }),
    lowers,
  };
}
