import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readIssueContent } from "../../../pipeline/desk/texts/read-content.ts";
import { PipelineError, sentence } from "../../../pipeline/errors.ts";
import { allSections } from "../../../pipeline/sections/all.ts";
import { realFiles } from "../../../pipeline/world/files.ts";
import { claimedPng } from "../../support/made-up-pictures.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

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

describe("the writer's texts of a day", () => {
  it("stand with their places in the file, the lead and its head first", async () => {
    const { texts, lead, title, standfirst, notes } = await reading({
      "ig-spread.md": "Tight.\n",
      "lead.md": "---\nstandfirst: 'As of 5.'\ntitle: A rally\n---\n\nIt rose.\n",
    });
    expect({ lead, title, standfirst, notes }).toEqual({
      lead: "It rose.",
      title: "A rally",
      standfirst: "As of 5.",
      notes: { "ig-spread": "Tight." },
    });
    expect(
      texts.map(
        ({ id, file, line, column, raw }) => `${id} ${file}:${line}:${column} ${JSON.stringify(raw)}`,
      ),
    ).toEqual([
      'lead content/issues/2025-11-05/lead.md:5:1 "\\nIt rose.\\n"',
      'title content/issues/2025-11-05/lead.md:3:8 "A rally"',
      'standfirst content/issues/2025-11-05/lead.md:2:14 "As of 5."',
      'ig-spread content/issues/2025-11-05/ig-spread.md:1:1 "Tight.\\n"',
    ]);
  });

  it("are none where a file holds comments alone", async () => {
    const nothing = await reading({});
    const scaffolded = {
      "lead.md": '---\ntitle: "<!-- a title -->"\n---\n<!-- write\n\nhere -->\n',
      "ig-spread.md": "<!-- 81 bp -->\n\n- <!-- more -->\n",
    };
    expect(await reading(scaffolded)).toEqual(nothing);
  });

  it("have the faults of their markup and front matter told by line, those of all files at once", async () => {
    expect(
      await faultsOf({
        "ig-spread.md": "a\n\nb <!-- c",
        "lead.md": '---\ntitle: A {{quote "5"}}\n---\n\n{{nope}}\n',
        "regime.md": "a[^b]",
      }),
    ).toEqual([
      expect.stringMatching(/ig-spread\.md:3: A comment is not closed/),
      expect.stringMatching(/lead\.md:2: A \{\{quote}} names no source/),
      expect.stringMatching(/lead\.md:5: A text knows no \{\{nope}}/),
      expect.stringMatching(/regime\.md:1: The note \[\^b] is not defined/),
    ]);
    expect(await faultsOf({ "lead.md": "---\ntitle: A\n\tstandfirst: B\n---\nWords." })).toEqual([
      expect.stringMatching(/lead\.md:\d: The front matter is not YAML: Tabs .*Put spaces/),
    ]);
    expect(await faultsOf({ "lead.md": "---\ntitel: A\n---\nWords." })).toEqual([
      expect.stringMatching(/lead\.md:1: The front matter is wrong: .*titel/),
    ]);
    expect(await faultsOf({ "lead.md": "---\ntitle: A\nWords." })).toEqual([
      expect.stringMatching(/lead\.md:1: The front matter has no end/),
    ]);
    expect(await faultsOf({ "lead.md": "a ".repeat(2_500_000) })).toEqual([
      expect.stringMatching(/5000000 bytes; 200000 at most/),
    ]);
    expect(await faultsOf({ "lead.md": "pasted \u0000 binary" })).toEqual([
      expect.stringMatching(/not UTF-8 text/),
    ]);
  });
});

describe("a writer's pictures", () => {
  const png = claimedPng(6000, 4000);

  it("may be as large as a camera makes them: pages show them smaller", async () => {
    const big = new Uint8Array(12_000_000);
    big.set(png);
    const { images } = await reading({ "lead.md": "![The port](port.png)\n", "port.png": big });
    expect(images["port.png"]).toHaveLength(12_000_000);
  });

  it("are refused by file where no page can show them, and by line where they are not there", async () => {
    const lead = "A.\n\n![a](a.svg)\n\n![b](b.png)\n\n![c](gone.png)\n";
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    expect(await faultsOf({ "lead.md": lead, "a.svg": svg, "b.png": claimedPng(60_000, 60_000) })).toEqual([
      expect.stringMatching(/lead\.md:7: The text shows a picture that is not there: "gone.png"/),
      expect.stringMatching(/2025-11-05\/a\.svg: A picture is an SVG, which can hold scripts/),
      expect.stringMatching(/2025-11-05\/b\.png: A picture has 60000 by 60000 pixels/),
    ]);
    expect(await faultsOf({ "a.png": new Uint8Array(25_000_001) })).toEqual([
      expect.stringMatching(/25000001 bytes; 25000000 at most/),
    ]);
  });

  it("that no text shows are nobody's business", async () => {
    expect(Object.keys((await reading({ "sketch.svg": "<svg/>" })).images)).toEqual(["sketch.svg"]);
  });
});
