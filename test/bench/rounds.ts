import { spawnSync } from "node:child_process";

/** The middle of measurements, which a busy machine's outliers do not move. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export interface Run {
  readonly seconds: number;
  /** Peak memory of the process itself, MB; the browser is not in it. */
  readonly memoryMb: number | null;
}

/** Runs a command to its end. @throws Error with its output if it fails */
export function timed(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Run {
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { env: environment, encoding: "utf8" });
  const seconds = (performance.now() - begun) / 1000;
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
  const memory = /memory (\d+)/.exec(stderr)?.[1];
  return { seconds, memoryMb: memory ? Number(memory) : null };
}

/** Measures the named runs in turn, round by round, so that the machine's mood falls on all of them alike. */
export function interleaved(
  rounds: number,
  runs: Readonly<Record<string, () => number>>,
): Record<string, number[]> {
  const measured: Record<string, number[]> = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(runs)) measured[name]!.push(run());
  }
  return measured;
}
