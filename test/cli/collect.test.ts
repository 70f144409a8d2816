import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  cli,
  fileOf,
  finished,
  outFiles,
  type Ran,
  smallProject,
  writeFile,
} from "../support/command-line.ts";
import { deadMirror, type Host, sourceMirror } from "../support/source-mirror.ts";

const DAY = "2025-11-05";
/** Half past five in New York on that day. */
const MOMENT = "Wed, 05 Nov 2025 22:30:00 GMT";
const ARCHIVE = ".tracker/archive.sqlite";
/** A round keeps the pace of every source: forty charts of Yahoo's alone take five seconds. */
const ROUNDS_MS = 120_000;

/** Values of two days by FRED's ids; all others are rates. */
const LEVELS: Readonly<Record<string, readonly [number, number]>> = {
  SP500: [6771.55, 6796.29],
  VIXCLS: [19, 18.01],
  BAMLC0A0CM: [0.83, 0.81],
  BAMLH0A0HYM2: [3.1, 3.05],
};
const fredCharts: Host = ({ searchParams }) => {
  const ids = (searchParams.get("id") ?? "").split(",");
  const row = (day: string, at: 0 | 1) =>
    [day, ...ids.map((id) => (LEVELS[id] ?? [4.1, 4.17])[at])].join(",");
  return {
    body: `observation_date,${ids.join(",")}\n${row("2025-11-04", 0)}\n${row(DAY, 1)}\n`,
    etag: `"${ids.length}-series"`,
  };
};
const cboe: Host = () => ({
  body: "DATE,OPEN,HIGH,LOW,CLOSE\n11/04/2025,18,20,17,19\n11/05/2025,19,19.5,17.5,18.01\n",
});
const news: Host = () => ({
  body: `<rss version="2.0"><channel><title>News</title><item><title>Rail union accepts offer</title><link>https://north.example/rail</link><guid>n-1</guid><pubDate>Wed, 05 Nov 2025 15:00:00 GMT</pubDate></item></channel></rss>\n`,
});
const HOSTS = { "fred.stlouisfed.org": fredCharts, "cdn.cboe.com": cboe, "www.cnbc.com": news };

/** The command line with no key and no mirror but the one that it is given. */
function tracker(root: string, words: readonly string[], mirror?: string): Promise<Ran> {
  const { FRED_API_KEY: _, TRACKER_MIRROR: __, ...environment } = process.env;
  const own = mirror === undefined ? environment : { ...environment, TRACKER_MIRROR: mirror };
  return finished(process.execPath, [cli, ...words, "--root", root], own);
}

/** The cells of a table's line that begins with these words. */
const lineOf = ({ out }: Ran, ...words: string[]) =>
  out
    .split("\n")
    .map((line) => line.split(/ {2,}/))
    .find((cells) => words.every((word, at) => cells[at] === word));

let mirror: Awaited<ReturnType<typeof sourceMirror>>;
let root: string;
let first: Ran;
beforeAll(async () => {
  mirror = await sourceMirror(MOMENT, HOSTS);
  root = smallProject();
  first = await tracker(root, ["collect", DAY], mirror.address);
}, ROUNDS_MS);

