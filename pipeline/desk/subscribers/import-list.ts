import { PipelineError } from "../../errors.ts";
import type { Taken } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Subscribers } from "../../world/mailing/mailing.ts";
import { checkList, hashing, type ListCheck, type ListFile, lacksConsent, rowsOf } from "./list-check.ts";
import type { ListRow } from "./read-row.ts";

/** Rows of one transaction: an import that is broken off has taken whole batches, and run again goes on where it was. */
const BATCH = 20_000;

/** A consent that holds for every row without one: what shows it, and who says so. */
export interface WholeConsent {
  readonly text: string;
  readonly by: string;
}

export interface Importing {
  readonly consent: WholeConsent | null;
  /** Look only. */
  readonly dryRun: boolean;
  /** Take the good rows although there are bad ones. */
  readonly skipBad: boolean;
  /** So many faults are kept to be told; all are counted. */
  readonly mostFaults: number;
}

/** What came of a file. */
export interface Imported {
  readonly check: ListCheck;
  /** null: nothing was taken, as asked or because of bad rows. */
  readonly taken: ImportCount | null;
}

/** Rows by what came of them. */
export type ImportCount = Readonly<Record<Taken | "left", number>> & {
  /** Of those added: without a consent, so that they get nothing yet. */
  readonly pending: number;
};

/**
 * Takes a file of readers: first it is looked at from end to end, then its rows are taken in batches. A file with one bad row is refused
 * whole. The same file again changes nothing.
 *
 * @throws PipelineError subscriber-invalid where it cannot be read to its end, or changed while it was read; what the file's pieces throw
 */
export async function importList(
  file: ListFile,
  importing: Importing,
  subscribers: Subscribers,
): Promise<Imported> {
  const check = await checkList(file, importing.mostFaults);
  const isRefused = check.faultCount > 0 && !(importing.skipBad && check.good > 0);
  if (importing.dryRun || isRefused) return { check, taken: null };
  const taken = { added: 0, unchanged: 0, changed: 0, returned: 0, suppressed: 0, left: 0, pending: 0 };
  const { hashed, sha256 } = hashing(file);
  const take = async (rows: readonly ListRow[]) => {
    const came = await takeRows(rows, { consent: importing.consent, file }, subscribers);
    came.forEach((one, index) => {
      taken[one] += 1;
      if (one === "added" && !importing.consent && lacksConsent(rows[index]!.entry)) taken.pending += 1;
    });
  };
  let rows: ListRow[] = [];
  for await (const row of rowsOf(hashed, () => undefined)) {
    rows.push(row);
    if (rows.length < BATCH) continue;
    await take(rows);
    rows = [];
  }
  await take(rows);
  if (sha256() !== check.sha256) throw changedMeanwhile(file.place);
  return { check, taken };
}

interface Batch {
  readonly consent: WholeConsent | null;
  readonly file: ListFile;
}

async function takeRows(
  rows: readonly ListRow[],
  { consent, file }: Batch,
  subscribers: Subscribers,
): Promise<(Taken | "left")[]> {
  const came: (Taken | "left")[] = [
    ...(await subscribers.take(
      rows.map(({ entry }) => entry),
      file.now,
    )),
  ];
  for (const [index, row] of rows.entries())
    if (row.left !== null) came[index] = await leave(row, { came: came[index]!, file }, subscribers);
  if (consent) await agree(rows, { came, consent, file }, subscribers);
  return came;
}

/** One who has left by the file leaves here too; who has left already stays as he is. */
async function leave(
  { left, line, entry }: ListRow,
  { came, file }: { readonly came: Taken | "left"; readonly file: ListFile },
  subscribers: Subscribers,
): Promise<Taken | "left"> {
  const there = await subscribers.find(entry.address);
  // Removed: the hash keeps him off.
  if (there === null || left === null) return came;
  if (["unsubscribed", "bounced", "complained"].includes(there.state)) return "unchanged";
  await subscribers.change(there.id, { to: left, why: `import ${file.place}:${line}` }, file.now);
  return came === "added" ? came : "left";
}

/**
 * The consent for all makes active who is new or waits for an answer. It is given after the rows are taken, because a word on a whole file is no
 * new consent of one who has left.
 */
async function agree(
  rows: readonly ListRow[],
  { came, consent, file }: Batch & { readonly consent: WholeConsent; came: (Taken | "left")[] },
  subscribers: Subscribers,
): Promise<void> {
  const waiting: number[] = [];
  for (const [index, { entry, left }] of rows.entries()) {
    if (left !== null || came[index] === "suppressed" || !lacksConsent(entry)) continue;
    const isNew = came[index] === "added";
    if (isNew || (await subscribers.find(entry.address))?.state === "pending") waiting.push(index);
  }
  const entries = waiting.map((index) => {
    const { entry, line } = rows[index]!;
    return { ...entry, consent: consentFor(file, line, consent) };
  });
  const agreed = await subscribers.take(entries, file.now);
  waiting.forEach((index, at) => {
    if (came[index] === "unchanged") came[index] = agreed[at]!;
  });
}

function consentFor({ place, now }: ListFile, line: number, { text, by }: WholeConsent) {
  const at: IsoInstant = now;
  return { at, how: "import", proof: `${text}; import ${place}:${line} by ${by}` } as const;
}

function changedMeanwhile(place: string): PipelineError {
  return new PipelineError({
    code: "subscriber-invalid",
    place,
    message: "The file changed while it was read.",
    remedy: "Import it again when it is finished: what was taken of it stays, and is not taken twice.",
  });
}
