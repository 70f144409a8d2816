import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../../pipeline/world/archive/archive.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { endOf, recording, script } from "./recording.ts";
import { ALL, toldFrom, visitOf } from "./telling-visits.ts";

const WINDOW = { after: "2025-01-01T00:00:00Z", upTo: "2026-01-01T00:00:00Z" };

describe("a process that waits for the archive", () => {
  it("gives up after its patience with a fault that says what to do, and has taken nothing", async () => {
    const path = join(temporaryFolder(), "archive.sqlite");
    const archive = openArchive(path, { patienceMs: 150 });
    await archive.record(visitOf({ at: "2025-11-05T22:00:00Z", tellings: [toldFrom("2025-11-03", [1])] }));
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    const late = visitOf({ at: "2025-11-06T22:00:00Z", tellings: [toldFrom("2025-11-03", [2])] });
    await expect(archive.record(late)).rejects.toMatchObject({
      code: "archive-busy",
      message: `${path}: Another process has been writing to the archive for more than 0.15 seconds. Wait until the other run has ended, or end it, and run again: what it has written is not lost.`,
    });
    expect((await archive.lanes(ALL, null))[0]!.values).toEqual([1]);
    other.exec("ROLLBACK");
    other.close();
    expect(await archive.record(late)).toHaveLength(1);
    archive.close();
  });
});

describe("a process that is killed while it records", () => {
  it("while it makes the archive leaves none or a whole one, and the next takes its leavings away", async () => {
    for (const wait of [0, 20, 40, 60, 80, 100]) {
      const path = join(temporaryFolder(), "archive.sqlite");
      const { child, ended } = recording(path, "early", 1);
      await new Promise((go) => setTimeout(go, wait));
      child.kill("SIGKILL");
      await ended;
      const archive = openArchive(path);
      await archive.record(visitOf({ at: "2025-11-05T22:00:00Z" }));
      expect(await archive.verify()).toEqual([]);
      archive.close();
      expect(readdirSync(dirname(path))).toEqual(["archive.sqlite"]);
    }
  });

  it("long ago left an unfinished file, which is taken away when the archive is made", async () => {
    const path = join(temporaryFolder(), "archive.sqlite");
    // No process has this number: Linux ends at four million.
    for (const ending of ["", "-wal", "-shm"])
      writeFileSync(`${path}.999999999-0123abcd.tmp${ending}`, "half");
    const archive = openArchive(path);
    await archive.record(visitOf({ at: "2025-11-05T22:00:00Z" }));
    archive.close();
    expect(readdirSync(dirname(path))).toEqual(["archive.sqlite"]);
  });
});

/** Root may write everywhere, so that somebody else must try: who cannot where the project lies in a folder of root's own. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const canBeNobody = spawnSync(process.execPath, [script], { ...nobody, stdio: "ignore" }).error === undefined;

describe("a disk that cannot take the archive", () => {
  it("is named: a file where its folder should be, a folder where it should be", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    const below = openArchive(join(folder, "file", "archive.sqlite"));
    expect(await below.lanes(ALL, null)).toEqual([]);
    const record = visitOf({ at: "2025-11-05T22:00:00Z" });
    await expect(below.record(record)).rejects.toMatchObject({
      code: "disk",
      message: `${join(folder, "file")}: The folder of the archive cannot be made (EEXIST). A file stands where a folder is expected: move it away.`,
    });
    const path = join(folder, "archive.sqlite");
    mkdirSync(path);
    const message = `${path}: The archive cannot be opened (EISDIR). A folder stands where a file is expected: move it away.`;
    await expect(openArchive(path).record(record)).rejects.toMatchObject({ code: "disk", message });
    await expect(openArchive(path).lanes(ALL, null)).rejects.toMatchObject({ code: "disk", message });
  });

  it("that is full is named, and what was recorded before stays whole", async () => {
    const path = join(temporaryFolder(), "archive.sqlite");
    // 1,500 blocks of 512 bytes are three visits and a bit.
    const limited = ["-c", `ulimit -f 1500; exec "$0" "$@"`, process.execPath, script, path, "full", "500"];
    const child = spawn("sh", limited, { stdio: ["ignore", "pipe", "inherit"] });
    const { printed, status } = await endOf(child);
    expect(status).toBe(1);
    expect(printed.at(-1)).toMatch(new RegExp(`^disk ${path}: .* Check that the folder may be written`));
    const archive = openArchive(path);
    expect(await archive.headlines(WINDOW, null)).toHaveLength(printed.length - 2);
    expect(await archive.verify()).toEqual([]);
    archive.close();
  });

  it.skipIf(!canBeNobody)(
    "that can only be read lets the archive be read, and names the file when something is to be recorded",
    async () => {
      const path = join(temporaryFolder(), "mounted #1?", "archive.sqlite");
      const archive = openArchive(path);
      await archive.record(
        visitOf({ at: "2025-11-05T22:00:00Z", tellings: [toldFrom("2025-11-03", [4.1])] }),
      );
      archive.close();
      chmodSync(join(path, "../.."), 0o755);
      chmodSync(dirname(path), 0o555);
      const child = spawn(process.execPath, [script, path, "reader", "1"], {
        stdio: ["ignore", "pipe", "inherit"],
        ...nobody,
      });
      expect((await endOf(child)).printed).toEqual([
        "1 lanes",
        `disk ${path}: The archive cannot be written (attempt to write a readonly database). Check that the folder may be written and that there is space left on the disk, and run again.`,
      ]);
      chmodSync(dirname(path), 0o755);
    },
  );
});
