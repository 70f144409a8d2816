import { PipelineError, sentence } from "../../errors.ts";
import type { Maildir } from "../../world/maildir.ts";
import { type IntakeOutcome, type IntakeWorld, takeMessage } from "./intake.ts";

/** Looked at this often: no notice of the system comes through from every kind of disk. */
const EVERY_MS = 5000;
/** In one round, so that requests are answered in between. */
const MOST_IN_ROUND = 500;
export const MOST_MESSAGE_BYTES = 5_242_880;

export interface MaildirWorld extends IntakeWorld {
  sleep(ms: number, stop: AbortSignal): Promise<void>;
  tell(sentence: string): void;
  count(outcome: IntakeOutcome): void;
}

/** Takes in what a maildir gets until it is stopped. What cannot be read stays where it is and is told of once. */
export async function watchMaildir(
  maildir: Maildir,
  linkKey: string,
  world: MaildirWorld,
  stop: AbortSignal,
): Promise<void> {
  const told = new Set<string>();
  while (!stop.aborted) {
    await takeArrivals(maildir, linkKey, { ...world, told });
    await world.sleep(EVERY_MS, stop);
  }
}

/** One round. A crash between taking one in and moving it takes it in again, which changes nothing. */
export async function takeArrivals(
  maildir: Maildir,
  linkKey: string,
  world: MaildirWorld & { readonly told: Set<string> },
): Promise<void> {
  const names = once(world, "", () => maildir.arrivals()) ?? [];
  for (const gone of world.told) if (gone !== "" && !names.includes(gone)) world.told.delete(gone);
  for (const name of names.filter((one) => !world.told.has(one)).slice(0, MOST_IN_ROUND)) {
    const bytes = once(world, name, () => maildir.read(name, MOST_MESSAGE_BYTES));
    if (!bytes) continue;
    const outcome = await takeMessage(bytes, linkKey, world).catch((error) => failed(error, world));
    if (outcome === null) return;
    world.count(outcome);
    if (NEEDS_A_PERSON.includes(outcome)) world.tell(`maildir: ${shown(name)} is ${outcome}.`);
    once(world, name, () => maildir.keep(name));
  }
}

const NEEDS_A_PERSON: readonly IntakeOutcome[] = ["unmatched", "no report", "unreadable"];

/** The database is away: the message stays for the next round. */
function failed(error: unknown, { tell }: Pick<MaildirWorld, "tell">): null {
  tell(error instanceof PipelineError ? error.faults.map(sentence).join(" ") : String(error));
  return null;
}

function once<T>(
  { told, tell }: { readonly told: Set<string>; readonly tell: (sentence: string) => void },
  name: string,
  work: () => T,
): T | null {
  try {
    const made = work();
    if (name === "") told.delete(name);
    return made;
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    if (!told.has(name)) tell(error.faults.map(sentence).join(" "));
    told.add(name);
    return null;
  }
}

function shown(name: string): string {
  return name.replace(/[^\x21-\x7e]/g, "?").slice(0, 100);
}
