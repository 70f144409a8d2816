// node test/bench/backfill.ts [DAYS] [ROUNDS]: a backfill of sample days against `build` of each, day by day, in the same process; its memory.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { backfillCommand } from "../../pipeline/cli/backfill-command.ts";
import { buildCommand } from "../../pipeline/cli/build-command.ts";
import { readHolidays } from "../../pipeline/desk/settings/read-calendars.ts";
import { tradingDays } from "../../pipeline/finance/trading-days.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { median } from "./rounds.ts";

const program = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const many = Number(process.argv[2] ?? 20);
const rounds = Number(process.argv[3] ?? 3);
const root = mkdtempSync(join(tmpdir(), "tracker-bench-"));
const invocation = { arguments: [], environment: process.env, root: program, terminal: false };
const options = { sample: true, root };

// What the stages of 20 builds say is not what is measured.
process.stderr.write = () => true;
try {
  for (const folder of ["content", "templates", "assets"])
    cpSync(join(program, folder), join(root, folder), { recursive: true });
  const { nyse } = await readHolidays(root, { files: realFiles });
  const days = tradingDays("2024-01-02", "2025-09-18", nyse).slice(-many);
  const ends = [days[0]!, days.at(-1)!];
  const byBackfill = () => backfillCommand(invocation, ends, options);
  const byBuild = async () => {
    for (const day of days) await buildCommand(invocation, [day], options);
  };
  await buildCommand(invocation, [days[0]!], options);
  const [backfill, build, found]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    build.push(await perSecond(byBuild));
    backfill.push(await perSecond(byBackfill));
    found.push(await perSecond(byBackfill, true));
  }
  console.log(`\n${rounds} interleaved rounds of ${days.length} sample days, medians, days a second\n`);
  console.log(`  build, day by day            ${median(build).toFixed(2)}`);
  console.log(`  backfill                     ${median(backfill).toFixed(2)}`);
  console.log(`  backfill, nothing changed    ${median(found).toFixed(2)}`);
  console.log(`  backfill / build             ${(median(backfill) / median(build)).toFixed(2)}`);
  console.log(
    `  peak memory of the process   ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, without the browser`,
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** @param again what lies there from before stays */
async function perSecond(work: () => Promise<unknown>, again = false): Promise<number> {
  if (!again) rmSync(join(root, "out"), { recursive: true, force: true });
  const begun = performance.now();
  await work();
  return (many * 1000) / (performance.now() - begun);
}
