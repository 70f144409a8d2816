import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildCommand } from "../../pipeline/cli/build-command.ts";
import { checkCommand } from "../../pipeline/cli/check-command.ts";
import { projectCopy } from "../support/command-line.ts";
import { come } from "../support/in-process.ts";
import { startPostgres } from "../support/postgres.ts";

const DATE = "2025-09-18";

beforeEach(async () => {
  process.env.TRACKER_DATABASE = await (await startPostgres()).database();
}, 60_000);
afterEach(() => {
  delete process.env.TRACKER_DATABASE;
});

it("what one machine built is built on the other, and is looked at there", async () => {
  const [one, other] = [projectCopy(), projectCopy()];
  const build = (root: string) => come(buildCommand, root, [DATE], { sample: true, only: "md" });
  expect((await build(one)).text).toMatch(/issue\.md/);
  const again = await build(other);
  expect(again.text).toContain("is up to date: nothing that it was made from has changed.");
  expect(existsSync(join(other, "out"))).toBe(false);
  const { text } = await come(checkCommand, other, [DATE]);
  expect(text).toMatch(/passed +built +out\/2025-09-18\/: All files are those that were built/);
});