describe.concurrent("collect", { timeout: ROUNDS_MS }, () => {
  it("prints a line for each source and verdict, then reasons, then the sum, and exits 0", () => {
    expect(first.exit).toBe(0);
    const [head, ...lines] = first.out.trimEnd().split("\n");
    expect(head?.split(/ {2,}/)).toEqual([
      ...["source", "verdict", "requests", "unchanged", "newest", "new", "revised", "headlines"],
    ]);
    expect(lineOf(first, "cboe")).toEqual(["cboe", "ok", "1", "0", DAY, "2", "0", "0"]);
    expect(lineOf(first, "cnbc")?.at(-1)).toBe("1");
    expect(lineOf(first, "yahoo")?.[1]).toBe("http_error");
    expect(lines).toContain("ssga http_error: www.ssga.com answered 404.");
    expect(lines.filter((line) => line.startsWith("yahoo http_error: "))).toHaveLength(4);
    expect(lines.at(-1)).toMatch(/^2025-11-05: \d+ requests, \d+ new values, 0 revised\.$/);
  });

  it("keeps all of it below the project's .tracker and leaves nothing else there", () => {
    expect(readdirSync(join(root, ".tracker"))).toEqual(["archive.sqlite"]);
    expect(outFiles(root)).toEqual([]);
  });

  it("asked again, brings nothing new, and tells programs every visit", async () => {
    const copy = smallProject();
    writeFile(copy, ARCHIVE, readFileSync(join(root, ARCHIVE)));
    const { exit, out } = await tracker(copy, ["collect", DAY, "--json", "--mirror", mirror.address]);
    expect(exit).toBe(0);
    const { date, sources } = JSON.parse(out);
    expect(date).toBe(DAY);
    const fred = sources.filter(({ visit }: { visit: { source: string } }) => visit.source === "fred");
    expect(fred.every(({ unchanged }: { unchanged: boolean }) => unchanged)).toBe(true);
    expect(sources.flatMap(({ recorded }: { recorded: unknown[] }) => recorded)).toEqual([]);
  });

  it("exits 1 where nobody answers, with each source's reason, and does not hang", async () => {
    const lonely = smallProject();
    const ran = await tracker(lonely, ["collect", DAY], await deadMirror());
    expect(ran.exit).toBe(1);
    expect(lineOf(ran, "cboe", "http_error")).toBeDefined();
    expect(ran.out).toMatch(/^cboe http_error: cdn\.cboe\.com refused the connection/m);
    expect(ran.out).toMatch(/^2025-11-05: \d+ requests, 0 new values, 0 revised\.$/m);
    expect(ran.faults).toEqual([]);
  });

  it("refuses wrong days and options, asks nobody and creates nothing", async () => {
    const bare = smallProject();
    const quiet = await sourceMirror(MOMENT, HOSTS);
    const said = async (...words: string[]) => {
      const { exit, faults, err } = await tracker(bare, ["collect", ...words], quiet.address);
      return [exit, faults[0] ?? err.trim()];
    };
    expect(await said("2025-11-01")).toEqual([
      1,
      "The New York Stock Exchange was closed on 2025-11-01. The nearest trading days are 2025-10-31 and 2025-11-03.",
    ]);
    // The mirror replays the fifth: the sixth is still to come.
    expect(await said("2025-11-06")).toEqual([
      1,
      "2025-11-06 has no close yet. The last completed trading day is 2025-11-05.",
    ]);
    expect(await said("soon")).toEqual([2, '"soon" is no date. Write it as 2025-11-05.']);
    expect(await said(DAY, "--backfill", "2015")).toEqual([
      2,
      '--backfill is a date, not "2015". Write it as 2015-01-01.',
    ]);
    expect(await said(DAY, "--mirror", "ftp://here")).toEqual([
      2,
      expect.stringContaining("is no http or https address"),
    ]);
    expect(await said(DAY, "--known-at", DAY)).toEqual([2, expect.stringContaining("unknown option")]);
    expect(quiet.asked).toEqual([]);
    expect(existsSync(join(bare, ".tracker"))).toBe(false);
  });
});

