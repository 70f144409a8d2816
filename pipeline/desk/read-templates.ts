import { PipelineError } from "../errors.ts";
import type { Templates } from "../fill/templates.ts";
import type { World } from "../world/world.ts";

/** What editors and file managers leave behind: `._ig-spread.md.hbs`, `.#issue.md.hbs`. */
const LITTER = /^[.#~]/;
/** Folders within folders; deeper is a link that leads back. */
const DEPTH = 8;

type Reading = { readonly files: Pick<World["files"], "read" | "list"> };

/** Pages of the site and letters to single readers have templates of their own, which know other fields. */
const NOT_OF_ISSUES = ["site", "mail"];

/** Those of an issue: the others are not even looked at, so that a change of them leaves an issue as it is. */
export function readIssueTemplates(folder: string, world: Reading): Promise<Templates> {
  return readTemplates(folder, world, NOT_OF_ISSUES);
}

/** Every template below a folder, by its path below it. @throws PipelineError disk, template-invalid */
export async function readTemplates(
  folder: string,
  { files }: Reading,
  leftOut: readonly string[] = [],
): Promise<Templates> {
  const found: Record<string, string> = {};
  const readBelow = async (below: string) => {
    if (below.split("/").length > DEPTH) throw tooDeep(`${folder}/${below}`);
    for (const name of await files.list(below ? `${folder}/${below}` : folder)) {
      const path = below ? `${below}/${name}` : name;
      if (LITTER.test(name) || leftOut.includes(path)) continue;
      if (!name.includes(".")) await readBelow(path);
      else if (name.endsWith(".hbs")) {
        if (/^__proto__\./.test(name)) throw wrongName(`templates/${path}`);
        const bytes = await files.read(`${folder}/${path}`);
        if (bytes) found[path] = new TextDecoder().decode(bytes);
      }
    }
  };
  await readBelow("");
  return found;
}

function tooDeep(place: string): PipelineError {
  const message = `More than ${DEPTH} folders stand in one another.`;
  return new PipelineError({ code: "disk", place, message, remedy: "Take away the link that leads back." });
}

/** Handlebars finds no partial of this name, whatever its file holds. */
function wrongName(place: string): PipelineError {
  const message = "A template cannot bear this name.";
  return new PipelineError({ code: "template-invalid", place, message, remedy: "Give it another one." });
}
