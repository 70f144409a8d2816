import { readdirSync, readFileSync } from "node:fs";

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** CPU that a process, and those of its children that ended have used, ms. */
export function cpuOf(pid: number): number {
  return ticksOf(String(pid), [13, 14, 15, 16]) * TICK_MS;
}

/** CPU of a process and of all that live under it, ms: PostgreSQL has one for each line. */
export function cpuOfTree(pid: number): number {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ name, parent: ticksOf(name, [3]) }));
  const below = (parent: number): number[] =>
    parents
      .filter((one) => one.parent === parent)
      .flatMap(({ name }) => [Number(name), ...below(Number(name))]);
  return [pid, ...below(pid)].reduce((sum, one) => sum + cpuOf(one), 0);
}

/** Fields of /proc/PID/stat, added up; 0 of a process that has just ended. */
function ticksOf(name: string, fields: readonly number[]): number {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    // The name of the program, in brackets, may hold spaces.
    const words = ["", "", ...stat.slice(stat.lastIndexOf(")") + 2).split(" ")];
    return fields.reduce((sum, field) => sum + Number(words[field]), 0);
  } catch {
    return 0;
  }
}
