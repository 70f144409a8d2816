import { PipelineError } from "../../errors.ts";
import type { SubscriberEntry, Taken } from "../../model/subscriber.ts";
import type { Subscribers } from "../../world/mailing/mailing.ts";
import { checkList, hashing, type ListCheck, type ListFile, lacksConsent, rowsOf } from "./list-check.ts";
import type { ListRow } from "./read-row.ts";
import { noneSeen } from "./seen-addresses.ts";

/** Rows of one transaction: an import that is broken off has taken whole batches, and run again goes on where it was. */
const BATCH = 8_000;

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
export type ImportCount = Readonly<Record<Taken, number>> & {
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
  const take = async (entries: readonly SubscriberEntry[]) => {
    const came = await subscribers.take(entries, file.now);
    came.forEach((one, index) => {
      taken[one] += 1;
      if (one === "added" && !importing.consent && lacksConsent(entries[index]!)) taken.pending += 1;
    });
  };
  let entries: SubscriberEntry[] = [];
  const seen = check.faultCount === 0 ? null : noneSeen();
  for await (const row of rowsOf(hashed, () => undefined, seen)) {
    entries.push(withWhole(row, importing.consent, file));
    if (entries.length < BATCH) continue;
    await take(entries);
    entries = [];
  }
  await take(entries);
  if (sha256() !== check.sha256) throw changedMeanwhile(file.place);
  return { check, taken };
}

/** With the consent for all, which counts only where there is no other, and never for one who has left. */
function withWhole({ entry, line }: ListRow, consent: WholeConsent | null, file: ListFile): SubscriberEntry {
  if (!consent || !lacksConsent(entry)) return entry;
  const proof = `${consent.text}; import ${file.place}:${line} by ${consent.by}`;
  return { ...entry, vouched: { at: file.now, how: "import", proof } };
}

function changedMeanwhile(place: string): PipelineError {
  return new PipelineError({
    code: "subscriber-invalid",
    place,
    message: "The file changed while it was read.",
    remedy: "Import it again when it is finished: what was taken of it stays, and is not taken twice.",
  });
}
