import type { Reader } from "../../deliver/message/mailing.ts";
import { PipelineError } from "../../errors.ts";
import type { Letter } from "../../model/letter.ts";
import type { Tier } from "../../model/subscriber.ts";
import { outFolder } from "../../rebuild/issue-place.ts";
import type { Subscribers } from "../../world/mailing/mailing.ts";
import type { Placing } from "../../world/place-file.ts";
import { type Trial, type TrialRequest, type TrialWorld, trialReader, trialsOf } from "./trial.ts";

export interface DryRun extends TrialRequest {
  /** null: mail/ in the folder of each edition. */
  readonly folder: string | null;
  /** Letters to so many readers of each tier; null: one to nobody. */
  readonly limit: number | null;
}

export interface Written {
  readonly tier: Tier;
  readonly folder: string;
  readonly letters: number;
  /** Of the first one. */
  readonly bytes: number;
  readonly first: string | null;
}

export type DryWorld = TrialWorld & {
  readonly subscribers: Pick<Subscribers, "list">;
  readonly placing: Placing;
};

/**
 * Letters as files that mail programs open, whatever the issue is made of. Nothing is sent or entered. The folder may be anybody's: each
 * letter is put beside what lies there.
 */
export async function writeLetters(run: DryRun, world: DryWorld): Promise<readonly Written[]> {
  const written: Written[] = [];
  for (const trial of await trialsOf(run, world)) written.push(await writeTrial(trial, run, world));
  return written;
}

async function writeTrial(trial: Trial, run: DryRun, world: DryWorld): Promise<Written> {
  const folder = run.folder ?? `${outFolder(trial.place)}/mail`;
  let first: string | null = null;
  let [letters, bytes] = [0, 0];
  for await (const reader of readersOf(trial.tier, run, world.subscribers)) {
    const name = `${run.date}-${trial.tier}${run.limit === null ? "" : `-${reader.id}`}.eml`;
    const letter = trial.letterFor(reader);
    await putLetter(`${folder}/${name}`, letter, world);
    first ??= name;
    if (letters === 0) bytes = letter.bytes;
    letters += 1;
  }
  return { tier: trial.tier, folder, letters, bytes, first };
}

/** Without a limit nobody's own link comes to lie in a folder. */
async function* readersOf(
  tier: Tier,
  { limit, date }: DryRun,
  subscribers: Pick<Subscribers, "list">,
): AsyncIterable<Reader> {
  if (limit === null) {
    yield trialReader("reader@example.com", date);
    return;
  }
  let left = limit;
  for await (const { id, address, name } of subscribers.list({ tier, state: "active" })) {
    yield { id, address, name };
    left -= 1;
    if (left === 0) return;
  }
}

/** In place of the one of an earlier run. */
async function putLetter(
  path: string,
  { parts, bytes }: Letter,
  { files, placing }: DryWorld,
): Promise<void> {
  const there = await files.read(path);
  if (await placing.place(path, Buffer.concat(parts, bytes), there)) return;
  throw new PipelineError({
    code: "disk",
    place: path,
    message: "Another program wrote this file at the same moment.",
    remedy: "Run it again.",
  });
}
