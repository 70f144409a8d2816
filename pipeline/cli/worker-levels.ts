import { addDays } from "../finance/dates.ts";
import type { Visit } from "../model/visit.ts";
import { askedSeldom } from "../world/asked-seldom.ts";
import { realNow } from "../world/clock.ts";
import { recentTallies } from "../world/mailing/recent-tallies.ts";
import type { Metrics } from "../world/metrics.ts";
import { realTicks } from "../world/waiting.ts";
import type { Invocation } from "./command.ts";
import { archiveOf, mailingOf } from "./stores.ts";

/** Deliveries of issues of so many days: the last one is among them after a long weekend too. */
const LEDGER_DAYS = 4;
/** So often the database is asked for them at most, whoever fetches how often. */
const PAUSE_MS = 10_000;
/** Who fetches the page waits no longer: it has the levels of before. */
const PATIENCE_MS = 1000;
const DAY_MS = 86_400_000;

/** Has a page of metrics tell what all workers have done: deliveries by state, and what sources said last. Each worker tells the same. */
export async function tellLevels(metrics: Metrics, invocation: Invocation, root: string): Promise<void> {
  const often = { ticks: realTicks, pauseMs: PAUSE_MS, patienceMs: PATIENCE_MS };
  const ledger = mailingOf(invocation, root);
  const archive = await archiveOf(invocation, root);
  const receipts = metrics.levels({
    name: "receipts",
    help: `Deliveries of the issues of the last ${LEDGER_DAYS} days, by edition and state.`,
    labels: ["tier", "state"],
  });
  const addresses = metrics.levels({
    name: "source_addresses",
    help: "Addresses of a source that it was asked for in the day up to its newest visit, by their last verdict.",
    labels: ["source", "verdict"],
  });
  const refreshLedger = async () => {
    const tallies = await recentTallies(ledger, addDays(realNow().slice(0, 10), -LEDGER_DAYS));
    receipts(tallies.map(({ tier, state, count: value }) => ({ labels: { tier, state }, value })));
  };
  const refreshSources = async () => addresses(verdictLevels(await archive.visits(null)));
  metrics.beforePage(askedSeldom(refreshLedger, often));
  metrics.beforePage(askedSeldom(refreshSources, often));
}

interface VerdictLevel {
  readonly labels: { readonly source: string; readonly verdict: string };
  readonly value: number;
}

/** How many addresses of each source had which verdict last. One that is no longer asked for, such as a contract that has expired, is left out. */
export function verdictLevels(visits: readonly Visit[]): readonly VerdictLevel[] {
  return [...Map.groupBy(visits, ({ source }) => source)].flatMap(([source, own]) => {
    const newest = Math.max(...own.map(({ at }) => Date.parse(at)));
    const recent = own.filter(({ at }) => newest - Date.parse(at) <= DAY_MS);
    return [...Map.groupBy(recent, ({ verdict }) => verdict)].map(([verdict, of]) => ({
      labels: { source, verdict },
      value: of.length,
    }));
  });
}
