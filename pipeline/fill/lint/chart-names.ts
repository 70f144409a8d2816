import type { Shape } from "../../sections/shape.ts";
import { suggestion } from "../template-fault.ts";
import { present } from "./field.ts";

/**
 * Why a chart has no part of that name for `name="word"`, or null. A line's levels, points and further lines are known by name where the
 * section's schema lists their names; where it leaves them open, any name may be right.
 */
export function wordFault(chart: Shape, name: string): string | null {
  const names = namesOf(present(chart));
  if (names === null || names.includes(name)) return null;
  return names.length === 0
    ? `This kind of chart has no words: its labels are figures and names. Take "${name}" away.`
    : `The chart has no "${name}". ${suggestion(name, names)}`;
}

/** The names of the parts of a chart that a template may word; null where they are open. */
export function namesOf(chart: Shape): readonly string[] | null {
  if (chart.kind !== "chart") return null;
  const { kind, levels, points, others } = chart.fields;
  const is = kind?.kind === "enum" ? kind.values[0] : null;
  if (is === "steps") return ["start", "range"];
  if (is !== "line") return is === null ? null : [];
  const parts = [levels, points, others].flatMap((part) => (part === undefined ? [] : [partNames(part)]));
  return parts.includes(null) ? null : ["end", ...parts.flatMap((names) => names ?? [])];
}

function partNames(part: Shape): readonly string[] | null {
  const list = present(part);
  const item = list.kind === "list" && list.of.kind === "object" ? list.of.fields.name : undefined;
  return item?.kind === "enum" ? item.values.map(String) : null;
}
