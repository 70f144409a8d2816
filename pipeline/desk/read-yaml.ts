import { isMap, LineCounter, type ParsedNode, parseDocument } from "yaml";
import type { z } from "zod";
import type { FaultDetail } from "../errors.ts";

/** Where a field stands: ["ig", "bands", "CDX.NA.IG.5Y", 2]. */
export type FieldPath = readonly (string | number)[];

/** A checked file: its value, or null and what is wrong with it. */
export interface CheckedYaml<T> {
  readonly value: T | null;
  readonly faults: readonly FaultDetail[];
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
  const refused = (faults: readonly FaultDetail[]) => ({ value: null, fault, faults: inLineOrder(faults) });
  if (text === null) return refused([missingFile(place)]);
  if (document.errors.length > 0) {
    return refused(
      document.errors.map(({ message, pos }) => ({
        ...fault([], `The file is not YAML: ${message.replace(/\.?$/, ".")}`),
        place: `${place}:${lineOf(pos[0])}`,
      })),
    );
  }
  if (!isMap(document.contents)) return refused([fault([], "The file is empty or no list of settings.")]);
  const checked = schema.safeParse(document.toJS());
  if (checked.success) return { value: checked.data, fault, faults: [] };
  return refused(checked.error.issues.flatMap((issue) => issueFaults(issue, fault)));
}

/** As an editor goes through the file: a fault without a line first. */
function inLineOrder(faults: readonly FaultDetail[]): FaultDetail[] {
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