describe.concurrent("archive list", { timeout: ROUNDS_MS }, () => {
  it("has a line for each series and source", async () => {
    const listed = await tracker(root, ["archive", "list"]);
    expect(listed.exit).toBe(0);
    expect(lineOf(listed, "VIX", "cboe")?.slice(2, 6)).toEqual(["2", "2025-11-04", DAY, "0"]);
    expect(lineOf(listed, "VIX", "fred")).toBeDefined();
    const { holdings } = JSON.parse((await tracker(root, ["archive", "--json"])).out);
    expect(holdings).toContainEqual({
      series: "US.ICE.IG.OAS",
      source: "fred",
      rows: 2,
      from: "2025-11-04",
      to: DAY,
      revisions: 0,
      lastSeen: "2025-11-05T22:30:00.000Z",
    });
  });

  it("says what to do where the archive is empty, and does not create it", async () => {
    const bare = smallProject();
    const { exit, out } = await tracker(bare, ["archive"]);
    expect([exit, out]).toEqual([0, "The archive is empty: run npx tracker collect.\n"]);
    expect(existsSync(join(bare, ".tracker"))).toBe(false);
  });
});

describe.concurrent("archive verify", { timeout: ROUNDS_MS }, () => {
  it("finds a whole archive well, and counts what is in it", async () => {
    const { exit, out } = await tracker(root, ["archive", "verify"]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^Nothing is damaged: \d+ series and sources, 0 gaps\.$/m);
  });

  it("tells days on which nobody has collected, which are no damage", async () => {
    const holed = smallProject();
    writeFile(holed, "spread.csv", "date,value\n2025-10-30,52\n2025-11-03,53\n2025-11-05,52.4\n");
    await tracker(holed, ["import", "CDX.NA.IG.5Y", join(holed, "spread.csv")]);
    const { exit, out } = await tracker(holed, ["archive", "verify"]);
    expect(exit).toBe(0);
    expect(out).toContain("CDX.NA.IG.5Y (import): 2 days without a row in 2 gaps, the newest 2025-11-04");
  });

  it("refuses a torn file with what to do, in every command that reads it, and leaves it as it is", async () => {
    const torn = smallProject();
    writeFile(torn, ARCHIVE, "");
    const place = join(torn, ARCHIVE);
    copyFileSync(join(root, ARCHIVE), place);
    truncateSync(place, 100_000);
    const before = readFileSync(place);
    for (const words of [
      ["archive", "verify"],
      ["archive", "list"],
      ["build", DAY, "--offline"],
    ]) {
      const { exit, out, err } = await tracker(torn, words);
      expect(exit, words.join(" ")).toBe(1);
      expect(out + err).toContain("was cut or is unfinished");
      expect(out + err).toMatch(/put a copy of .*in (its )?place/i);
    }
    expect(readFileSync(place).equals(before)).toBe(true);
    expect(readdirSync(join(torn, ".tracker"))).toEqual(["archive.sqlite"]);
    expect(outFiles(torn)).toEqual([]);
  });

  it("refuses what is no archive at all, and knows no other thing to do with one", async () => {
    const other = smallProject();
    writeFile(other, ARCHIVE, "hello");
    const { exit, out, err } = await tracker(other, ["archive", "verify"]);
    expect([exit, out + err]).toEqual([1, expect.stringContaining("This is no SQLite file")]);
    expect(fileOf(other, ARCHIVE)).toBe("hello");
    expect((await tracker(other, ["archive", "mend"])).faults).toEqual([
      'There is no "archive mend". Write: archive list, or archive verify.',
    ]);
  });
});

