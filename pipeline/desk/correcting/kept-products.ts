import type { Version } from "../../model/delivery.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { SnapshotFileSchema } from "../../model/snapshot-file.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";

/** A product that was kept beside a version's forms; null where it is not there or no JSON. */
export async function productOf(
  { products }: Pick<Version, "products">,
  name: string,
  deliveries: Pick<Deliveries, "file">,
): Promise<unknown> {
  const hash = products[name];
  const bytes = hash === undefined ? null : await deliveries.file(hash);
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** When the newest of what a version saw was retrieved; null where that is not known, as with files of a folder. */
export async function knownThen(
  version: Pick<Version, "products">,
  deliveries: Pick<Deliveries, "file">,
): Promise<IsoInstant | null> {
  const kept = SnapshotFileSchema.safeParse(await productOf(version, "snapshot.json", deliveries));
  return kept.success ? newestIn(kept.data) : null;
}

function newestIn({ series, headlines, visits }: Snapshot): IsoInstant | null {
  const origins = [
    ...Object.values(series).flatMap((one) => one.origins),
    ...headlines.map(({ origin }) => origin),
  ];
  const moments = [...origins.map(({ retrievedAt }) => retrievedAt), ...visits.map(({ at }) => at)];
  const known = moments.filter((at) => at !== null);
  return known.length === 0
    ? null
    : known.reduce((last, at) => (Date.parse(at) > Date.parse(last) ? at : last));
}
