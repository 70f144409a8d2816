import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { tradingDays } from "../../pipeline/finance/trading-days.ts";
import { cli, fileOf, outFiles, smallProject, tracker } from "../support/command-line.ts";
import { calendars } from "../support/snapshots.ts";

/** The days that are killed; a person's signal finds more of them, so that some are left whatever the machine's pace is. */
const DAYS = ["02", "03", "04", "05", "08", "09", "10", "11"].map((day) => `2025-09-${day}`);
const MANY = tradingDays("2025-06-02", "2025-09-11", calendars.nyse);
const wordsOf = (days: readonly string[]) => ["backfill", days[0]!, days.at(-1)!, "--sample", "--only", "md"];

const namesIn = (root: string) =>
  existsSync(join(root, "out")) ? readdirSync(join(root, "out"), { recursive: true, encoding: "utf8" }) : [];
const daysIn = (root: string) => MANY.filter((day) => existsSync(join(root, "out", day)));
const bytesIn = (root: string) =>
  Object.fromEntries(outFiles(root).map((name) => [name, fileOf(root, `out/${name}`)]));

/** True where a day's files are those of its record. */
function isWhole(root: string, day: string): boolean {
  const { artifacts } = JSON.parse(fileOf(root, `out/${day}/build.json`)) as {
    artifacts: Record<string, string>;
  };
  return Object.entries(artifacts).every(([name, hash]) => {
    const bytes = readFileSync(join(root, "out", day, name));
    return createHash("sha256").update(bytes).digest("hex") === hash;
  });
}

interface Signalling {
  readonly signal: "SIGKILL" | "SIGTERM" | "SIGINT";
  readonly more: number;
}

/** Starts a backfill and sends it a signal as soon as so many days more are there. */
async function signalled(root: string, days: readonly string[], { signal, more }: Signalling) {
  const before = daysIn(root).length;
  const child = spawn(process.execPath, [cli, ...wordsOf(days), "--json", "--root", root], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  while (child.exitCode === null && daysIn(root).length < before + more)
    await new Promise((go) => setTimeout(go, 2));
  child.kill(signal);
  const exit = await ended;
  const [out, err] = await said;
  return { exit, out, err };
}

/** What one process makes that nobody stops. */
async function undisturbed() {
  const root = smallProject();
  await tracker(root, ...wordsOf(DAYS));
  return bytesIn(root);
}

describe("a backfill that does not come to its end", () => {
  it("goes on where it was killed, and comes to the same bytes", async () => {
    const root = smallProject();
    for (const more of [1, 2]) {
      const { exit, out } = await signalled(root, DAYS, { signal: "SIGKILL", more });
      expect({ exit, out }).toEqual({ exit: null, out: "" });
      const there = daysIn(root);
      expect(there.length).toBeLessThan(DAYS.length);
      expect(there.filter((day) => !isWhole(root, day))).toEqual([]);
    }
    const kept = daysIn(root).length;
    const { exit, out } = await tracker(root, ...wordsOf(DAYS), "--json");
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ unchanged: kept, built: DAYS.length - kept });
    expect(bytesIn(root)).toEqual(await undisturbed());
    expect(namesIn(root).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "ends the days that are under way at %s, and says how many are left",
    async (signal) => {
      const root = smallProject();
      const { exit, out, err } = await signalled(root, MANY, { signal, more: 1 });
      expect(exit).toBe(1);
      expect(err).toContain("Stopping: the days that are under way come to their end.");
      const { built, left, failed } = JSON.parse(out);
      expect({ failed, all: built + left }).toEqual({ failed: 0, all: MANY.length });
      expect(left).toBeGreaterThan(0);
      expect(daysIn(root)).toHaveLength(built);
      expect(daysIn(root).filter((day) => !isWhole(root, day))).toEqual([]);
      expect(namesIn(root).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    },
  );
});
