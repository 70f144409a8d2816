import { runRound } from "../../../pipeline/collect/round/round.ts";
import { readConfig } from "../../../pipeline/desk/settings/read-config.ts";
import { addDays } from "../../../pipeline/finance/dates.ts";
import { allSections } from "../../../pipeline/sections/all.ts";
import { openArchiveOn } from "../../../pipeline/world/archive/on-postgres.ts";
import { openLines } from "../../../pipeline/world/database/postgres/lines.ts";
import { openWeb } from "../../../pipeline/world/web/web.ts";
import { PATIENT } from "../../recorded/evenings.ts";
import { startUpstream } from "../../recorded/upstream.ts";
import type { OwnPostgres } from "../../support/own-postgres.ts";
import { paperWorld, projectRoot } from "../../support/worlds.ts";

const FIRST = "2025-10-06";
const SIZE =
  "SELECT sum(pg_total_relation_size(c.oid))::float8 AS bytes FROM pg_class c WHERE c.relnamespace = 'tracker_archive'::regnamespace AND c.relkind = 'r'";

/** What a trading day of all series adds to the archive in PostgreSQL, bytes: of the recorded days after the first, which brings the past. */
export async function archiveBytesADay(postgres: OwnPostgres, days: number): Promise<number> {
  const upstream = await startUpstream(`${FIRST}T22:30:00Z`);
  const address = await postgres.database();
  const lines = openLines(address);
  const archive = openArchiveOn(lines);
  const { plans, calendars } = await readConfig(projectRoot, allSections, paperWorld());
  const size = async () => Number((await postgres.sql(address, SIZE))[0]!.bytes);
  const settings = { ...PATIENT, retries: 0, sleep: async () => undefined };
  let first = 0;
  try {
    for (let day = 0; day <= days; day += 1) {
      const date = tradingDay(day);
      await upstream.setNow(`${date}T22:30:00Z`);
      const web = openWeb({
        environment: {},
        mirror: upstream.url,
        now: () => `${date}T22:30:00Z`,
        settings,
      });
      await web.moment();
      const round = { date, plans, calendars, version: "bench", backfillFrom: null };
      await runRound(round, { web, archive, tell: () => undefined });
      await web.close();
      if (day === 0) first = await size();
    }
    return ((await size()) - first) / days;
  } finally {
    await lines.close();
    await upstream.close();
  }
}

/** Weeks of five days: a holiday among them brings what was told of it. */
function tradingDay(index: number): string {
  return addDays(FIRST, Math.floor(index / 5) * 7 + (index % 5));
}
