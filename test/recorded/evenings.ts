import type { Built } from "../../pipeline/build.ts";
import type { Edition, Sources } from "../../pipeline/model/edition.ts";
import type { Collecting } from "./collecting.ts";
import { cutPlans } from "./cut-plans.ts";
import type { Upstream } from "./upstream.ts";

/** One evening at the desk: what was collected and made of it then. */
export interface Evening {
  readonly day: string;
  /** The moment that the outside replayed. */
  readonly present: string;
  readonly made: Built;
}

/** The upstream shares this process and machine: what it answers late it answers all the same. */
export const PATIENT = { connectMs: 60_000, firstByteMs: 120_000, wholeMs: 240_000 };

/** Also prints every optional series that has a source, so that each of them is behind a figure. */
export const FURTHER = [
  ...["UST.30Y", "UST.10Y.REAL", "US.BREAKEVEN.10Y", "US.ICE.HY.OAS", "US.EFFR", "US.SOFR", "MOVE"],
  ...["US.FED.TARGET.UPPER", "USD.BROAD", "WTI", "GOLD.GLD", "BTC", "US.CPI", "US.PAYROLLS"],
];

/** An edition with more key figures than ours. */
export const alsoPrinting =
  (also: readonly string[]) =>
  (edition: Edition): Edition => ({ ...edition, keyFigures: { ...edition.keyFigures, also: [...also] } });

/** Of companies and funds, which one source tells alike at one moment, two each; and everything else. */
const COMPANIES_AND_FUNDS = ["EQ.AAPL", "EQ.NVDA", "FUND.ITB", "FUND.TLT"];
function collected(plans: Sources): Sources {
  const isAsked = (id: string) => !/^(EQ|FUND)\./.test(id) || COMPANIES_AND_FUNDS.includes(id);
  return cutPlans(plans, Object.keys(plans.series).filter(isAsked));
}

/** Evening after evening: the outside at half past ten UTC, a round, and the issue of what is known then. */
export async function evenings(
  days: readonly string[],
  { desk, upstream }: { readonly desk: Collecting; readonly upstream: Upstream },
): Promise<readonly Evening[]> {
  const done: Evening[] = [];
  for (const day of days) {
    const present = `${day}T22:30:00.000Z`;
    await upstream.setNow(present);
    await desk.round(day, collected);
    done.push({ day, present, made: await desk.build(day, null, alsoPrinting(FURTHER)) });
  }
  return done;
}

/** A text among the products. */
export function textOf({ artifacts }: Pick<Built, "artifacts">, name: string): string {
  const bytes = artifacts[name];
  if (!bytes) throw new Error(`there is no ${name}`);
  return new TextDecoder().decode(bytes);
}
