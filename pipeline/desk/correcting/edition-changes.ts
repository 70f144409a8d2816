import { diffLines } from "diff";
import { PipelineError } from "../../errors.ts";
import type { PrintedChange } from "../../model/correction.ts";
import type { Version } from "../../model/delivery.ts";
import { type Ledger, LedgerSchema } from "../../model/ledger.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate } from "../../model/unit.ts";
import { outFolder } from "../../rebuild/issue-place.ts";
import { readRecord } from "../../rebuild/record.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import type { World } from "../../world/world.ts";
import { figureChanges } from "./figure-changes.ts";
import { nothingWentOut, wentOut } from "./went-out.ts";

/** How an edition differs from the version of it that went out. */
export interface EditionChange {
  readonly edition: Tier;
  readonly version: Version;
  readonly changes: readonly PrintedChange[];
  /** Lines of issue.md that are other: with "-" as they went out, with "+" as they are. */
  readonly lines: readonly string[];
  /** Names of pictures that are other ones. */
  readonly pictures: readonly string[];
}

interface Comparing {
  readonly root: string;
  readonly date: IsoDate;
  /** Of sections, as readers see them. */
  readonly titles: Readonly<Record<string, string>>;
  /** The edition in out/<date>/; the other one lies beside it. */
  readonly own: Tier;
}

type ComparingWorld = Pick<World, "files"> & {
  readonly deliveries: Pick<Deliveries, "versions" | "tally" | "file">;
};

/** The editions of a day that are built otherwise than they went out. @throws PipelineError usage, artifact-missing */
export async function editionChanges(
  { root, date, titles, own }: Comparing,
  world: ComparingWorld,
): Promise<readonly EditionChange[]> {
  const newest = await wentOut(date, world.deliveries);
  if (newest.length === 0) throw nothingWentOut(date);
  const compared = await Promise.all(
    newest.map(async (version): Promise<EditionChange> => {
      const { edition } = version;
      const folder = outFolder({ root, date, edition, own });
      const was = await sentForms(version, world.deliveries);
      const is = await builtForms(folder, world.files);
      const changes = figureChanges(was.ledger, is.ledger, titles);
      const lines = otherLines(was.words, is.words);
      return { edition, version, changes, lines, pictures: otherPictures(was.hashes, is.hashes) };
    }),
  );
  const other = compared.filter(
    ({ changes, lines, pictures }) => changes.length + lines.length + pictures.length > 0,
  );
  if (other.length > 0) return other;
  throw new PipelineError({
    code: "usage",
    message: `What is built of ${date} is what went out.`,
    remedy: "Mend the text, or collect what the source revised, and run again.",
  });
}

interface Forms {
  readonly words: string;
  readonly ledger: Ledger;
  /** SHA-256 by file name. */
  readonly hashes: Readonly<Record<string, string>>;
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
  return { ...formsOf(await read("issue.md"), await read("ledger.json"), id), hashes: bound.forms };
}

async function builtForms(folder: string, files: World["files"]): Promise<Forms> {
  const read = async (name: string) => {
    const bytes = await files.read(`${folder}/${name}`);
    if (!bytes) throw missing(`${folder}/${name}`, "The edition is not built.");
    return bytes;
  };
  const hashes = (await readRecord(folder, files))?.artifacts ?? {};
  return { ...formsOf(await read("issue.md"), await read("ledger.json"), folder), hashes };
}

function formsOf(words: Uint8Array, ledger: Uint8Array, place: string): Omit<Forms, "hashes"> {
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

/** Pictures that readers see and that are other ones; vector drawings go with them. */
function otherPictures(was: Forms["hashes"], is: Forms["hashes"]): readonly string[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return names.filter((name) => /\.(png|jpe?g|gif|webp)$/i.test(name) && was[name] !== is[name]);
}

function missing(place: string, message: string): PipelineError {
  const remedy = "Build each edition of the day that went out, with all its forms.";
  return new PipelineError({ code: "artifact-missing", place, message, remedy });
}
