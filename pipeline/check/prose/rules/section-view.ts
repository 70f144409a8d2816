import type { Facts } from "../facts.ts";

/** A part of a section's view by its keys: "growthInflation", "quadrant". Null where the issue lacks the section or the part. */
export function partOf({ report }: Facts, section: string, ...keys: readonly string[]): unknown {
  const view: unknown = report.sections.find(({ id }) => id === section)?.view ?? null;
  return keys.reduce((part, key) => at(part, key), view);
}

/** The rows of a list in a view; none where it is no list. */
export function rowsOf(part: unknown): readonly unknown[] {
  return Array.isArray(part) ? part : [];
}

/** What stands in a row under a key, where it is words. */
export function wordsAt(row: unknown, key: string): string | null {
  const value = at(row, key);
  return typeof value === "string" ? value : null;
}

function at(part: unknown, key: string): unknown {
  return typeof part === "object" && part !== null ? (Reflect.get(part, key) ?? null) : null;
}
