import type { FaultDetail } from "../errors.ts";
import { type FrontMatter, FrontMatterSchema } from "../model/issue.ts";

/** The lead as it is printed, and what stood above it between two lines of `---`. */
export interface Lead {
  readonly lead: string | null;
  readonly front: FrontMatter;
}

/** `---` YAML `---` before the lead: title and standfirst. What is wrong with it is added to `faults`. */
export async function readLead(text: string, place: string, faults: FaultDetail[]): Promise<Lead> {
  const found = /^---\n([\s\S]*?)\n?---(?:\n|$)/.exec(text);
  const body = (found ? text.slice(found[0].length) : text).trim();
  const lead = body === "" ? null : body;
  if (!found) {
    if (/^---\s*\n/.test(text))
      faults.push(frontFault(place, "The front matter has no end.", "Close it with ---."));
    return { lead, front: {} };
  }
  return { lead, front: await readFront(found[1] ?? "", place, faults) };
}

async function readFront(text: string, place: string, faults: FaultDetail[]): Promise<FrontMatter> {
  // Few leads have front matter, and the YAML reader takes 15 ms to load.
  const { parse } = await import("yaml");
  try {
    const checked = FrontMatterSchema.safeParse(parse(text, { prettyErrors: false }) ?? {});
    if (checked.success) return checked.data;
    const wrong = checked.error.issues.map(({ path, message }) =>
      [path.join("."), message].filter(Boolean).join(": "),
    );
    faults.push(
      frontFault(
        place,
        `The front matter is wrong: ${wrong.join("; ")}.`,
        "It may hold title and standfirst.",
      ),
    );
  } catch (cause) {
    const message = `The front matter is not YAML: ${(cause as Error).message.replace(/\.?$/, ".")}`;
    faults.push({ ...frontFault(place, message, "Correct it."), cause });
  }
  return {};
}

function frontFault(place: string, message: string, remedy: string): FaultDetail {
  return { code: "content-invalid", place: `${place}:1`, message, remedy };
}
