import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** `npm run test:recorded`: tests on recorded data, which stand in ../shared beside the project and are not part of it. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["test/recorded/**/*.test.ts"],
    globalSetup: "test/recorded/recorded-data.ts",
    maxWorkers: availableParallelism(), // the runner would leave one core free: on two that is half the machine
    testTimeout: 60_000,
  },
});
