import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { openArtifactsOn, sharedFiles } from "../../../pipeline/world/artifacts/shared-files.ts";
import { openLines } from "../../../pipeline/world/database/postgres/lines.ts";
import { realFiles } from "../../../pipeline/world/files.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const words = (found: Uint8Array | null) => found && new TextDecoder().decode(found);

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

/** Two machines with disks of their own and one database. */
async function machines() {
  const address = await postgres.database();
  const machine = () => {
    const out = join(temporaryFolder(), "out");
    return { out, files: sharedFiles(realFiles, openArtifactsOn(openLines(address)), out) };
  };
  return { address, one: machine(), other: machine() };
}
const issue = { "issue.md": bytes("# Tuesday"), "charts/a.svg": bytes("<svg/>") };

it("an issue that one machine built is there on the other, byte for byte, and on the disk of the first", async () => {
  const { one, other } = await machines();
  await one.files.write(join(one.out, "2025-11-05"), issue);
  expect(words(await other.files.read(join(other.out, "2025-11-05/issue.md")))).toBe("# Tuesday");
  expect(await other.files.list(join(other.out, "2025-11-05"))).toEqual(["charts", "issue.md"]);
  expect(await other.files.list(other.out)).toEqual(["2025-11-05"]);
  expect(readFileSync(join(one.out, "2025-11-05/charts/a.svg"), "utf8")).toBe("<svg/>");
  expect(existsSync(other.out)).toBe(false);
});

it("the newest that was written counts, wherever it is read, and what a disk holds besides does not", async () => {
  const { one, other } = await machines();
  const place = (machine: typeof one, name = "issue.md") => join(machine.out, "2025-11-05", name);
  await one.files.write(join(one.out, "2025-11-05"), issue);
  await other.files.write(join(other.out, "2025-11-05"), { "issue.md": bytes("# Wednesday") });
  expect(words(await one.files.read(place(one)))).toBe("# Wednesday");
  expect(words(await one.files.read(place(one, "charts/a.svg")))).toBe("<svg/>");
  writeFileSync(place(one, "stray.md"), "mine");
  expect(await one.files.read(place(one, "stray.md"))).toBeNull();
  rmSync(one.out, { recursive: true });
  expect(words(await one.files.read(place(one, "charts/a.svg")))).toBe("<svg/>");
  await other.files.remove([place(other)]);
  expect(await one.files.read(place(one))).toBeNull();
});

it("files elsewhere stay this machine's own", async () => {
  const { one, other } = await machines();
  const content = join(temporaryFolder(), "content");
  await one.files.write(content, { "tracker.yaml": bytes("sections: []") });
  expect(await one.files.list(content)).toEqual(["tracker.yaml"]);
  expect(words(await other.files.read(join(content, "tracker.yaml")))).toBe("sections: []");
  expect(await one.files.list(one.out)).toEqual([]);
});

it("the same bytes are kept once, and bytes that somebody changed are told", async () => {
  const { address, one, other } = await machines();
  for (const day of ["2025-11-04", "2025-11-05"]) await one.files.write(join(one.out, day), issue);
  const [{ count } = {}] = await postgres.sql(
    address,
    "SELECT count(*)::int AS count FROM tracker_artifacts.blobs",
  );
  expect(count).toBe(2);
  const change = "UPDATE tracker_artifacts.blobs SET bytes = 'x'";
  await expect(postgres.sql(address, change)).rejects.toThrow("only ever added");
  await postgres.sql(address, "SET session_replication_role = replica", change);
  await expect(other.files.read(join(other.out, "2025-11-05/issue.md"))).rejects.toMatchObject({
    code: "archive-damaged",
  });
});
