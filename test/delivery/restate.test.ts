import { renameSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, it } from "vitest";
import { restateCommand } from "../../pipeline/cli/restate-command.ts";
import { mailingPath } from "../../pipeline/world/mailing/open-mailing.ts";
import { writeFile } from "../support/command-line.ts";
import { changedFile, dataFolder } from "../support/data-folder.ts";
import { madeUpReaders } from "../support/delivered/made-up-readers.ts";
import { mailFolder } from "../support/delivered/mail-folder.ts";
import { DATE, type RealIssue, realIssue } from "../support/delivered/real-issue.ts";
import { importReaders } from "../support/delivered/ten-thousand.ts";
import { come } from "../support/in-process.ts";

const UNMOVED = [
  `${DATE}/free/1: as it went out`,
  `${DATE}/paid/1: as it went out`,
  "2 issues looked at, 0 moved by 2 or more units of the last printed place.",
].join("\n");

/** As the folder is when all tests before have run: each of them goes on from there. */
describe("an issue that went out beside what its sources say since", () => {
  const data = dataFolder();
  let issue: RealIssue;
  beforeAll(async () => {
    const server = await mailFolder();
    const sections = "sections: [key-figures, ig-spread]\npaidOnly: []";
    issue = await realIssue({ data, sections, port: server.port });
    await importReaders(issue, madeUpReaders(2));
    await issue.expect(0, "send", DATE, "--late");
  }, 60_000);
  const revise = (path: string, from: string, to: string) => {
    for (const [name, text] of Object.entries(changedFile(path, from, to))) writeFile(data, name, text);
  };
  const restate = (options = {}, operands: readonly string[] = []) =>
    come(restateCommand, issue.root, operands, options);
  const moved = async (options = {}) => {
    const { json } = await restate(options);
    const [free, paid] = (json as { issues: readonly { figures: readonly Record<string, string>[] }[] })
      .issues;
    expect(free!.figures).toEqual(paid!.figures);
    return free!.figures.map(({ id, was, is }) => `${id}: ${was} → ${is}`);
  };

  it("is as it went out as long as no source has revised anything", async () => {
    expect(await restate()).toMatchObject({ exit: 0, text: UNMOVED });
  });

  it("is not called moved by a step of its last place, unless somebody wants to know", async () => {
    revise("fred/DGS10.csv", `${DATE},4.17`, `${DATE},4.18`);
    expect(await restate()).toMatchObject({ exit: 0, text: UNMOVED });
    expect(await moved({ above: "1" })).toEqual([
      "key-figures.long-yield.change: +7 bp → +8 bp",
      "key-figures.long-yield.level: 4.17% → 4.18%",
      "key-figures.slope.change: +2 bp → +3 bp",
      "key-figures.slope.level: 54 bp → 55 bp",
    ]);
  });

  it("is proposed for a correction with exactly the figures that moved, the furthest first", async () => {
    revise("fred/BAMLC0A0CM.csv", `${DATE},0.81`, `${DATE},0.88`);
    expect(await moved()).toEqual([
      "ig-spread.band-position: 90% → 98%",
      "ig-spread.change: −2 bp → +5 bp",
      "ig-spread.level: 81 bp → 88 bp",
      "key-figures.spread.change: −2 bp → +5 bp",
      "key-figures.spread.level: 81 bp → 88 bp",
    ]);
    const { text } = await restate();
    expect(text).toContain(`To correct it: npx tracker correct ${DATE} --cause 'revised source' --note TEXT`);
    expect(text).toContain("2 issues looked at, 2 moved");
  });

  it("is as it went out again when its correction is out", async () => {
    await issue.expect(
      0,
      "correct",
      DATE,
      "--cause",
      "revised source",
      "--note",
      "ICE has revised its index.",
    );
    await issue.approve();
    expect((await restate()).text).toContain("2 moved");
    await issue.expect(0, "send", DATE, "--late");
    expect((await restate()).text).toBe(UNMOVED.replaceAll("/1", "/2"));
  });

  it("is told as not compared where its folder or what was kept with it is gone, and the others are looked at", async () => {
    renameSync(`${data}/fred`, `${data}/moved`);
    expect((await restate()).text).toMatch(/free\/2: not compared\. .*is not there/s);
    renameSync(`${data}/moved`, `${data}/fred`);
    damage(`${DATE}/free/2`, "DELETE FROM files WHERE sha256 = ?");
    const missing = `${DATE}/free/2: not compared. It was kept without ledger.json, snapshot.json or build.json.`;
    expect((await restate()).text).toContain(`${missing}\n${DATE}/paid/2: as it went out\n`);
    damage(`${DATE}/paid/2`, "UPDATE files SET bytes = x'00' WHERE sha256 = ?");
    expect((await restate()).text).toMatch(
      /paid\/2: not compared\. .*The bytes are not those that were recorded/,
    );
  });

  /** What no program does: the database holds itself against it. */
  function damage(version: string, sql: string): void {
    const db = new DatabaseSync(mailingPath(issue.root));
    const guards = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all();
    for (const { name } of guards) db.exec(`DROP TRIGGER "${name}"`);
    const hashOf =
      "SELECT json_extract(version, '$.products.\"build.json\"') AS hash FROM versions WHERE id = ?";
    db.prepare(sql).run(String(db.prepare(hashOf).get(version)!.hash));
    for (const { sql: guard } of guards) db.exec(String(guard));
    db.close();
  }

  it("is looked for by its day, and a wrong number is refused", async () => {
    expect((await restate({}, ["2025-11-04"])).text).toBe("Nothing of 2025-11-04 has gone out yet.");
    expect(await restate({ above: "0" })).toMatchObject({
      exit: 2,
      faults: [expect.stringContaining("--above")],
    });
    expect(await restate({ last: "x" })).toMatchObject({
      exit: 2,
      faults: [expect.stringContaining("--last")],
    });
  });
});
