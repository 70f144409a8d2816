import { readFileSync } from "node:fs";
import type { IsoInstant } from "../../model/unit.ts";
import { isAlive } from "../leftovers.ts";

/** A process that began to send. */
export interface SenderRow {
  readonly process: number;
  readonly host: string;
  readonly born: string | null;
  readonly beat_at: IsoInstant;
}

/** It beats every few seconds. */
const SILENT_MS = 60_000;

/**
 * Whether a sender still runs. On this host the system is asked, so that no clock matters; of another host the last beat counts, within a
 * minute on either side. Where that errs, a sender that was thought dead is refused every further step: nothing is doubled.
 */
export function isLiving(sender: SenderRow, host: string, at: IsoInstant): boolean {
  return sender.host === host ? isRunning(sender) : isHeard(sender, at);
}

/** Its last beat is not long ago, by the clock of beats. */
export function isHeard({ beat_at }: Pick<SenderRow, "beat_at">, at: IsoInstant): boolean {
  return Math.abs(Date.parse(at) - Date.parse(beat_at)) <= SILENT_MS;
}

/** On its own host. */
function isRunning(sender: SenderRow): boolean {
  // Z: it has ended and was not seen off.
  if (!isAlive(sender.process) || statusOf(sender.process)?.state === "Z") return false;
  const born = birthOf(sender.process);
  return born === null || sender.born === null || born === sender.born;
}

/** What no later process of the same number has: when it began, since which start of the machine. null where the system does not say. */
export function birthOf(process_: number): string | null {
  const status = statusOf(process_);
  if (status === null) return null;
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${status.began}`;
  } catch {
    return null;
  }
}

/** Linux: proc(5), fields 3 (state; Z has ended and was not seen off) and 22 (begun, in ticks since the machine's start). */
function statusOf(process_: number): { readonly state: string; readonly began: string } | null {
  try {
    const text = readFileSync(`/proc/${process_}/stat`, "utf8");
    const [state = "", ...more] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state, began: more[18] ?? "" };
  } catch {
    return null;
  }
}
