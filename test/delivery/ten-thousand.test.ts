import { dataFolder } from "../support/data-folder.ts";
import { FEW_SECTIONS } from "../support/delivered/real-issue.ts";
import { describeTenThousand } from "../support/delivered/ten-thousand.ts";

// By hand: READERS=10000 npx vitest run test/delivery/ten-thousand.test.ts. Some 10 GB of letters lie in the temporary folder meanwhile.
const READERS = Number(process.env.READERS ?? 120);

describeTenThousand("an issue made of a few days' figures", READERS, {
  data: dataFolder(),
  sections: FEW_SECTIONS,
});
