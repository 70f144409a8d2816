import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Fails the run where the data are missing: tests on them that were left out must not look like tests that passed. */
export function setup(): void {
  const folder = fileURLToPath(new URL("../../../shared/recorded", import.meta.url));
  if (existsSync(folder)) return;
  throw new Error(
    `The recorded data are not at ${folder}. Put the folder shared beside the project, or run \`npm test\` alone.`,
  );
}
