import type { Finding } from "../../model/finding.ts";

/** What sending says of itself. */
export function said(verdict: Finding["verdict"], place: string, message: string): Finding {
  return { gate: "delivery", verdict, place, message };
}

export function passed(place: string, message: string): Finding {
  return said("passed", place, message);
}

export function refused(place: string, message: string, remedy: string | undefined): Finding {
  const finding = said("refused", place, message);
  return remedy === undefined ? finding : { ...finding, remedy };
}
