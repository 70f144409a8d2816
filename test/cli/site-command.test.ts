import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { siteCommand } from "../../pipeline/cli/site-command.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { openDeliveries } from "../../pipeline/world/mailing/open-deliveries.ts";
import { mailingPath, openMailingFile } from "../../pipeline/world/mailing/open-mailing.ts";
import { shelfInMemory } from "../site/pages/made-up-archive.ts";
import { come } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { projectRoot } from "../support/worlds.ts";

function project(): string {
  const root = temporaryFolder();
  for (const folder of ["content", "templates", "assets"])
    cpSync(join(projectRoot, folder), join(root, folder), { recursive: true });
  return root;
}

/** Keeps a version as `send` does, in the database of the project. */
async function freeze(root: string, title: string): Promise<void> {
  const shelf = shelfInMemory();
  const { date, edition, bound, approvedBy, correction } = shelf.add({ date: "2025-11-05", title });
  const files: Record<string, Uint8Array> = {};
  for (const [name, hash] of Object.entries(bound.forms)) files[name] = (await shelf.deliveries.file(hash))!;
  const file = openMailingFile(mailingPath(root));
  const version = { date, edition, bound, approvedBy, correction, products: [] };
  await openDeliveries(file).freeze(version, files, "2025-11-05T21:30:00.000Z");
  await file.close();
}

test("the site of what went out lies in the folder, and a second run writes nothing", async () => {
  const root = project();
  await freeze(root, "Spreads widen to 91 bp");
  const folder = join(root, "public");
  const first = await come(siteCommand, root, [], { site: folder });
  expect(first).toMatchObject({ exit: 0, json: { folder, unchanged: 0, removed: 0 } });
  expect(readFileSync(join(folder, "2025-11-05/issue.pdf"), "utf8")).toBe("%PDF 2025-11-05 free");
  expect(readFileSync(join(folder, "index.html"), "utf8")).toContain("Spreads widen to 91");
  expect((await realFiles.list(join(folder, "fonts"))).length).toBeGreaterThan(3);
  const again = await come(siteCommand, root, [], { site: folder });
  expect(again).toMatchObject({ exit: 0, json: { written: 0 } });
  expect(again.text).toMatch(/: nothing changed, \d+ files unchanged\.$/);
});

test("before the first issue the site says that there is none, and no database is made", async () => {
  const root = project();
  const came = await come(siteCommand, root, [], { site: true });
  expect(came.text).toContain("No issue has gone out yet: the site says so.");
  expect(existsSync(join(root, "out/site/index.html"))).toBe(true);
  expect(existsSync(join(root, ".tracker"))).toBe(false);
});

test("a project that does not say where its site is has none", async () => {
  const root = project();
  await realFiles.remove([join(root, "content/delivery.yaml")]);
  const came = await come(siteCommand, root, [], { site: true });
  expect(came.exit).toBe(1);
  expect(came.faults[0]).toMatch(/^content\/delivery\.yaml: The project does not say where its site is\./);
});
