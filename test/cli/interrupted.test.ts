import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { cli, finished, outFiles, smallProject, tracker, writeFile } from "../support/command-line.ts";

const DATE = "2025-09-18";
const build = ["build", DATE, "--sample", "--only", "md"];

/** How out/<date> stands to its record: a set that is whole, or none. */
function stateOf(root: string): "absent" | "whole" | "mixed" {
  const folder = join(root, "out", DATE);
  if (!existsSync(folder)) return "absent";
  const record: { artifacts: Record<string, string> } = JSON.parse(
    readFileSync(join(folder, "build.json"), "utf8"),
  );
  const isWhole = Object.entries(record.artifacts).every(([name, hash]) => {
    const bytes = readFileSync(join(folder, name));
    return createHash("sha256").update(bytes).digest("hex") === hash;
  });
  return isWhole ? "whole" : "mixed";
}

/** Starts a build and kills it, hard, when `moment` has come. */
async function killed(root: string, moment: () => Promise<unknown>): Promise<void> {
  const child = spawn(process.execPath, [cli, ...build, "--root", root], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  await Promise.race([moment(), ended]);
  child.kill("SIGKILL");
  await ended;
}

const hasTemporary = (root: string) => outNames(root).some((name) => name.endsWith(".tmp"));
/** Not below the folders: they come and go while one looks. */
const isWriting = (root: string) =>
  existsSync(join(root, "out")) && readdirSync(join(root, "out")).some((name) => name.endsWith(".tmp"));
const outNames = (root: string) =>
  existsSync(join(root, "out")) ? readdirSync(join(root, "out"), { recursive: true, encoding: "utf8" }) : [];

describe("a build that is killed", () => {
  it("leaves no issue, the whole old one or the whole new one; the next build is fine and clears up", async () => {
    const root = smallProject();
    const states: string[] = [];
    for (const [index, milliseconds] of [120, 350, 600].entries()) {
      writeFile(root, `content/issues/${DATE}/lead.md`, `Lead ${index}.`);
      await killed(root, () => wait(milliseconds));
      states.push(stateOf(root));
    }
    expect(states).not.toContain("mixed");
    // At the moment of writing, before and after there is an issue: what is left then lies under names of its own.
    for (const lead of ["Before.", "After."]) {
      writeFile(root, `content/issues/${DATE}/lead.md`, lead);
      await killed(root, async () => {
        while (!isWriting(root)) await new Promise((go) => setImmediate(go));
      });
      expect(stateOf(root)).not.toBe("mixed");
      expect(await tracker(root, ...build)).toMatchObject({ exit: 0, faults: [] });
      expect({ state: stateOf(root), left: hasTemporary(root) }).toEqual({ state: "whole", left: false });
    }
    expect(outFiles(root)).toContain(`${DATE}/issue.md`);
  });
});

it("what a build left that was killed when its issue was in place is cleared up by one that finds nothing to do", async () => {
  const root = smallProject();
  expect(await tracker(root, ...build)).toMatchObject({ exit: 0 });
  // Beyond any process of this machine.
  writeFile(root, `out/${DATE}.999999999-0f3a9b2c.tmp/issue.md`, "The one before.");
  expect(hasTemporary(root)).toBe(true);
  expect((await tracker(root, ...build)).out).toContain("is up to date");
  expect({ state: stateOf(root), left: hasTemporary(root) }).toEqual({ state: "whole", left: false });
});

describe("a disk that takes no more", () => {
  it("is one fault with what to do, and nothing is left half-written", async () => {
    const root = smallProject();
    const words = [cli, ...build, "--root", root].map((word) => `'${word}'`).join(" ");
    // Files of 40 KB at most: the issue is smaller, what was collected for it is not.
    const { exit, faults } = await finished("bash", [
      "-c",
      `ulimit -f 40; exec '${process.execPath}' ${words}`,
    ]);
    expect(exit).toBe(1);
    expect(faults).toEqual([
      `${root}/out/${DATE}: The folder cannot be written (EFBIG). The system lets no file be so large: raise the limit (ulimit -f) and run again.`,
    ]);
    expect(outNames(root)).toEqual([]);
  });

  it("is a file where the folder for issues should be, too", async () => {
    const root = smallProject();
    writeFile(root, "out", "no folder");
    const { exit, faults } = await tracker(root, ...build);
    expect(exit).toBe(1);
    expect(faults).toEqual([
      `${root}/out/${DATE}: The folder cannot be written (ENOTDIR). A file stands where a folder is expected: move it away.`,
    ]);
    expect(readFileSync(join(root, "out"), "utf8")).toBe("no folder");
  });
});
