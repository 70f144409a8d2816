// node test/bench/archive.ts [rounds] [days]: how long a cold process takes to read sixty series of 9,000 rows from the archive.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addDays, weekday } from "../../pipeline/finance/dates.ts";
import type { Telling, VisitRecord } from "../../pipeline/model/telling.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { openArchive } from "../../pipeline/world/archive/archive.ts";
import { median, timed } from "./rounds.ts";

const SERIES = 60;
const ROWS = 9_000;
const DAYS = Number(process.argv[3] ?? 1_250);
/** Series that one page tells of. */
const PAGE = 20;
const GOAL_MS = 60;
const rounds = Number(process.argv[2] ?? 15);
const reader = fileURLToPath(new URL("archive-reader.ts", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "tracker-bench-archive-"));
const names = Array.from({ length: SERIES }, (_, index) => `BENCH.${index}`);

try {
  const days = businessDays("1990-01-01", ROWS);
  const fresh = join(work, "fresh.sqlite");
  await fill(fresh, [days]);
  const grown = join(work, "grown.sqlite");
  const begin = ROWS - DAYS;
  const sofar = Array.from({ length: DAYS + 1 }, (_, day) =>
    days.slice(Math.max(0, begin + day - 5), begin + day),
  );
  await fill(grown, [days.slice(0, begin), ...sofar.slice(1)]);
  const empty = Array.from({ length: rounds }, () => timed(process.execPath, ["-e", "0"]).seconds * 1000);
  console.log(`an empty process takes ${spread(empty)}`);
  console.log(`\n${SERIES} series of ${ROWS} rows, a cold process, medians of ${rounds} runs\n`);
  measure("told at once", fresh, null);
  measure(`told on ${DAYS} days`, grown, null);
  measure("the same, as of ten days ago", grown, `${days.at(-11)}T23:00:00Z`);
  if (DAYS > 260) measure("the same, as of a year ago", grown, `${days.at(-251)}T23:00:00Z`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function businessDays(from: IsoDate, count: number): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = from; days.length < count; day = addDays(day, 1)) if (weekday(day) < 5) days.push(day);
  return days;
}

/** Each list of dates is told by one visit for twenty series: the source's answer of that evening. */
async function fill(path: string, tellings: readonly (readonly IsoDate[])[]): Promise<void> {
  const archive = openArchive(path);
  const begun = performance.now();
  for (const dates of tellings) {
    for (let page = 0; page < SERIES / PAGE; page += 1) await archive.record(visitOf(page, dates));
  }
  archive.close();
  const seconds = (performance.now() - begun) / 1000;
  const visits = tellings.length * (SERIES / PAGE);
  const size = (statSync(path).size / 1e6).toFixed(0);
  console.log(
    `${visits} visits recorded in ${seconds.toFixed(1)} s, ${((1000 * seconds) / visits).toFixed(1)} ms each; ${size} MB`,
  );
}

function visitOf(page: number, dates: readonly IsoDate[]): VisitRecord {
  const at = `${dates.at(-1)}T22:00:00Z`;
  const place = `https://rates.example/daily/page-${page}.csv?from=1990-01-01`;
  const bytes = Buffer.from(`${page} ${at}`);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const series = names.slice(page * PAGE, page * PAGE + PAGE);
  return {
    visit: { at, source: "bench", place, verdict: "ok", reason: null, series, newest: dates.at(-1)! },
    raw: { bytes, sha256 },
    validators: { etag: sha256.slice(0, 16), lastModified: null },
    readWith: "1",
    tellings: series.map((one, index) => tellingOf(one, page * PAGE + index, dates)),
    headlines: [],
  };
}

/** Every third series lacks its holidays, half of them have lines. */
function tellingOf(series: string, seed: number, dates: readonly IsoDate[]): Telling {
  const values = dates.map((date, row) => {
    const step = (Number(date.slice(8)) * 37 + seed * 11) % 400;
    return seed % 3 === 0 && Number(date.slice(5, 7)) * 2 === Number(date.slice(8))
      ? null
      : step / 100 + (row > 0 ? 0.01 : 0.01);
  });
  const lines = dates.map((_, row) => row + 2);
  return { series, source: "bench", dates, values, ...(seed % 2 ? { lines } : {}) };
}

interface Measured {
  readonly fromStart: number;
  readonly fromLoaded: number;
  readonly memory: number;
}

function measure(what: string, path: string, knownAt: string | null): void {
  run(path, knownAt); // fills the compile cache
  const runs = Array.from({ length: rounds }, () => run(path, knownAt));
  const of = (key: keyof Measured) => runs.map((one) => one[key]);
  const met = median(of("fromLoaded")) <= GOAL_MS ? "met" : "NOT met";
  console.log(
    `  ${what}: ${spread(of("fromStart"))} from process start, ${spread(of("fromLoaded"))} from module loaded, ${median(of("memory")).toFixed(0)} MB; goal ${GOAL_MS} ms: ${met}`,
  );
}

/** The least stands beside the median: on a busy machine it says more. */
function spread(values: readonly number[]): string {
  return `${median(values).toFixed(0)} ms (least ${Math.min(...values).toFixed(0)})`;
}

function run(path: string, knownAt: string | null): Measured {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [reader, path, String(SERIES), knownAt ?? ""],
    {
      encoding: "utf8",
      env: { ...process.env, NODE_COMPILE_CACHE: join(work, "cache") },
    },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measured;
}
