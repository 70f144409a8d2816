import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/** `npm test`: everything that needs nothing outside this folder. Recorded data have a run of their own, test/recorded. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/recorded/**"],
    globalSetup: "test/support/unpacked-browser.ts",
    // The runner would leave one core free: on two that is half the machine.
    maxWorkers: availableParallelism(),
    // A browser that hangs is waited for; what computes is done in milliseconds.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
