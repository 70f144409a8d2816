import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cpuOf } from "./cpu.ts";

const program = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");
/** Ten trading days in a row. */
const LAST = "2025-09-18";
const FROM: Readonly<Record<number, string>> = { 1: LAST, 4: "2025-09-15", 10: "2025-09-05" };

export interface BuildingRun {
  readonly seconds: number;
  /** With browser and drawing, of all days together. */
  readonly cpuMs: number;
  /** Files of a day. */
  readonly issueBytes: number;
}

/** A backfill of so many sample days in a process of its own, into an empty folder. */
export function buildingRun(days: 1 | 4 | 10): BuildingRun {
  const root = mkdtempSync(join(tmpdir(), "tracker-capacity-"));
  try {
    for (const folder of ["content", "templates", "assets"])
      cpSync(join(program, folder), join(root, folder), { recursive: true });
    const [cpu, begun] = [cpuOf(process.pid), performance.now()];
    const words = ["pipeline/cli.ts", "backfill", FROM[days]!, LAST, "--sample", "--root", root];
    const environment = { ...process.env, TRACKER_DATABASE: undefined };
    const { stderr } = spawnSync(process.execPath, words, {
      cwd: program,
      env: environment,
      encoding: "utf8",
    });
    const made = readdirSync(join(root, "out")).filter((name) => /^\d{4}-/.test(name));
    if (made.length !== days) throw new Error(`${made.length} of ${days} days were built\n${stderr}`);
    return {
      seconds: (performance.now() - begun) / 1000,
      cpuMs: cpuOf(process.pid) - cpu,
      issueBytes: bytesIn(join(root, "out", LAST)),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0);
}
