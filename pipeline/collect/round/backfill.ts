import { createHash } from "node:crypto";
import { cleanDecimal } from "../../finance/rounding.ts";
import type { SeriesPlan } from "../../model/edition.ts";
import type { Telling, VisitRecord } from "../../model/telling.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import type { Refusal } from "../read/refusal.ts";
import { backfillVintages, type VintageBackfill } from "../sources/fred/backfill.ts";
import type { PageRequest } from "../sources/fred/request.ts";
import type { Page, Rows } from "../wire-format.ts";
import type { Outcome, Runner } from "./assignment.ts";

/** The name under which FRED's rows are archived, whatever format they came in. */
export const FRED = "fred";

/**
 * Every version that FRED dates of the series that are not published daily: what was known before this desk began to look. For FRED's
 * interface only, which wants a key.
 */
export async function backfillVersions(from: IsoDate, runner: Runner): Promise<readonly Outcome[]> {
  if (!runner.world.web.secrets.has("FRED_API_KEY")) return [];
  const revised = Object.entries(runner.plans.series).filter(
    ([, { live, maxAgeDays }]) => live[FRED] !== undefined && maxAgeDays !== undefined,
  );
  const outcomes: Outcome[] = [];
  // One after another: two requests a second are all that FRED allows.
  for (const [series, plan] of revised) outcomes.push(await backfillOne(series, plan, from, runner));
  return outcomes;
}

/** How often the outside was asked, and when it answered last. */
interface Asking {
  requests: number;
  at: IsoInstant;
  readonly get: (request: PageRequest) => Promise<Page | Refusal>;
}

async function backfillOne(
  series: string,
  { live, factor }: SeriesPlan,
  from: IsoDate,
  runner: Runner,
): Promise<Outcome> {
  const asking = askingThrough(runner);
  const symbol = live[FRED]!;
  const found = await backfillVintages({ series, symbol }, { from, get: asking.get });
  const place = found.verdict === "ok" ? found.pages[0]!.url : `FRED vintages of ${symbol}`;
  const visit: VisitRecord["visit"] = {
    at: asking.at,
    source: FRED,
    place,
    verdict: found.verdict,
    reason: found.verdict === "ok" ? null : found.reason,
    series: [series],
    newest: null,
  };
  const recorded = await runner.world.archive.record(recordOf(visit, found, factor));
  return { visit, requests: asking.requests, unchanged: false, silent: false, recorded, headlines: 0 };
}

function recordOf(
  visit: VisitRecord["visit"],
  found: VintageBackfill | Refusal,
  factor: number,
): VisitRecord {
  const nothing = { visit, raw: null, validators: null, readWith: "", tellings: [], headlines: [] };
  if (found.verdict !== "ok") return nothing;
  const bytes = found.pages[0]!.bytes;
  const raw = { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  return { ...nothing, raw, tellings: found.rows.map((rows) => tellingOf(rows, factor)) };
}

function tellingOf(rows: Rows, factor: number): Telling {
  const values = rows.values.map((value) => (value === null ? null : cleanDecimal(value * factor)));
  return { ...rows, values, source: FRED };
}

function askingThrough({ world }: Runner): Asking {
  const asking: Asking = {
    requests: 0,
    at: "1970-01-01T00:00:00Z",
    async get(request) {
      const reply = await world.web.get({ ...request, known: null });
      asking.requests += 1;
      asking.at = reply.at;
      if (reply.outcome === "fetched") return { ...reply, url: request.url };
      if (reply.outcome === "failed") return { verdict: reply.verdict, reason: reply.reason };
      const reason = "FRED said that nothing changed, and was not asked that.";
      return { verdict: "http_error", reason };
    },
  };
  return asking;
}
