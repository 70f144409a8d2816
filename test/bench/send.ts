// Messages a second, and CPU a message: `send`'s loop with its ledger, beside a bare nodemailer pool and a raw socket with the same bytes.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { median } from "./rounds.ts";

const letters = Number(process.argv[2] ?? 1500);
const rounds = Number(process.argv[3] ?? 5);
const here = fileURLToPath(new URL(".", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "tracker-bench-"));
const CONTENDERS = ["socket", "pool", "send"] as const;

interface Run {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly heldMb: number;
}

try {
  await first(started("send-run.ts", ["issue", work]));
  const runs = new Map<string, Run[]>(CONTENDERS.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of CONTENDERS) runs.get(name)!.push(await against(name, letters));
  for (const name of CONTENDERS) {
    const [rate, cpu] = (["perSecond", "cpuMs"] as const).map((field) =>
      median(runs.get(name)!.map((run) => run[field])),
    );
    console.log(`${name}: ${rate!.toFixed(0)} messages/s, ${cpu!.toFixed(2)} ms CPU each`);
  }
  for (const [other, goal] of [
    ["pool", 0.9],
    ["socket", 0.5],
  ] as const) {
    const ratio = median(runs.get("send")!.map((run, at) => run.perSecond / runs.get(other)![at]!.perSecond));
    console.log(`send / ${other}: ${ratio.toFixed(2)} (goal ${goal}): ${ratio >= goal ? "met" : "not met"}`);
  }
  const flat = [1_000, 10_000, 100_000];
  const sent: Run[] = [];
  for (const count of flat) sent.push(await against("small", count));
  const row = (field: "peakMb" | "heldMb") => sent.map((run) => run[field].toFixed(0)).join(" / ");
  console.log(
    `memory with ${flat.join(" / ")} readers: held at the end ${row("heldMb")} MB, peak ${row("peakMb")} MB`,
  );
  console.log(await first(started("send-run.ts", ["personal", work])));
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** One contender against a server of its own. */
async function against(name: string, count: number): Promise<Run> {
  const sink = started("mail-sink.ts", []);
  const port = await first(sink);
  try {
    if (name === "send" || name === "small")
      await first(started("send-run.ts", ["list", work, port, String(count)]));
    return JSON.parse(await first(started("send-run.ts", [name, work, port, String(count)])));
  } finally {
    sink.kill("SIGTERM");
  }
}

function started(script: string, words: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["--expose-gc", join(here, script), ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function first(process_: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: process_.stdout! })) return line;
  throw new Error("it ended before it said a word");
}
