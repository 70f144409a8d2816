import { basename, resolve } from "node:path";
import { type Imported, importList, type WholeConsent } from "../desk/subscribers/import-list.ts";
import type { ListCheck } from "../desk/subscribers/list-check.ts";
import { proofIn } from "../desk/subscribers/read-row.ts";
import { PipelineError, sentence } from "../errors.ts";
import { realListFiles } from "../world/mailing/list-files.ts";
import type { Options, Outcome } from "./command.ts";
import { type Asked, nameIn, textIn, tierIn } from "./subscribers-options.ts";

/** So many faults are printed; --json has all. */
const MOST_FAULTS = 50;
/** Beside the consent's own words stand the file's name, a line and a person's name. */
const MOST_CONSENT = 150;

/** `subscribers import FILE`: whole or not at all, unless --skip-bad. */
export async function importOutcome({ what, options, world }: Asked): Promise<Outcome> {
  if (what === null || what.trim() === "")
    throw wrongUse("No file is given.", "Write: subscribers import readers.csv.");
  const path = resolve(what);
  const place = basename(path)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?")
    .slice(-100);
  const file = {
    place,
    pieces: () => realListFiles.read(path),
    now: world.now(),
    tier: tierIn(options) ?? "free",
  };
  const importing = {
    consent: consentIn(options),
    dryRun: options.dryRun === true,
    skipBad: options.skipBad === true,
    mostFaults: options.json === true ? Number.POSITIVE_INFINITY : MOST_FAULTS,
  };
  const imported = await importList(file, importing, world.subscribers);
  const { check, taken } = imported;
  const isRefused = taken === null && check.faultCount > 0;
  return {
    exit: isRefused || (check.faultCount > 0 && importing.dryRun) ? 1 : 0,
    text: [...faultLines(check), ...sumLines(place, imported, importing)].join("\n"),
    json: { file: place, rows: { good: check.good, bad: check.bad }, taken, faults: check.faults },
  };
}

function consentIn(options: Options): WholeConsent | null {
  const text = textIn(options, "consent");
  if (text === null) return null;
  const by = nameIn(options);
  if (by === null) throw wrongUse("Nobody is named who says that the readers agreed.", "Write: --by NAME.");
  const read = proofIn(text);
  if ("wrong" in read) throw wrongUse(read.wrong, "Write one line.");
  if (read.value.length <= MOST_CONSENT) return { text: read.value, by };
  const message = `The words on the consent have ${read.value.length} letters; ${MOST_CONSENT} at most.`;
  throw wrongUse(message, "Say shortly what shows it.");
}

function faultLines({ faults, faultCount }: ListCheck): readonly string[] {
  const told = faults.slice(0, MOST_FAULTS).map((fault) => `fault: ${sentence(fault)}`);
  const rest = faultCount - told.length;
  return rest > 0 ? [...told, `and ${rest} more faults; --json lists all.`] : told;
}

function sumLines(
  place: string,
  { check, taken }: Imported,
  { consent, dryRun }: { readonly consent: WholeConsent | null; readonly dryRun: boolean },
): readonly string[] {
  const { good, bad, faultCount, withoutConsent } = check;
  const rows = `${place}: ${good} rows can be taken, ${bad} cannot (${faultCount} faults).`;
  if (taken === null) {
    const remedy = dryRun ? "" : " Correct the rows and import again; --skip-bad takes the good ones.";
    const pending = dryRun && withoutConsent > 0 && !consent ? [pendingLine(withoutConsent)] : [];
    return [rows, ...pending, `Nothing was taken.${remedy}`];
  }
  const counts = `${taken.added} added, ${taken.changed} changed, ${taken.returned} returned, ${taken.unchanged} unchanged, ${taken.left} left, ${taken.suppressed} kept off.`;
  return [
    bad > 0 ? `${rows} ${counts}` : `${place}: ${counts}`,
    ...(taken.pending > 0 ? [pendingLine(taken.pending)] : []),
    ...(taken.suppressed > 0 ? [SUPPRESSED] : []),
  ];
}

function pendingLine(many: number): string {
  return `Without a consent: ${many}. They wait, get nothing, and are forgotten after 30 days: add the column consent_at, or write --consent "what shows it" --by NAME.`;
}

const SUPPRESSED =
  "Kept off: they left, bounced, complained or were removed, and the file shows no consent of theirs given after that (consent_at).";

function wrongUse(message: string, remedy: string): PipelineError {
  return new PipelineError({ code: "usage", message, remedy });
}
