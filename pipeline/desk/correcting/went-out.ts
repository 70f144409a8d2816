import { PipelineError } from "../../errors.ts";
import type { Version } from "../../model/delivery.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";

/**
 * Versions that readers were entered for. One that was kept and reached nobody's turn, because a limit ended the run before, did not go out.
 */
export async function versionsOut(
  filter: { readonly date?: IsoDate },
  deliveries: Pick<Deliveries, "versions" | "tally">,
): Promise<readonly Version[]> {
  const out: Version[] = [];
  for (const version of await deliveries.versions(filter)) {
    const tally = await deliveries.tally(version.id);
    if (Object.values(tally).some((count) => count > 0)) out.push(version);
  }
  return out;
}

/** The newest version of each edition of a day that went out. */
export async function wentOut(
  date: IsoDate,
  deliveries: Pick<Deliveries, "versions" | "tally">,
): Promise<readonly Version[]> {
  const out = await versionsOut({ date }, deliveries);
  return [...Map.groupBy(out, ({ edition }) => edition).values()].map((own) => own.at(-1)!);
}

export function nothingWentOut(date: IsoDate): PipelineError {
  return new PipelineError({
    code: "usage",
    message: `No issue of ${date} went out.`,
    remedy: "Mend it, build it and approve it: nothing is to be corrected.",
  });
}
