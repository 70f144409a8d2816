import type { Absence } from "../model/report.ts";
import type { Unavailable } from "./section.ts";

/** A section that cannot be made, and why: templates/partials/not-available.md.hbs says it to the reader. */
export function absent(
  kind: Absence["kind"],
  { names = [], newest = null, until = null, count = null }: Partial<Omit<Absence, "kind">> = {},
): Unavailable {
  return { unavailable: { kind, names: [...names], newest, until, count } };
}

/** The same for gates and tools, which are read by the desk: `no-observation (US.ICE.IG.OAS)`. */
export function absenceWords({ kind, names, newest, until, count }: Absence): string {
  const told = [
    ...names,
    ...(count === null ? [] : [String(count)]),
    ...(newest === null ? [] : [`newest ${newest}`]),
    ...(until === null ? [] : [`until ${until}`]),
  ];
  return told.length > 0 ? `${kind} (${told.join(", ")})` : kind;
}
