import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readIssueContent } from "../../pipeline/desk/read-content.ts";
import { PipelineError, sentence } from "../../pipeline/errors.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** What the writer of a day has written, by file. */
function reading(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = join(temporaryFolder(), "content/issues/2025-11-05");
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return readIssueContent(folder, allSections, { files: realFiles });
}

async function faultsOf(files: Parameters<typeof reading>[0]): Promise<readonly string[]> {
  const error = await reading(files).catch((thrown: unknown) => thrown);
  if (!(error instanceof PipelineError)) throw new Error("nothing was refused");
  expect(error.faults.every(({ code }) => code === "content-invalid")).toBe(true);
  return error.faults.map(sentence);
}

describe("headlines.yaml beside the writer's texts", () => {
  it("is read as the day's edits", async () => {
    const { edits, lead } = await reading({
      "headlines.yaml": 'pin:\n  - "BESSENT: deals"\ndrop: [ecb:17]\n',
      "lead.md": "A calm day.\n",
    });
    expect(edits).toEqual({ pin: ["BESSENT: deals"], drop: ["ecb:17"], retitle: [] });
    expect(lead?.trim()).toBe("A calm day.");
  });

  it("is no edit at all where it is not there, and none is needed", async () => {
    expect((await reading({})).edits).toEqual({ pin: [], drop: [], retitle: [] });
    expect((await reading({ "headlines.yaml": "# nothing today\n" })).edits.pin).toEqual([]);
  });

  it("has its faults told by line, together with those of the other files", async () => {
    expect(await faultsOf({ "headlines.yaml": "pins: [abc]\ndrop: abc\n", "ig-spred.md": "Words." })).toEqual(
      [
        expect.stringMatching(
          /^content\/issues\/2025-11-05\/headlines\.yaml:1 \[pins\]: There is no setting/,
        ),
        expect.stringMatching(/^content\/issues\/2025-11-05\/headlines\.yaml:2 \[drop\]: Expected a list/),
        expect.stringMatching(/ig-spred\.md: There is no section "ig-spred" .*ig-spread/),
      ],
    );
  });

  it("that is not text, or is named almost so, is refused and not passed over", async () => {
    expect(await faultsOf({ "headlines.yaml": new Uint8Array([0xff, 0xfe, 0xfd]) })).toEqual([
      expect.stringContaining("not UTF-8"),
    ]);
    expect(await faultsOf({ "headlines.yml": "pin: [abc]\n" })).toEqual([
      expect.stringContaining("those of feeds in headlines.yaml"),
    ]);
  });
});
