import type { IsoDate } from "../model/unit.ts";

/** out/<date>/, where an issue's files are. */
export function outFolder({ root, date }: { readonly root: string; readonly date: IsoDate }): string {
  return `${root}/out/${date}`;
}
