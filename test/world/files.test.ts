import fs from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { PipelineError } from "../../pipeline/errors.ts";
import { type Disk, filesOn, realFiles } from "../../pipeline/world/files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const issue = (version: string) => ({
  "issue.md": bytes(version),
  "charts/a.svg": bytes(version),
  "build.json": bytes(version),
});
/** What lies below a folder, by path: texts. */
function contentsOf(folder: string): Readonly<Record<string, string>> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1), fs.readFileSync(path, "utf8")]),
  );
}

/** A disk that fails at its `at`th writing and, where `dead`, does nothing from then on: the power is gone. */
function failing(code: string, at: number, dead = false): Disk {
  let [count, failed] = [0, false];
  const guard =
    <Args extends readonly unknown[], T>(does: (...args: Args) => T) =>
    (...args: Args): T => {
      count += 1;
      if (count === at || (dead && failed)) {
        failed = true;
        throw Object.assign(new Error(code), { code });
      }
      return does(...args);
    };
  return {
    ...fs,
    writeFileSync: guard(fs.writeFileSync),
    renameSync: guard(fs.renameSync),
    ...(dead ? { rmSync: guard(fs.rmSync), mkdirSync: guard(fs.mkdirSync) as Disk["mkdirSync"] } : {}),
  };
}

let out: string;
let folder: string;
beforeEach(() => {
  out = temporaryFolder();
  folder = join(out, "2025-11-05");
});

describe("a disk that is full", () => {
  it("leaves no new folder and no temporary file, at whichever file it is full", async () => {
    for (const at of [1, 2, 3, 4]) {
      const fault = await filesOn(failing("ENOSPC", at))
        .write(folder, issue("new"))
        .catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(PipelineError);
      expect((fault as PipelineError).faults[0]).toMatchObject({
        code: "disk",
        place: folder,
        message: "The folder cannot be written (ENOSPC).",
        remedy: "The disk is full: free some space and run again.",
      });
      expect(contentsOf(out)).toEqual({});
    }
  });

  it("leaves the old files as they were, and no temporary file", async () => {
    await realFiles.write(folder, issue("old"));
    for (const at of [1, 2, 3]) {
      await expect(filesOn(failing("ENOSPC", at)).write(folder, issue("new"))).rejects.toThrow("ENOSPC");
      expect(new Set(Object.values(contentsOf(out)))).toEqual(new Set(["old"]));
      expect(Object.keys(contentsOf(folder))).toHaveLength(3);
    }
  });
});

describe("a machine that dies while it writes", () => {
  it("leaves a new folder whole or not at all", async () => {
    for (let at = 1; at <= 7; at += 1) {
      const own = join(out, `day-${at}`);
      await filesOn(failing("EIO", at, true))
        .write(own, issue("new"))
        .catch(() => undefined);
      if (fs.existsSync(own)) expect(Object.keys(contentsOf(own))).toHaveLength(3);
    }
  });

  it("leaves the old folder whole, the new one whole, or for a moment none, and never some files of each", async () => {
    for (let at = 1; at <= 9; at += 1) {
      const own = join(out, `day-${at}`);
      await realFiles.write(own, issue("old"));
      await filesOn(failing("EIO", at, true))
        .write(own, issue("new"))
        .catch(() => undefined);
      if (!fs.existsSync(own)) continue;
      expect(new Set(Object.values(contentsOf(own)))).toHaveProperty("size", 1);
      expect(Object.keys(contentsOf(own))).toHaveLength(3);
    }
  });

  it("leaves what the next write takes away: the temporary files of the dead, not those of the living", async () => {
    const dead = `${2 ** 22 + 1}-0123abcd.tmp`;
    const alive = `${process.ppid}-0123abcd.tmp`;
    for (const name of [`2025-11-05.${dead}`, "2025-11-05", "2025-11-04"])
      fs.mkdirSync(join(out, name, "charts"), { recursive: true });
    for (const name of [
      `2025-11-05.${dead}/a.svg`,
      `2025-11-05/issue.md.${dead}`,
      `2025-11-05/charts/a.svg.${dead}`,
    ])
      fs.writeFileSync(join(out, name), "half");
    for (const name of [`2025-11-05/issue.md.${alive}`, `2025-11-04/issue.md.${dead}`, "2025-11-05/mine.tmp"])
      fs.writeFileSync(join(out, name), "kept");
    await realFiles.write(folder, issue("new"));
    expect(Object.keys(contentsOf(out)).sort()).toEqual([
      `2025-11-04/issue.md.${dead}`,
      "2025-11-05/build.json",
      "2025-11-05/charts/a.svg",
      "2025-11-05/issue.md",
      `2025-11-05/issue.md.${alive}`,
      "2025-11-05/mine.tmp",
    ]);
  });
});

describe("a path that is not what it should be", () => {
  it("is nothing where nothing is, and a fault with its place where a folder is", async () => {
    expect(await realFiles.read(join(out, "none"))).toBeNull();
    expect(await realFiles.list(join(out, "none"))).toEqual([]);
    await expect(realFiles.read(out)).rejects.toThrow(
      `${out}: The file cannot be read (EISDIR). A folder stands where a file is expected.`,
    );
  });

  it("reads files, and no device that never ends", async () => {
    const path = join(temporaryFolder(), "lead.md");
    fs.symlinkSync("/dev/zero", path);
    await expect(realFiles.read(path)).rejects.toThrow("A pipe or a device stands where a file is expected");
  });
});