describe.concurrent("import", { timeout: ROUNDS_MS }, () => {
  const HEAD = "date,instrument,series,tenor,spread_bp,source,entered_by";
  const GOOD = [
    "2025-11-04,CDX.NA.IG,45,5Y,52.10,desk run,ann",
    "2025-11-05,CDX.NA.IG,45,5Y,51.85,desk run,ann",
  ];
  const imported = (bare: string, rows: readonly string[], ...words: string[]) => {
    writeFile(bare, "cdx.csv", `${[HEAD, ...rows].join("\n")}\n`);
    return tracker(bare, ["import", "CDX.NA.IG.5Y", join(bare, "cdx.csv"), ...words]);
  };

  it("takes a whole file, and tells what of it is new; nothing where it comes again", async () => {
    const bare = smallProject();
    const ran = await imported(bare, GOOD, "--by", "Ann");
    expect(ran.exit).toBe(0);
    expect(lineOf(ran, "CDX.NA.IG.5Y")).toEqual(["CDX.NA.IG.5Y", "2", "0"]);
    expect(lineOf(ran, "CDX.NA.IG.5Y.SERIES")).toEqual(["CDX.NA.IG.5Y.SERIES", "2", "0"]);
    const again = JSON.parse((await imported(bare, GOOD, "--by", "Ann", "--json")).out);
    expect(again).toMatchObject({ file: "cdx.csv", by: "Ann", recorded: [] });
    const listed = await tracker(bare, ["archive"]);
    expect(lineOf(listed, "CDX.NA.IG.5Y", "import")?.slice(2, 5)).toEqual(["2", "2025-11-04", DAY]);
  });

  it("tells every bad row of a file at once, and takes none of its good ones", async () => {
    const bare = smallProject();
    const bad = ["2025-11-06,CDX.NA.IG,45,5Y,0.52,desk run,ann", "2025-13-05,CDX.NA.IG,45,5Y,wide,desk run,"];
    const { exit, out, faults } = await imported(bare, [...GOOD, ...bad]);
    expect([exit, out]).toEqual([1, ""]);
    expect(faults).toEqual([
      expect.stringMatching(/^cdx\.csv:4: A spread of 0\.52 bp is outside the plausible/),
      expect.stringMatching(/^cdx\.csv:5: A date is not a calendar date/),
      expect.stringMatching(/^cdx\.csv:5: A spread in bp such as 52\.5 is expected; found "wide"/),
      expect.stringMatching(/^cdx\.csv:5: The name of who entered the number/),
    ]);
    expect(existsSync(join(bare, ".tracker"))).toBe(false);
  });

  it("names a file that is not there, and one that holds nothing of the series", async () => {
    const bare = smallProject();
    expect(await tracker(bare, ["import", "CDX.NA.IG.5Y", "nowhere.csv"])).toMatchObject({
      exit: 1,
      faults: ["nowhere.csv: There is no such file. Correct the path."],
    });
    writeFile(bare, "cdx.csv", `${[HEAD, ...GOOD].join("\n")}\n`);
    const other = await tracker(bare, ["import", "ZQ.2025-12", join(bare, "cdx.csv")]);
    expect(other.exit).toBe(1);
    expect(other.faults[0]).toContain("The file holds nothing of ZQ.2025-12");
    expect((await tracker(bare, ["import", "CDX.NA.IG.5Y"])).exit).toBe(2);
  });
});

describe("what nobody asked for", () => {
  it("is refused: a series that is not planned, with the likeliest, and a date after today", async () => {
    const bare = smallProject();
    writeFile(bare, "rates.csv", "date,value\n2025-11-04,4.1\n2999-01-04,4.2\n");
    const unplanned = await tracker(bare, ["import", "UST.10y", join(bare, "rates.csv")]);
    expect(unplanned).toMatchObject({ exit: 2 });
    expect(unplanned.faults[0]).toContain(
      'There is no series "UST.10y" in content/sources.yaml. Did you mean "UST.10Y"?',
    );
    const tomorrow = await tracker(bare, ["import", "UST.10Y", join(bare, "rates.csv")]);
    expect(tomorrow).toMatchObject({ exit: 1 });
    expect(tomorrow.faults[0]).toContain("UST.10Y has a value for 2999-01-04, which is after today");
    expect(existsSync(join(bare, ".tracker"))).toBe(false);
  });
});

