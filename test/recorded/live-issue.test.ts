import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outcome } from "../../pipeline/collect/round/assignment.ts";
import type { Ledger, LedgerEntry } from "../../pipeline/model/ledger.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import { SnapshotFileSchema } from "../../pipeline/model/snapshot-file.ts";
import { cli, finished, projectCopy, type Ran } from "../support/command-line.ts";
import { differencesOf } from "./figure-differences.ts";
import { type LoggedRequest, recordedFolder, startUpstream, type Upstream } from "./upstream.ts";

/** What a desk does in the evening, by the command line, and what it leaves. */
interface Evening {
  readonly upstream: Upstream;
  readonly root: string;
  readonly collected: Ran;
  readonly built: Ran;
  readonly again: Ran;
  readonly firstLog: readonly LoggedRequest[];
  readonly secondLog: readonly LoggedRequest[];
}

const evenings = new Map<string, Evening>();
const DAYS = ["2025-07-22", "2025-11-05"] as const;

/** The command line behind the mirror; which day it is, the mirror says. */
function run(
  { root, upstream }: Pick<Evening, "root" | "upstream">,
  ...words: readonly string[]
): Promise<Ran> {
  const environment = { ...process.env, TRACKER_MIRROR: upstream.url, FRED_API_KEY: undefined };
  return finished(process.execPath, [cli, ...words, "--root", root], environment);
}

async function eveningOf(date: string): Promise<Evening> {
  const upstream = await startUpstream(`${date}T22:30:00Z`);
  const desk = { upstream, root: projectCopy() };
  const collected = await run(desk, "collect");
  const firstLog = await upstream.takeLog();
  const built = await run(desk, "build", "--only", "md");
  const again = await run(desk, "collect", "--json");
  return { ...desk, collected, built, again, firstLog, secondLog: await upstream.takeLog() };
}

function product<T>(root: string, date: string, name: string): T {
  return JSON.parse(readFileSync(join(root, "out", date, name), "utf8"));
}

const ledgerOf = (root: string, date: string) => product<Ledger>(root, date, "ledger.json");

beforeAll(async () => {
  // Beside each other, each behind a mirror of its own: nearly all of an evening is waiting for the next turn at a host.
  await Promise.all(DAYS.map(async (date) => evenings.set(date, await eveningOf(date))));
}, 240_000);
afterAll(() => Promise.all([...evenings.values()].map(({ upstream }) => upstream.close())));

