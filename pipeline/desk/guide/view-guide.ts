import { isFigure } from "../../fill/closed-view.ts";
import { namesOf } from "../../fill/lint/chart-names.ts";
import { present } from "../../fill/lint/field.ts";
import { printFigure } from "../../fill/print-number.ts";
import { printDate } from "../../finance/date-words.ts";
import type { Ledger } from "../../model/ledger.ts";
import type { Section } from "../../sections/section.ts";
import { type Shape, shapeOf } from "../../sections/shape.ts";

/** An issue whose figures stand in the guide as examples. */
export interface Sampled {
  readonly views: Readonly<Record<string, unknown>>;
  readonly ledger: Ledger;
}

/** One field of a view: `rows[].name` is the name of each row. */
export interface FieldRow {
  readonly path: string;
  readonly is: string;
  readonly example: string;
  readonly method: string;
}

/** A table of a section's fields, folded up: its summary counts them. */
export function viewTable(
  { id, title, view }: Pick<Section, "id" | "title" | "view">,
  sampled: Sampled,
): string {
  const rows = fieldRows(shapeOf(view), sampled.views[id] ?? null, sampled.ledger);
  return [
    `<details><summary><b>${id}</b>: ${title}, ${rows.length} fields</summary>\n`,
    "| field | is | for example | made as |",
    "|---|---|---|---|",
    ...rows.map(
      ({ path, is, example, method }) => `| \`${path}\` | ${cell(is)} | ${cell(example)} | ${cell(method)} |`,
    ),
    "\n</details>",
  ].join("\n");
}

/** Every field below a view. A group that stands under two names is told once: the other says which it is like. */
export function fieldRows(view: Shape, value: unknown, ledger: Ledger): readonly FieldRow[] {
  const printed = new Map(ledger.entries.map(({ id, printed }) => [id, printed[0]!]));
  const told = new Map<Shape, string>();
  const rowsOf = (shape: Shape, values: readonly unknown[], path: string): readonly FieldRow[] => {
    const [group, name] = groupOf(shape, path);
    const inner = group && insideOf(values, name !== path);
    const like = group && told.get(group);
    const row = path === "" ? [] : [rowOf({ shape, path, values, like: like ?? null }, printed)];
    if (!group || like !== undefined) return row;
    told.set(group, name);
    const fields = Object.entries(group.fields).flatMap(([field, one]) =>
      rowsOf(
        one,
        inner!.map((each) => (each as Record<string, unknown>)[field]),
        name === "" ? field : `${name}.${field}`,
      ),
    );
    return [...row, ...fields];
  };
  return rowsOf(view, [value], "");
}

type Group = Extract<Shape, { kind: "object" }>;

/** The group of fields behind a field, and its path: `rows[]` where it is a list's. */
function groupOf(shape: Shape, path: string): readonly [Group | null, string] {
  const here = present(shape);
  if (here.kind === "object") return [here, path];
  return here.kind === "list" ? groupOf(here.of, `${path}[]`) : [null, path];
}

function insideOf(values: readonly unknown[], isList: boolean): readonly unknown[] {
  const there = values.filter((value) => value !== null && value !== undefined);
  return isList
    ? insideOf(
        there.flat(1),
        there.some((value) => Array.isArray(value) && value.some(Array.isArray)),
      )
    : there;
}

interface Field {
  readonly shape: Shape;
  readonly path: string;
  /** Of every item where the field stands in a list. */
  readonly values: readonly unknown[];
  readonly like: string | null;
}

function rowOf({ shape, path, values, like }: Field, printed: ReadonlyMap<string, string>): FieldRow {
  const value = values.find((one) => one !== null && one !== undefined);
  const unit = isFigure(value) ? `, ${value.unit}` : "";
  const orNull = shape.kind === "nullable" ? ", or null" : "";
  return {
    path,
    is: `${kindOf(shape)}${unit}${orNull}${like === null ? "" : `, as \`${like}\``}`,
    example: exampleOf(shape, value, printed),
    method: isFigure(value) ? value.method : "",
  };
}

function kindOf(shape: Shape): string {
  const here = present(shape);
  switch (here.kind) {
    case "text":
      return here.date ? "date" : "text";
    case "boolean":
      return "yes or no";
    case "enum":
      return here.values.map((value) => `\`${value}\``).join(" ");
    case "list":
      return here.of.kind === "object" ? "list of groups" : `list of: ${kindOf(here.of)}`;
    case "object":
      return "group";
    case "chart":
      return chartKind(here);
    default:
      return here.kind;
  }
}

function chartKind(chart: Extract<Shape, { kind: "chart" }>): string {
  const { kind } = chart.fields;
  const names = namesOf(chart) ?? [];
  const words = names.length > 0 ? `; words for ${names.map((name) => `\`${name}\``).join(" ")}` : "";
  return `${kind?.kind === "enum" ? `${kind.values[0]} ` : ""}chart${words}`;
}

function exampleOf(shape: Shape, value: unknown, printed: ReadonlyMap<string, string>): string {
  if (value === undefined) return "n/a";
  if (isFigure(value)) return printed.get(value.id) ?? printFigure(value);
  const here = present(shape);
  if (here.kind === "text" && here.date) return printDate(String(value));
  if (Array.isArray(value))
    return groupOf(shape, "")[0]
      ? `${value.length} of them`
      : value
          .slice(0, 3)
          .map((one) => (isFigure(one) ? (printed.get(one.id) ?? printFigure(one)) : String(one)))
          .join(", ");
  return typeof value === "object" ? "" : value === true ? "yes" : value === false ? "no" : String(value);
}

/** Words in a cell: what would end it, or be a tag, is escaped. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replace(/\s+/g, " ");
}
