import { isMap, LineCounter, type ParsedNode, parseDocument } from "yaml";
import type { z } from "zod";
import type { FaultDetail } from "../../errors.ts";
import { yamlFault } from "./yaml-fault.ts";

/** Where a field stands: ["ig", "bands", "CDX.NA.IG.5Y", 2]. */
export type FieldPath = readonly (string | number)[];

/** A checked file: its value, or null and what is wrong with it. */
export interface CheckedYaml<T> {
  readonly value: T | null;
  readonly faults: readonly FaultDetail[];
  /** What the file says, right or wrong; null where it cannot be read. */
  readonly plain: unknown;
  /** A fault of one field, at its line: for rules that a schema cannot hold. */
  readonly fault: (field: FieldPath, message: string, remedy?: string) => FaultDetail;
}

/**
 * Reads a YAML file against its schema.
 *
 * @param place the file as faults name it
 */
export function readYaml<T>(text: string | null, place: string, schema: z.ZodType<T>): CheckedYaml<T> {
  const lines = new LineCounter();
  const document = parseDocument(text ?? "", { lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  const fault = (field: FieldPath, message: string, remedy = "Correct the line."): FaultDetail => {
    const at = offsetOf(document, field);
    const name = field.length > 0 ? ` [${field.join(".")}]` : "";
    return {
      code: "config-invalid",
      place: `${place}${at === null ? "" : `:${lineOf(at)}`}${name}`,
      message,
      remedy,
    };
  };
  const refused = (faults: readonly FaultDetail[], said: unknown = null) => ({
    value: null,
    plain: said,
    fault,
    faults: firstOf(inLineOrder(faults), place),
  });
  if (text === null) return refused([missingFile(place)]);
  if (document.errors.length > 0) {
    return refused(
      document.errors.map((error) => {
        const { message, remedy } = yamlFault(error);
        const { line, col } = lines.linePos(error.pos[0]);
        const told = fault([], `The file is not YAML: ${message}.`, remedy);
        return { ...told, place: `${place}:${line}`, column: col };
      }),
    );
  }
  if (!isMap(document.contents)) return refused([fault([], "The file is empty or no list of settings.")]);
  const plain = plainOf(document);
  if ("wrong" in plain) return refused([fault([], plain.wrong, "Write it out instead of by aliases.")]);
  const checked = schema.safeParse(plain.value);
  if (checked.success) return { value: checked.data, plain: plain.value, fault, faults: [] };
  const faults = checked.error.issues.flatMap((issue) => issueFaults(issue, fault));
  return refused(faults, plain.value);
}

/** Aliases of aliases grow without end, and the reader throws. */
function plainOf(document: ReturnType<typeof parseDocument>): { value: unknown } | { wrong: string } {
  try {
    return { value: document.toJS() };
  } catch (cause) {
    return { wrong: `The file cannot be read: ${(cause as Error).message.replace(/\.?$/, ".")}` };
  }
}

/** More of them help nobody. */
const MOST_FAULTS = 100;

/** As an editor goes through the file: a fault without a line first. */
export function inLineOrder(faults: readonly FaultDetail[]): FaultDetail[] {
  const lineIn = ({ place = "" }: FaultDetail) => Number(/:(\d+)/.exec(place)?.[1] ?? 0);
  return [...faults].sort((a, b) => lineIn(a) - lineIn(b));
}

/** Where the field begins, or the nearest one above it that is there: a missing field has no line of its own. */
function offsetOf(document: ReturnType<typeof parseDocument>, field: FieldPath): number | null {
  for (let depth = field.length; depth > 0; depth -= 1) {
    const path = field.slice(0, depth);
    const holder = document.getIn(path.slice(0, -1), true);
    const pair = isMap<ParsedNode>(holder)
      ? holder.items.find(({ key }) => String(key) === String(path.at(-1)))
      : null;
    const node = pair?.key ?? (document.getIn(path, true) as ParsedNode | undefined);
    if (node?.range) return node.range[0];
  }
  return null;
}

function firstOf(faults: readonly FaultDetail[], place: string): readonly FaultDetail[] {
  const left = faults.length - MOST_FAULTS;
  if (left <= 0) return faults;
  const [{ code }] = faults as readonly [FaultDetail];
  const message = `The file has ${left} more faults.`;
  return [...faults.slice(0, MOST_FAULTS), { code, place, message, remedy: "Mend these first." }];
}

function issueFaults(issue: z.core.$ZodIssue, fault: CheckedYaml<unknown>["fault"]): FaultDetail[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  if (issue.code !== "unrecognized_keys") return [fault(path, `${issue.message}.`)];
  return issue.keys.map((key) =>
    fault([...path, key], `There is no setting "${key}" here.`, "Remove it or correct its name."),
  );
}

function missingFile(place: string): FaultDetail {
  return {
    code: "file-missing",
    place,
    message: "The file is not there.",
    remedy: "Take it from the repository.",
  };
}
