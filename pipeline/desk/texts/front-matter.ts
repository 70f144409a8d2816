import type { FaultDetail } from "../../errors.ts";
import { type FrontMatter, FrontMatterSchema } from "../../model/issue.ts";
import { yamlFault } from "../settings/yaml-fault.ts";

/** Where a stretch of a file begins, both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** The lead as the file holds it, and what stood above it between two lines of `---`. */
export interface Lead {
  readonly body: string;
  /** The body's first line in the file. */
  readonly line: number;
  readonly front: FrontMatter;
  /** Where title and standfirst begin. */
  readonly places: Readonly<Partial<Record<keyof FrontMatter, TextPlace>>>;
}

const OPENING = /^---[ \t]*\n/;
const CLOSING = /^---[ \t]*$/m;

/** `---` YAML `---` before the lead: title and standfirst. What is wrong with it is added to `faults`. */
export async function readLead(text: string, place: string, faults: FaultDetail[]): Promise<Lead> {
  const opening = OPENING.exec(text)?.[0];
  if (opening === undefined) return { body: text, line: 1, front: {}, places: {} };
  const rest = text.slice(opening.length);
  const closing = CLOSING.exec(rest);
  if (!closing) {
    faults.push(frontFault(`${place}:1`, "The front matter has no end.", "Close it with ---."));
    return { body: text, line: 1, front: {}, places: {} };
  }
  const yaml = rest.slice(0, closing.index);
  const body = rest.slice(closing.index + closing[0].length + 1);
  return { body, line: yaml.split("\n").length + 2, ...(await readFront(yaml, place, faults)) };
}

async function readFront(
  text: string,
  place: string,
  faults: FaultDetail[],
): Promise<Pick<Lead, "front" | "places">> {
  // Few leads have front matter, and the YAML reader takes 15 ms to load.
  const { isScalar, LineCounter, parseDocument } = await import("yaml");
  const counter = new LineCounter();
  const nothing = { front: {}, places: {} };
  try {
    const document = parseDocument(text, { prettyErrors: false, lineCounter: counter });
    const [error] = document.errors;
    if (error) {
      const { message, remedy } = yamlFault(error);
      const { line, col } = counter.linePos(error.pos[0]);
      const told = frontFault(`${place}:${line + 1}`, `The front matter is not YAML: ${message}.`, remedy);
      faults.push({ ...told, column: col, cause: error });
      return nothing;
    }
    const checked = FrontMatterSchema.safeParse(document.toJS() ?? {});
    if (!checked.success) {
      faults.push(shapeFault(place, checked.error.issues));
      return nothing;
    }
    const placeOf = (name: keyof FrontMatter): TextPlace | undefined => {
      const node = document.get(name, true);
      if (!isScalar(node) || !node.range) return undefined;
      // The words begin behind the quote, or below the sign of a block.
      const isQuoted = /^["']/.test(text.slice(node.range[0], node.range[0] + 1));
      const head = /^[|>][^\n]*\n[ \t]*/.exec(text.slice(node.range[0]))?.[0].length ?? (isQuoted ? 1 : 0);
      const { line, col } = counter.linePos(node.range[0] + head);
      return { line: line + 1, column: col };
    };
    const [title, standfirst] = [placeOf("title"), placeOf("standfirst")];
    return { front: checked.data, places: { ...(title && { title }), ...(standfirst && { standfirst }) } };
  } catch (cause) {
    const { message, remedy } = yamlFault(cause as Error);
    faults.push({ ...frontFault(`${place}:1`, `The front matter is not YAML: ${message}.`, remedy), cause });
    return nothing;
  }
}

function shapeFault(
  place: string,
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): FaultDetail {
  const wrong = issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "));
  const message = `The front matter is wrong: ${wrong.join("; ")}.`;
  return frontFault(`${place}:1`, message, "It may hold title and standfirst.");
}

function frontFault(place: string, message: string, remedy: string): FaultDetail {
  return { code: "content-invalid", place, message, remedy };
}
