import { diffLines } from "diff";
import { PipelineError } from "../../errors.ts";
import type { IssueCorrection, PrintedChange } from "../../model/correction.ts";
import type { Cause, Version } from "../../model/delivery.ts";
import { type Ledger, LedgerSchema } from "../../model/ledger.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate } from "../../model/unit.ts";
import { outFolder } from "../../rebuild/issue-place.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import type { Placing } from "../../world/place-file.ts";
import type { World } from "../../world/world.ts";
import { CORRECTION, correctionText } from "./correction-file.ts";
import { figureChanges } from "./figure-changes.ts";

export interface Correcting {
  readonly root: string;
  readonly date: IsoDate;
  readonly cause: Cause;
  /** For readers. */
  readonly note: string;
  /** The day of correcting. */
  readonly on: IsoDate;
  /** Of sections, as readers see them. */
  readonly titles: Readonly<Record<string, string>>;
  /** The edition in out/<date>/; the other one lies beside it. */
  readonly own: Tier;
}

/** How an edition differs from the version of it that went out. */
export interface EditionChange {
  readonly edition: Tier;
  readonly version: Version;
  readonly changes: readonly PrintedChange[];
  /** Lines of issue.md that are other: with "-" as they went out, with "+" as they are. */
  readonly lines: readonly string[];
}

export type CorrectingWorld = Pick<World, "files"> & {
  readonly deliveries: Pick<Deliveries, "versions" | "file">;
  readonly placing: Placing;
};

/**
 * Holds what is built now against what went out, and writes content/issues/<date>/correction.yaml, so that the next build says what it
 * corrects. Editions that are as they went out are not corrected.
 *
 * @throws PipelineError usage: nothing of the day went out, or nothing is other now; artifact-missing; disk
 */
export async function correctIssue(
  correcting: Correcting,
  world: CorrectingWorld,
): Promise<{ readonly correction: IssueCorrection; readonly editions: readonly EditionChange[] }> {
  const { root, date, cause, note, on } = correcting;
  const editions = await editionChanges(correcting, world);
  const entries = editions.map(
    ({ edition, version, changes }) => [edition, { replaces: version.id, changes: [...changes] }] as const,
  );
  const correction: IssueCorrection = { cause, note, on, editions: Object.fromEntries(entries) };
  const path = `${root}/content/issues/${date}/${CORRECTION}`;
  const placed = await world.placing.place(path, correctionText(correction), await world.files.read(path));
  if (!placed)
    throw new PipelineError({
      code: "disk",
      place: `content/issues/${date}/${CORRECTION}`,
      message: "Somebody else has just written it.",
      remedy: "Look at it, then run again.",
    });
  return { correction, editions };
}

/** @throws PipelineError usage, artifact-missing */
export async function editionChanges(
  { root, date, titles, own }: Pick<Correcting, "root" | "date" | "titles" | "own">,
  world: Pick<CorrectingWorld, "files" | "deliveries">,
): Promise<readonly EditionChange[]> {
  const versions = await world.deliveries.versions({ date });
  if (versions.length === 0)
    throw usage(
      `No issue of ${date} went out.`,
      "Mend it, build it and approve it: nothing is to be corrected.",
    );
  const newest = [...Map.groupBy(versions, ({ edition }) => edition).values()].map((own) => own.at(-1)!);
  const compared = await Promise.all(
    newest.map(async (version): Promise<EditionChange> => {
      const { edition } = version;
      const folder = outFolder({ root, date, edition, own });
      const was = await sentForms(version, world.deliveries);
      const is = await builtForms(folder, world.files);
      const changes = figureChanges(was.ledger, is.ledger, titles);
      return { edition, version, changes, lines: otherLines(was.words, is.words) };
    }),
  );
  const other = compared.filter(({ changes, lines }) => changes.length > 0 || lines.length > 0);
  if (other.length > 0) return other;
  throw usage(
    `What is built of ${date} is what went out.`,
    "Mend the text, or collect what the source revised, and run again.",
  );
}

interface Forms {
  readonly words: string;
  readonly ledger: Ledger;
}

async function sentForms(
  { id, bound, products }: Version,
  deliveries: Pick<Deliveries, "file">,
): Promise<Forms> {
  const read = async (name: string) => {
    const hash = bound.forms[name] ?? products[name];
    const bytes = hash === undefined ? null : await deliveries.file(hash);
    if (!bytes) throw missing(`${id} [${name}]`, "The version that went out was kept without it.");
    return bytes;
  };
  return formsOf(await read("issue.md"), await read("ledger.json"), id);
}

async function builtForms(folder: string, files: World["files"]): Promise<Forms> {
  const read = async (name: string) => {
    const bytes = await files.read(`${folder}/${name}`);
    if (!bytes) throw missing(`${folder}/${name}`, "The edition is not built.");
    return bytes;
  };
  return formsOf(await read("issue.md"), await read("ledger.json"), folder);
}

function formsOf(words: Uint8Array, ledger: Uint8Array, place: string): Forms {
  const decoder = new TextDecoder();
  try {
    const parsed = LedgerSchema.parse(JSON.parse(decoder.decode(ledger)));
    return { words: decoder.decode(words), ledger: parsed };
  } catch {
    throw missing(`${place}/ledger.json`, "The file is not what a build writes.");
  }
}

function otherLines(was: string, is: string): readonly string[] {
  const parts = diffLines(was, is).filter(({ added, removed }) => added || removed);
  return parts.flatMap(({ value, added }) =>
    value
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => `${added ? "+" : "-"} ${line}`),
  );
}

function missing(place: string, message: string): PipelineError {
  const remedy = "Build each edition of the day that went out, with all its forms.";
  return new PipelineError({ code: "artifact-missing", place, message, remedy });
}

function usage(message: string, remedy: string): PipelineError {
  return new PipelineError({ code: "usage", message, remedy });
}
