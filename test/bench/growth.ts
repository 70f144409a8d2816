// node test/bench/growth.ts [DAYS] [YEARS,…] [ENGINES,…]: what a day costs that is built from an archive of 1, 5, 10 and 30 years, on SQLite and on PostgreSQL.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { programVersion } from "../../pipeline/cli/asked-issues.ts";
import { buildDay } from "../../pipeline/cli/build-day.ts";
import { buildRequest } from "../../pipeline/cli/build-request.ts";
import { tradingDays } from "../../pipeline/finance/trading-days.ts";
import { readJob } from "../../pipeline/job.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { openArchive } from "../../pipeline/world/archive/archive.ts";
import { openArchiveOn } from "../../pipeline/world/archive/on-postgres.ts";
import { openLines } from "../../pipeline/world/database/postgres/lines.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { noWeb } from "../../pipeline/world/nothing-outside.ts";
import { openWorld } from "../../pipeline/world/real-world.ts";
import type { Archive } from "../../pipeline/world/world.ts";
import { ownPostgres } from "../support/own-postgres.ts";
import { growArchive } from "./grown-archive.ts";
import { median } from "./rounds.ts";

const MOST = 1.2;
/** Years after which an issue has all that it can have. */
const WHOLE = 5;
const END = "2025-09-18";
const program = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const many = Number(process.argv[2] ?? 12);
const sizes = (process.argv[3] ?? "1,5,10,30").split(",").map(Number);
const engines = (process.argv[4] ?? "sqlite,postgres").split(",");
const root = mkdtempSync(join(tmpdir(), "tracker-bench-"));
for (const folder of ["content", "templates", "assets"])
  cpSync(join(program, folder), join(root, folder), { recursive: true });
const version = programVersion({ root: program, environment: process.env });
const world = openWorld({ environment: process.env, version, tell: () => undefined });
const { calendars, plans, edition, meetings } = await readJob({ root, date: END }, allSections, world);
const days = tradingDays("2025-01-02", END, calendars.nyse).slice(-many);
const names = new Set(
  days.flatMap((date) =>
    allSections.flatMap((one) => one.needs(edition, date, meetings).map(({ series }) => series)),
  ),
);
const postgres = await ownPostgres();

interface Grown {
  readonly years: number;
  readonly archive: Archive;
}

try {
  console.log(`${names.size} series, made up; medians of ${many} days, ms\n`);
  for (const engine of engines) {
    const grown: Grown[] = [];
    for (const years of sizes) {
      const archive =
        engine === "sqlite"
          ? openArchive(join(root, `${years}.sqlite`))
          : openArchiveOn(openLines(await postgres.database()));
      const begun = performance.now();
      const visits = await growArchive(archive, { names: [...names], plans, end: END, years });
      const seconds = (performance.now() - begun) / 1000;
      process.stderr.write(`${engine}, ${years} years: ${visits} visits in ${seconds.toFixed(0)} s\n`);
      grown.push({ years, archive });
    }
    await measured(engine, grown);
  }
} finally {
  await world.close();
  await postgres.stop();
  rmSync(root, { recursive: true, force: true });
}

/** Day by day, each from every archive, so that the machine's mood falls on all of them alike. */
async function measured(engine: string, grown: readonly Grown[]): Promise<void> {
  const whole = new Map<number, number[]>(sizes.map((years) => [years, []]));
  const reading = new Map<number, number[]>(sizes.map((years) => [years, []]));
  for (const date of days) {
    // What a day's first build makes and keeps for all others is not the archive's.
    await builtOn(date, grown[0]!.archive);
    for (const { years, archive } of grown) {
      const { ms, lanes } = await builtOn(date, archive);
      whole.get(years)!.push(ms);
      reading.get(years)!.push(lanes);
    }
  }
  // An issue of one year's archive lacks what is said and drawn of five years.
  const bases = [...new Set([sizes[0]!, sizes.find((years) => years >= WHOLE) ?? sizes[0]!])];
  for (const years of sizes) {
    const [day, read] = [median(whole.get(years)!), median(reading.get(years)!)];
    const head = `  ${engine.padEnd(9)} ${String(years).padStart(2)} years   a day ${day.toFixed(0).padStart(5)}   of it the archive ${read.toFixed(0).padStart(4)}`;
    const ratios = bases.filter((base) => base <= years).map((base) => toBase(day, base));
    console.log([head, ...ratios].join("   "));
  }
  function toBase(day: number, base: number): string {
    const ratio = day / median(whole.get(base)!);
    return `to ${base} ${base === 1 ? "year" : "years"} ${ratio.toFixed(2)} (at most ${MOST}: ${ratio <= MOST ? "met" : "NOT met"})`;
  }
}

async function builtOn(
  date: string,
  archive: Archive,
): Promise<{ readonly ms: number; readonly lanes: number }> {
  rmSync(join(root, "out"), { recursive: true, force: true });
  let reading = 0;
  const watched: Archive = {
    ...archive,
    async lanes(...asked) {
      const begun = performance.now();
      const lanes = await archive.lanes(...asked);
      reading += performance.now() - begun;
      return lanes;
    },
  };
  const outside = { web: noWeb, archive: watched, now: `${END}T23:00:00Z`, close: async () => undefined };
  const request = buildRequest({ offline: true });
  const begun = performance.now();
  await buildDay(
    date,
    { root, request, version, files: realFiles, outside },
    { ...world, archive: watched, now: () => outside.now },
  );
  return { ms: performance.now() - begun, lanes: reading };
}
