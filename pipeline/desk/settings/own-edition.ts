import { PipelineError } from "../../errors.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { IssuePlace } from "../../rebuild/issue-place.ts";
import type { World } from "../../world/world.ts";

const FILE = "content/tracker.yaml";
/** As desks write it. Whatever else YAML allows is left to its reader, which takes 20 ms to load. */
const PLAIN = /^edition:[ \t]*(free|paid)[ \t]*(?:#.*)?\r?$/gm;

type Reading = Pick<World, "files">;

/**
 * The edition that content/tracker.yaml names, whatever else is wrong with that file.
 *
 * @throws PipelineError config-invalid where it names none
 */
export async function ownEdition(root: string, { files }: Reading): Promise<Tier> {
  const bytes = await files.read(`${root}/${FILE}`);
  const text = bytes === null ? "" : new TextDecoder().decode(bytes);
  const plain = [...text.matchAll(PLAIN)];
  const named = plain.length === 1 ? plain[0]?.[1] : await readIn(text);
  if (named === "free" || named === "paid") return named;
  throw new PipelineError({
    code: "config-invalid",
    place: FILE,
    message: "It names no edition, by which the folders of issues are known.",
    remedy: "Write a line: edition: free",
  });
}

/** @param edition left out, that of content/tracker.yaml */
export async function issuePlace(
  {
    root,
    date,
    edition,
  }: { readonly root: string; readonly date: IsoDate; readonly edition?: Tier | undefined },
  world: Reading,
): Promise<IssuePlace> {
  const own = await ownEdition(root, world);
  return { root, date, edition: edition ?? own, own };
}

async function readIn(text: string): Promise<unknown> {
  const { parse } = await import("yaml");
  try {
    return (parse(text) as { readonly edition?: unknown } | null)?.edition;
  } catch {
    return undefined;
  }
}
