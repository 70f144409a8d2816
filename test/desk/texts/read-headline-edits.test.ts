import { describe, expect, it } from "vitest";
import { NO_EDITS, readHeadlineEdits } from "../../../pipeline/desk/texts/read-headline-edits.ts";
import { sentence } from "../../../pipeline/errors.ts";

const place = "content/issues/2025-11-05/headlines.yaml";
const read = (text: string | null) => readHeadlineEdits(text, place);
const faultsOf = (text: string) => {
  const { edits, faults } = read(text);
  expect(edits).toBeNull();
  expect(faults.every(({ code }) => code === "content-invalid")).toBe(true);
  return faults.map(sentence);
};

describe("the writer's edits of the headlines", () => {
  it("are read from YAML", () => {
    const text = [
      "# Wednesday",
      "pin:",
      '  - "BESSENT: deals are close"',
      "drop: [ecb:17, https://north.example/a#b]",
      "retitle:",
      "  - headline: Rail union",
      "    title: '  Trains &amp; trams run  again '",
    ];
    expect(read(text.join("\n"))).toEqual({
      edits: {
        pin: ["BESSENT: deals are close"],
        drop: ["ecb:17", "https://north.example/a#b"],
        retitle: [{ headline: "Rail union", title: "Trains & trams run again" }],
      },
      faults: [],
    });
  });

  it("are none without a file, in an empty one, in one of remarks, and under an empty setting", () => {
    for (const text of [null, "", "\n \n", "# pin:\n#  - x\n", "pin:\ndrop: []\n"])
      expect(read(text), JSON.stringify(text)).toEqual({ edits: NO_EDITS, faults: [] });
  });

  it("are read as fast where the file is nothing but blank lines and one word", () => {
    expect(faultsOf(`${"\n ".repeat(50_000)}x`)).toHaveLength(1);
  });
});

describe("a fault in the writer's edits", () => {
  it("is told with its line: a setting that there is not, a list that is none", () => {
    expect(faultsOf("pins: [abc]\ndrop: abc\n")).toEqual([
      `${place}:1 [pins]: There is no setting "pins" here. Remove it or correct its name.`,
      `${place}:2 [drop]: Expected a list, a line each, with a hyphen before it. Correct the line.`,
    ]);
  });

  it("is told with its line: a title with a colon that stands in no quotes", () => {
    expect(faultsOf("pin:\n  - Good line\n  - BESSENT: deals are close\n")).toEqual([
      `${place}:3 [pin.1]: Expected a headline's id, link or title as text; one with a colon or a # in it must stand in quotes. Correct the line.`,
    ]);
  });

  it("is told with its line: what names too little, and a title that is none", () => {
    expect(faultsOf('drop: ["a "]\nretitle:\n  - { headline: Rail union, title: "!!!!" }\n')).toEqual([
      `${place}:1 [drop.0]: Expected a headline's id, link or title, found fewer than three characters. Correct the line.`,
    ]);
    expect(faultsOf('retitle:\n  - headline: Rail union\n    title: "!!!!"\n')).toEqual([
      `${place}:3 [retitle.0.title]: The new title is a title without a word. Correct the line.`,
    ]);
    expect(faultsOf("retitle:\n  - headline: Rail union\n    title: x\n    by: me\n")).toHaveLength(2);
  });

  it("is told with its line: a name that stands twice, or is dropped and printed", () => {
    expect(faultsOf("drop: [Rail union]\npin:\n  - ecb:17\n  - Rail union\n  - ecb:17\n")).toEqual([
      `${place}:4 [pin.1]: "Rail union" stands under drop already. Keep one of the two lines.`,
      `${place}:5 [pin.2]: "ecb:17" stands under pin already. Keep one of the two lines.`,
    ]);
    expect(read("pin: [ecb:17]\nretitle: [{ headline: ecb:17, title: Words }]\n").faults).toEqual([]);
  });

  it("is told with its line: no YAML at all", () => {
    expect(faultsOf("pin: [abc\n")[0]).toContain("The file is not YAML");
    expect(faultsOf("- abc\n")).toEqual([
      `${place}: The file is empty or no list of settings. Correct the line.`,
    ]);
  });
});
