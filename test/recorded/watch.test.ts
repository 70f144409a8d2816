import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collect } from "../../pipeline/collect/collect.ts";
import { archiveSource } from "../../pipeline/collect/sources/archive.ts";
import { readJob } from "../../pipeline/job.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { watch } from "../../pipeline/sections/watch/watch.ts";
import { sectionWords } from "../support/section-words.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { paperWorld, projectRoot } from "../support/worlds.ts";
import { type Collecting, collecting } from "./collecting.ts";
import { recordedSnapshot } from "./recorded-snapshot.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

const KEY = "abcdefghijklmnopqrstuvwxyz012345";
const [SUMMER, SHUTDOWN] = ["2025-07-22", "2025-11-05"] as const;
const WATCHED = ["UST.2Y", "UST.10Y", "SPX"];

describe("the days ahead, from FRED's release calendar", () => {
  let upstream: Upstream;
  let desk: Collecting;
  const snapshots = new Map<string, Snapshot>();

  /** The day as the archive has it after that evening's round. */
  async function evening(date: string): Promise<Snapshot> {
    await upstream.setNow(`${date}T22:30:00Z`);
    await desk.round(date, (plans) => ({ ...plans, feeds: {}, series: watchedOf(plans.series) }));
    const world = { ...paperWorld("2026-11-20T22:00:00Z"), archive: desk.archive };
    const job = await readJob({ root: projectRoot, date }, allSections, world);
    const asked = { ...job, pasted: null, edits: job.content.edits };
    return collect(asked, watch.needs(job.edition, date, job.meetings), archiveSource(null), world);
  }

  beforeAll(async () => {
    upstream = await startUpstream(`${SUMMER}T22:30:00Z`);
    const archiveFile = `${temporaryFolder()}/archive.sqlite`;
    desk = collecting({ upstream, archiveFile, environment: { FRED_API_KEY: KEY } });
    for (const date of [SUMMER, SHUTDOWN]) snapshots.set(date, await evening(date));
  }, 240_000);
  afterAll(async () => {
    desk.close();
    await upstream.close();
  });

  const watchedOf = <T>(series: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(series).filter(([id]) => WATCHED.includes(id)));
  const daysOf = (id: string, date: string) =>
    snapshots.get(date)!.releases.find((one) => one.id === id)?.published ?? [];

  it("asks each of the seven releases once, with the key and never the list of all releases", async () => {
    const asked = (await upstream.takeLog()).filter(({ path }) => path.startsWith("/fred/release"));
    expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(["/fred/release/dates"]));
    const once = "10 13 180 50 53 54 9".split(" ");
    expect(asked.map(({ query }) => query.release_id).sort()).toEqual([...once, ...once].sort());
  });

  it("brings the days ahead to the snapshot, and those of the shutdown as they were", () => {
    expect(daysOf("US.RELEASE.CPI", SHUTDOWN)).toContain("2025-10-24");
    expect(daysOf("US.RELEASE.CPI", SHUTDOWN).at(-1)! > SHUTDOWN).toBe(true);
    expect(daysOf("US.RELEASE.JOBS", SHUTDOWN)).toContain("2025-11-20");
  });

  it("measures what such days moved, and guesses nothing", () => {
    const words = sectionWords(watch, snapshots.get(SUMMER)!);
    expect(words).not.toContain("around ");
    expect(words).toContain("| Friday 1 August | US payrolls |");
    expect(words).toMatch(/\| US payrolls \| [\d.]+ v [\d.]+ \(24\) \|/);
    expect(words).toMatch(/\| FOMC decision \| [\d.]+ v [\d.]+ \(24\) \|/);
  });

  it("believes the gap of the shutdown: no claims are to be expected in it, by rule or by list", () => {
    const words = sectionWords(watch, snapshots.get(SHUTDOWN)!);
    expect(words).not.toContain("US jobless claims");
    expect(words).toContain("| Wednesday 19 November | VIX futures and options settle |");
  });

  it("is archived once: the same calendar adds nothing on the next round", async () => {
    const again = await desk.round(SHUTDOWN, (plans) => ({ ...plans, feeds: {}, series: {} }));
    const releases = again.filter(({ visit }) => visit.source === "fred-releases");
    expect(releases).toHaveLength(7);
    expect(releases.map(({ visit }) => visit.verdict)).toEqual(Array(7).fill("ok"));
    expect(releases.flatMap(({ recorded }) => recorded)).toEqual([]);
  });
});

describe("FOMC days in the recorded data", () => {
  it("moved the two-year more than other days did, by the calendar of meetings alone", () => {
    const words = sectionWords(watch, recordedSnapshot("2025-07-22", WATCHED));
    expect(words).toContain("FOMC decision | 6.0 v 4.0 (24) | 5.5 v 4.0 (24) | 0.91 v 0.56 (24)");
    expect(words).toContain("| Wednesday 30 July | FOMC decision |");
  });
});
