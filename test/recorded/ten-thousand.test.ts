import { describeTenThousand } from "../support/delivered/ten-thousand.ts";
import { recordedFolder } from "./upstream.ts";

// As test/delivery/ten-thousand.test.ts, with the whole of a real day: READERS=10000 npm run test:recorded -- ten-thousand.
describeTenThousand("the whole issue of a recorded day", Number(process.env.READERS ?? 60), {
  data: recordedFolder,
});