describe.concurrent("build from the archive", { timeout: ROUNDS_MS }, () => {
  const built = (project: string, ...words: string[]) =>
    tracker(project, ["build", DAY, "--only", "md", ...words], mirror.address);
  const quietly = (address: string, project: string, ...words: string[]) =>
    built(project, ...words, "--mirror", address);
  const copyOf = (archive: string) => {
    const copy = smallProject();
    writeFile(copy, ARCHIVE, readFileSync(join(archive, ARCHIVE)));
    return copy;
  };

  it("offline and from an empty one, makes an issue of nothing, which the gates refuse, and creates no archive", async () => {
    const bare = smallProject();
    const quiet = await sourceMirror(MOMENT, HOSTS);
    const { exit, out } = await quietly(quiet.address, bare, "--offline");
    expect(exit).toBe(0);
    expect(out).toMatch(/^refused \[freshness\] US\.ICE\.IG\.OAS: Nothing of it came at all\./m);
    expect(out).toMatch(/gate findings? refuses? this issue; see: npx tracker check 2025-11-05$/m);
    expect(fileOf(bare, `out/${DAY}/issue.md`)).toContain("Not available");
    expect((await tracker(bare, ["check", DAY])).exit).toBe(3);
    expect(quiet.asked).toEqual([]);
    expect(existsSync(join(bare, ".tracker/archive.sqlite"))).toBe(false);
  });

  it("prints what was collected with the way back to its page, and asks nobody within ten minutes of a round", async () => {
    const copy = copyOf(root);
    const quiet = await sourceMirror(MOMENT, HOSTS);
    expect((await quietly(quiet.address, copy)).exit).toBe(0);
    expect(fileOf(copy, `out/${DAY}/issue.md`)).toContain("81 bp");
    const { out } = await tracker(copy, ["why", DAY, "81 bp"]);
    expect(out).toMatch(/read: https:\/\/fred\.stlouisfed\.org\/graph\/fredgraph\.csv\S+, line 3 \(fred\)/);
    expect(out).toContain("retrieved: 2025-11-05T22:30:00.000Z");
    expect(quiet.asked).toEqual([]);
  });

  it("is of what was known at a moment: nothing before the round, all of it from then on; nobody is asked", async () => {
    const copy = copyOf(root);
    // A day later the archive is no longer fresh.
    const quiet = await sourceMirror("Thu, 06 Nov 2025 22:30:00 GMT", HOSTS);
    const issue = async (moment: string) => {
      const { exit } = await quietly(quiet.address, copy, "--known-at", moment);
      expect(exit, moment).toBe(0);
      return fileOf(copy, `out/${DAY}/issue.md`);
    };
    expect(await issue("2025-11-05T22:29:59Z")).not.toContain("81 bp");
    expect(await issue("2025-11-05T22:30:00Z")).toContain("81 bp");
    expect(await issue("2025-11-05T17:29:59-05:00")).not.toContain("81 bp");
    expect(await issue(DAY)).toContain("81 bp");
    expect(quiet.asked).toEqual([]);
  });

  it("finds nothing to do where neither archive nor anything else has changed, and makes it anew where one has", async () => {
    const copy = copyOf(root);
    await built(copy, "--offline");
    expect((await built(copy, "--offline")).out).toContain("is up to date");
    writeFile(copy, "spread.csv", `date,value\n2025-11-04,52.1\n${DAY},51.85\n`);
    await tracker(copy, ["import", "CDX.NA.IG.5Y", join(copy, "spread.csv")], mirror.address);
    expect((await built(copy, "--offline")).out).not.toContain("is up to date");
    expect(fileOf(copy, `out/${DAY}/issue.md`)).toContain("51.85");
  });

  it("goes on where nobody answers: the sources' reasons stand with the findings", async () => {
    const lonely = smallProject();
    const words = ["build", DAY, "--only", "md", "--mirror", await deadMirror()];
    const { exit, out } = await tracker(lonely, words);
    expect(exit).toBe(0);
    expect(out).toMatch(
      /^refused \[freshness\] US\.ICE\.IG\.OAS: Nothing of it came at all\. fred at .*refused the connection/m,
    );
    expect(out).toMatch(/^noted \[sources\] cboe: http_error at /m);
  });
});
