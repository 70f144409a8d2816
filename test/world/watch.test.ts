import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { realFiles } from "../../pipeline/world/files.ts";
import { realWatching, type Watch } from "../../pipeline/world/watch.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const open: Watch[] = [];
afterEach(() => {
  for (const watch of open.splice(0)) watch.close();
});

/** A folder that is watched; `settled` resolves when what moved is over. */
function watched() {
  const root = temporaryFolder();
  const folder = join(root, "content");
  mkdirSync(join(folder, "issues/2025-09-18"), { recursive: true });
  writeFileSync(join(folder, "issues/2025-09-18/lead.md"), "one");
  let waiting: (() => void) | null = null;
  const told = { stirred: 0, settled: 0 };
  const stir = {
    stirred: () => {
      told.stirred += 1;
    },
    settled: () => {
      told.settled += 1;
      waiting?.();
    },
  };
  open.push(realWatching.watch([folder, join(root, "templates")], stir));
  const settled = () =>
    new Promise<void>((resolve) => {
      waiting = resolve;
    });
  return { root, folder, lead: join(folder, "issues/2025-09-18/lead.md"), told, settled };
}

describe("watching folders", () => {
  it("tells of a save, of one that puts a new file in the old one's place, and of one right after another", async () => {
    const { lead, settled } = watched();
    let over = settled();
    writeFileSync(lead, "two");
    await over;
    over = settled();
    writeFileSync(`${lead}.new`, "three");
    renameSync(`${lead}.new`, lead);
    await over;
    over = settled();
    rmSync(lead);
    writeFileSync(lead, "four");
    await over;
  });

  it("goes on watching a folder that was put in place whole", async () => {
    const { folder, lead, settled } = watched();
    let over = settled();
    await realFiles.write(join(folder, "issues/2025-09-18"), { "lead.md": new TextEncoder().encode("two") });
    await over;
    over = settled();
    writeFileSync(lead, "three");
    await over;
  });

  it("finds folders that come later, and those that were not there when it began", async () => {
    const { root, folder, settled } = watched();
    let over = settled();
    mkdirSync(join(folder, "issues/2025-09-19"));
    await over;
    over = settled();
    writeFileSync(join(folder, "issues/2025-09-19/lead.md"), "new");
    await over;
    over = settled();
    mkdirSync(join(root, "templates/partials"), { recursive: true });
    await over;
    over = settled();
    writeFileSync(join(root, "templates/partials/new.md.hbs"), "new");
    await over;
  });

  it("tells once of two hundred saves at once, when they are over", async () => {
    const { folder, told, settled } = watched();
    const over = settled();
    for (let edit = 0; edit < 200; edit += 1) writeFileSync(join(folder, `file-${edit % 20}`), String(edit));
    await over;
    expect(told.settled).toBe(1);
    expect(told.stirred).toBeGreaterThan(1);
  });

  it("hears nothing of the folders beside", async () => {
    const { root, lead, told, settled } = watched();
    mkdirSync(join(root, "out"));
    writeFileSync(join(root, "out/issue.md"), "built");
    writeFileSync(join(root, "package.json"), "{}");
    const over = settled();
    utimesSync(lead, 1, 1);
    await over;
    expect(told.settled).toBe(1);
  });
});
