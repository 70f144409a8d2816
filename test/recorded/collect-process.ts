import { runRound } from "../../pipeline/collect/round/round.ts";
import { readConfig } from "../../pipeline/desk/settings/read-config.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { openArchive } from "../../pipeline/world/archive/archive.ts";
import { realNow } from "../../pipeline/world/clock.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { keptOn } from "../../pipeline/world/kept.ts";
import { openWeb } from "../../pipeline/world/web/web.ts";
import { cutPlans } from "./cut-plans.ts";

/** Every source has some of these: the more there are, the longer takes a round, and the same happens. */
const COLLECTED = [
  ..."SPX UST.10Y UST.10Y.REAL VIX GOLD.GLD BTC US.ICE.IG.OAS US.ICE.HY.OAS US.EFFR US.SOFR".split(" "),
  ..."US.FED.TARGET.UPPER USD.BROAD WTI US.CPI EQ.NVDA".split(" "),
];

/**
 * One round without pacing as a process of its own, for a test that kills it: MIRROR ARCHIVE DATE. It says when the round begins. Only
 * what a round needs is loaded: it is started seventy times.
 */
const [mirror = "", archiveFile = "", date = ""] = process.argv.slice(2);
const program = decodeURIComponent(new URL("../..", import.meta.url).pathname).replace(/\/$/, "");
const { plans, calendars } = await readConfig(program, allSections, {
  files: realFiles,
  kept: keptOn(null),
});
const archive = openArchive(archiveFile);
const patient = { connectMs: 60_000, firstByteMs: 120_000, wholeMs: 240_000 };
const settings = { ...patient, retries: 0, sleep: async () => undefined };
const web = openWeb({ environment: {}, mirror, now: realNow, settings });
const round = { date, plans: cutPlans(plans, COLLECTED), calendars, version: "test", backfillFrom: null };
process.stdout.write("begun\n");
await web.moment();
await runRound(round, { web, archive, tell: () => undefined });
archive.close();
await web.close();
