import { describe } from "vitest";
import { whatIsDue } from "./deliveries/due.ts";
import { correctionsReachWhoGotIt, readersAreQueued } from "./deliveries/enqueue.ts";
import { stepsAreMarked } from "./deliveries/marks.ts";
import { receiptsAreTold, uncertainOnesAreSettled } from "./deliveries/receipts.ts";
import { oneSenderAtATime } from "./deliveries/senders.ts";
import { versionsAreKept } from "./deliveries/versions.ts";
import { sqliteStore } from "./sqlite-store.ts";

/** Whatever keeps deliveries keeps all of this. */
describe("deliveries in SQLite", () => {
  versionsAreKept(sqliteStore);
  oneSenderAtATime(sqliteStore);
  readersAreQueued(sqliteStore);
  correctionsReachWhoGotIt(sqliteStore);
  whatIsDue(sqliteStore);
  stepsAreMarked(sqliteStore);
  receiptsAreTold(sqliteStore);
  uncertainOnesAreSettled(sqliteStore);
});
