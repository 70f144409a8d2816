import { describe } from "vitest";
import { whatIsDue } from "./deliveries/due.ts";
import { correctionsReachWhoGotIt, readersAreQueued } from "./deliveries/enqueue.ts";
import { stepsAreMarked } from "./deliveries/marks.ts";
import { receiptsAreTold, uncertainOnesAreSettled } from "./deliveries/receipts.ts";
import { oneSenderAtATime } from "./deliveries/senders.ts";
import { sendersTogether } from "./deliveries/together.ts";
import { versionsAreKept } from "./deliveries/versions.ts";
import { mailingServer } from "./postgres-store.ts";
import { sqliteStore, storeOn } from "./sqlite-store.ts";

const server = mailingServer();

/** Whatever keeps deliveries keeps all of this. */
describe.each([
  ["SQLite", sqliteStore],
  ["PostgreSQL", async () => storeOn(await server.untimed())],
] as const)("deliveries in %s", (_, open) => {
  versionsAreKept(open);
  oneSenderAtATime(open);
  sendersTogether(open);
  readersAreQueued(open);
  correctionsReachWhoGotIt(open);
  whatIsDue(open);
  stepsAreMarked(open);
  receiptsAreTold(open);
  uncertainOnesAreSettled(open);
});