describe.each(DAYS)("the evening of %s behind a mirror", (date) => {
  const evening = () => evenings.get(date)!;

  it("collects from every source and makes the issue of the day that the mirror replays", () => {
    expect(evening().collected).toMatchObject({ exit: 0, faults: [] });
    expect(evening().built).toMatchObject({
      exit: 0,
      faults: [],
      out: expect.stringContaining(`out/${date}/`),
    });
    const sources = new Set(
      product<Snapshot>(evening().root, date, "snapshot.json").visits.map(({ source }) => source),
    );
    expect([...sources].sort()).toEqual(
      "cboe cnbc coinbase ecb fed fomc-calendar forexlive fred ny-fed ssga stooq treasury wsj yahoo".split(
        " ",
      ),
    );
  });

  it("knows nothing that was published after that moment", () => {
    const { series } = SnapshotFileSchema.parse(product(evening().root, date, "snapshot.json"));
    const newest = (id: string) => {
      const { dates, values } = series[id]!;
      return dates[values.findLastIndex((value) => value !== null)];
    };
    const before = date === "2025-11-05" ? "2025-11-04" : "2025-07-21";
    expect(["SPX", "UST.10Y", "UST.2Y", "VIX", "US.FED.TARGET.UPPER"].map(newest)).toEqual(
      Array(5).fill(date),
    );
    expect(["US.ICE.IG.OAS", "US.EFFR"].map(newest)).toEqual([before, before]);
    for (const one of Object.values(series))
      for (const { retrievedAt } of one.origins) expect(retrievedAt! <= `${date}T22:30:00Z`).toBe(true);
  });

  it("says which figures are of an earlier day", () => {
    const issue = readFileSync(join(evening().root, "out", date, "issue.md"), "utf8");
    const day = date === "2025-11-05" ? "4 November" : "21 July";
    // Bitcoin's day goes on until midnight UTC.
    expect(issue).toContain(
      `Bitcoin, close of the UTC day, effective fed funds rate, ICE BofA US High Yield OAS and ICE BofA US Corporate OAS are of ${day}.`,
    );
    expect(issue).toContain(date === "2025-11-05" ? "83 bp" : "80 bp");
    expect(issue).toContain("returns of the Select Sector funds, which cap their largest holdings");
  });

  it("prints the same figures as from the recorded files, but for those that are told apart here", async () => {
    const files = projectCopy();
    const words = ["build", date, "--data", recordedFolder, "--only", "md"];
    expect(await run({ ...evening(), root: files }, ...words)).toMatchObject({ exit: 0 });
    const { differing, same, unexplained } = differencesOf(
      ledgerOf(evening().root, date).entries,
      ledgerOf(files, date).entries,
      date,
    );
    console.log(`${date}: ${same} figures are the same; ${differing.length} differ:`);
    for (const { reason, ids } of byReason(differing))
      console.log(`  ${ids.length} ${reason}: ${ids.slice(0, 4).join(", ")} …`);
    expect(unexplained).toEqual([]);
    expect(same).toBeGreaterThan(45);
  }, 60_000);

  it("asks every address once", () => {
    const asked = evening().firstLog.filter(({ host }) => host !== "");
    const addresses = asked.map(({ host, path, query }) => `${host}${path}?${JSON.stringify(query)}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it("keeps each host's pace", () => {
    const meanGap = (name: string) => {
      const at = evening()
        .secondLog.filter(({ host }) => host === name)
        .map(({ ms }) => ms);
      return (at.at(-1)! - at[0]!) / (at.length - 1);
    };
    // As the server sees it, which is busy beside us and takes requests in bunches: so much is left for that. Without a pace it is 5 ms.
    expect(meanGap("fred.stlouisfed.org")).toBeGreaterThan(1_000);
    expect(meanGap("home.treasury.gov")).toBeGreaterThan(150);
    expect(meanGap("query1.finance.yahoo.com")).toBeGreaterThan(60);
  });

  it("asks conditionally the second time: hardly anything is sent, and no row is new", () => {
    const { sources }: { sources: readonly Outcome[] } = JSON.parse(evening().again.out);
    expect(sources.flatMap(({ recorded }) => recorded)).toEqual([]);
    const asked = evening().secondLog.filter(({ host }) => host !== "");
    const sent = asked
      .filter(({ status }) => status === 200)
      .map(({ host, path }) => `https://${host}${path}`);
    // Where something was left out, such as a running day, or nothing could be used, the same body is read again.
    const remarked = sources.filter(
      ({ visit }) => visit.reason !== null && !visit.reason.includes(" ends on "),
    );
    const places = remarked.map(({ visit }) => visit.place.replace("%5E", "^"));
    expect(sent.filter((address) => !places.some((place) => place.startsWith(address)))).toEqual([]);
    expect(asked.filter(({ status }) => status === 304).length).toBeGreaterThan(40);
  });
});

describe("the next evening", () => {
  it("the issue of the day before has the spread that came since", async () => {
    const desk = evenings.get("2025-11-05")!;
    await desk.upstream.setNow("2025-11-06T22:30:00Z");
    expect(await run(desk, "collect")).toMatchObject({ exit: 0 });
    expect(await run(desk, "build", "2025-11-05", "--only", "md")).toMatchObject({ exit: 0 });
    const level = ledgerOf(desk.root, "2025-11-05").entries.find(
      ({ id }: LedgerEntry) => id === "ig-spread.level",
    );
    expect(level?.figure).toMatchObject({ value: 81, asOf: "2025-11-05" });
  }, 120_000);
});

function byReason(differing: readonly { readonly id: string; readonly reason: string }[]) {
  const groups = Map.groupBy(differing, ({ reason }) => reason);
  return [...groups].map(([reason, all]) => ({ reason, ids: all.map(({ id }) => id) }));
}
