import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/** Rooms whose tests start nothing and change nothing but what they made themselves: they share what a worker has loaded. */
const SHARING = [
  ...["check", "collect", "compute", "deliver", "fill", "finance", "paper", "post", "rebuild", "render"],
  "sections",
];
const shared = SHARING.map((room) => `test/${room}/**/*.test.ts`);

/** `npm test`: everything that needs nothing outside this folder. Recorded data have a run of their own, test/recorded. */
export default defineConfig({
  test: {
    // The runner would leave one core free: on two that is half the machine. One more is 40 s faster, and too much for tests that watch a preview.
    maxWorkers: availableParallelism(),
    // A browser that hangs is waited for; what computes is done in milliseconds.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "alone",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, "test/recorded/**", ...shared],
          globalSetup: "test/support/unpacked-browser.ts",
        },
      },
      // To load the program anew for each of these took longer than they did.
      {
        extends: true,
        test: {
          name: "sharing",
          include: shared,
          globalSetup: "test/support/unpacked-browser.ts",
          isolate: false,
        },
      },
    ],
  },
});
