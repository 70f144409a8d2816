import type { IsoInstant } from "../../model/unit.ts";
import type { Row, Statements } from "../database/sql.ts";
import type { Deliveries } from "./mailing.ts";
import { isNamed, namedByPage } from "./named-values.ts";
import { isOvertaken, placeOf } from "./versions.ts";
import { withoutAddresses } from "./without-addresses.ts";

type Settling = Parameters<Deliveries["settle"]>[1];

const decide = (some: string) => `INSERT INTO decisions (version, recipient, at, how, by, note)
  SELECT version, recipient, CAST(:at AS TEXT), CAST(:how AS TEXT), CAST(:by AS TEXT), CAST(:note AS TEXT) FROM deliveries
  WHERE version = :version AND state = 'uncertain' ${some} ORDER BY recipient`;

const change = (
  some: string,
) => `UPDATE deliveries SET state = :to, at = :at, sender = NULL, not_before = NULL
  WHERE version = :version AND state = 'uncertain' ${some}`;

/** As `Deliveries.settle`, within a transaction. */
export async function settle(
  db: Statements,
  version: string,
  { recipients, how, by, note, at }: Settling & { readonly at: IsoInstant },
): Promise<number> {
  const again = (await isOvertaken(db, await placeOf(db, version))) ? "superseded" : "queued";
  const decision = { how, by, note: note && withoutAddresses(note) };
  const to = how === "accept" ? "sent" : again;
  const settleThose = async (some: string, named: Row) => {
    const which = { version, at, ...named };
    await db.run(decide(some), { ...which, ...decision });
    return db.run(change(some), { ...which, to });
  };
  if (recipients === null) return settleThose("", {});
  let settled = 0;
  for (const page of namedByPage(recipients))
    settled += await settleThose(`AND ${isNamed("recipient")}`, page);
  return settled;
}
