import { beforeAll, describe, expect, it } from "vitest";
import { type EarlierText, scaffoldFor } from "../../../pipeline/desk/scaffold/scaffold.ts";
import { factsOf } from "../../../pipeline/desk/scaffold/scaffold-facts.ts";
import { isUntouched } from "../../../pipeline/desk/scaffold/scaffold-stamp.ts";
import { standfirstsFor, titlesFor } from "../../../pipeline/desk/scaffold/title-suggestions.ts";
import { readIssueContent } from "../../../pipeline/desk/texts/read-content.ts";
import { readHeadlineEdits } from "../../../pipeline/desk/texts/read-headline-edits.ts";
import { readWritten } from "../../../pipeline/desk/texts/read-written.ts";
import { type Job, readJob } from "../../../pipeline/job.ts";
import type { Headline } from "../../../pipeline/model/headline.ts";
import { allSections } from "../../../pipeline/sections/all.ts";
import { nothingWritten } from "../../support/nothing-written.ts";
import { builtIssue, paperWorld, projectRoot } from "../../support/worlds.ts";

const DATE = "2026-06-26";
let built: Awaited<ReturnType<typeof builtIssue>>;
let job: Job;
beforeAll(async () => {
  built = await builtIssue(DATE);
  job = await readJob({ root: projectRoot, date: DATE }, allSections, paperWorld());
});

function scaffold(
  earlier: Record<string, EarlierText> = {},
  headlines: readonly Headline[] = built.snapshot.headlines,
) {
  return scaffoldFor({
    filled: built.filled,
    snapshot: { headlines: [...headlines] },
    edition: job.edition,
    earlier,
  });
}

/** What the day's folder comes to with these files in it. */
function contentOf(texts: Readonly<Record<string, string>>) {
  const files = {
    list: async () => Object.keys(texts).sort(),
    read: async (path: string) =>
      new TextEncoder().encode(texts[path.slice(path.lastIndexOf("/") + 1)] ?? ""),
  };
  return readIssueContent(`/x/content/issues/${DATE}`, allSections, {
    files: { ...paperWorld().files, ...files },
  });
}

describe("a fresh scaffold", () => {
  it("says nothing: the issue with it is the issue without it", async () => {
    const earlier = {
      "lead.md": { date: "2026-06-25", words: "# Yesterday\n\n`--` --> and ```\n{{figure}} <!-- x" },
    };
    expect(await contentOf(scaffold(earlier))).toEqual(nothingWritten);
  });

  it("has a lead, a text for each printed section in its order, and the headlines", () => {
    const printed = built.report.sections.map(({ id }) => `${id}.md`);
    expect(Object.keys(scaffold())).toEqual(["lead.md", ...printed, "headlines.yaml"]);
  });

  it("tells each section's writer the finding and figures by ids that the markup takes", () => {
    const text = scaffold()["ig-spread.md"]!;
    const { finding } = factsOf(built.filled).find(({ id }) => id === "ig-spread")!;
    expect(text).toContain(finding!);
    const ids = [...text.matchAll(/ {2}(ig-spread\.\S+)$/gm)].map(([, id]) => id);
    expect(ids).toHaveLength(4);
    const printed = new Map(built.filled.ledger.entries.map((entry) => [entry.id, entry.printed]));
    for (const line of text.split("\n").filter((one) => one.includes("  ig-spread."))) {
      const [words = "", id = ""] = line.split("  ");
      expect(printed.get(id)).toContain(words);
    }
  });

  it("lists in the lead what changed most, in the words of the issue", () => {
    const lead = scaffold()["lead.md"]!;
    const [first] = built.report.changed;
    const change = built.filled.ledger.entries.find(({ id }) => id === first!.change.id)!;
    const line = lead.split("\n").find((one) => one.endsWith(`  ${first!.change.id}`))!;
    expect(line).toContain(change.printed[0]);
  });

  it("is set to work by taking away a #", async () => {
    const texts = scaffold();
    const [title = ""] = titlesFor(built.filled);
    const set = texts["lead.md"]!.replace("# title: ", "title: ");
    expect(await contentOf({ "lead.md": set })).toMatchObject({ title, lead: null });
    const { id } = built.snapshot.headlines[0]!;
    const lines = texts["headlines.yaml"]!.split("\n");
    const at = lines.findLastIndex((line) => line.includes(`"${id}"`));
    const dropped = lines.map((line, index) => (index === at ? line.replace("# - ", "- ") : line)).join("\n");
    expect(readHeadlineEdits(dropped, "headlines.yaml")).toEqual({
      edits: { pin: [], drop: [id], retitle: [] },
      faults: [],
    });
  });

  it("names every line of the day for dropping, those over a theme's cap for pinning too", () => {
    const [pin = "", drop = ""] = scaffold()["headlines.yaml"]!.split("\ndrop:");
    for (const { id } of built.snapshot.headlines) expect(drop).toContain(`"${id}"`);
    const many = Array.from({ length: 12 }, (_, index): Headline => {
      const title = `FED OFFICIAL NUMBER ${"ABCDEFGHIJKL"[index]} SPEAKS OF THING ${index}`;
      return { ...built.snapshot.headlines[0]!, id: `line-${index}`, title, link: null };
    });
    const capped = scaffold({}, many)["headlines.yaml"]!.split("\ndrop:")[0]!;
    expect(capped.match(/left out: over the cap/g)).toHaveLength(12 - job.edition.headlines.perTheme);
    expect(pin).toContain("  # Federal Reserve\n");
  });

  it("lets no word from outside out of its comment", async () => {
    const title = "A\u2028B\u0085- x: [\nEND --> *c* # {{figure}}";
    const texts = scaffold({}, [{ ...built.snapshot.headlines[0]!, title }]);
    expect(readHeadlineEdits(texts["headlines.yaml"]!, "x")).toEqual({
      edits: { pin: [], drop: [], retitle: [] },
      faults: [],
    });
    const words = "--> --!> ---> <!-- overrule: x --> ``` {{quote";
    const raw = scaffold({ "ig-spread.md": { date: "2026-06-25", words } })["ig-spread.md"]!;
    const { text, faults } = readWritten({ id: "ig-spread", file: "x", line: 1, column: 1, raw });
    expect(faults).toEqual([]);
    const said = text.pieces
      .filter(({ kind }) => kind !== "comment")
      .map(({ from, to }) => raw.slice(from, to).trim());
    expect(said.join("")).toBe("");
  });
});

describe("a scaffold's stamp", () => {
  it("knows its text, whatever ends the lines, and no other", () => {
    for (const text of Object.values(scaffold())) {
      expect(isUntouched(text)).toBe(true);
      expect(isUntouched(text.replaceAll("\n", "\r\n"))).toBe(true);
      expect(isUntouched(`${text}x`)).toBe(false);
      expect(isUntouched(text.replace(/scaffold ./, "scaffold "))).toBe(false);
    }
    expect(isUntouched("Words of a person.")).toBe(false);
  });
});

describe("title suggestions", () => {
  it("are the issue's own words: its title, what moved, the findings", () => {
    const titles = titlesFor(built.filled);
    expect(titles[0]).toBe(built.filled.title);
    expect(titles.length).toBeGreaterThan(4);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title).not.toMatch(/[\uE000-\uE00F\\\n]/);
    for (const number of titles.join(" ").match(/\d+\.\d+%/g) ?? [])
      expect(built.filled.markdown).toContain(number);
    expect(titles.join("\n")).not.toContain("The most told theme");
    expect(standfirstsFor(built.filled)[0]).toBe(built.filled.standfirst);
  });

  it("are few, and none where an issue says nothing", () => {
    expect(titlesFor({ marked: "", charts: [], title: "", standfirst: "" })).toEqual([]);
    expect(titlesFor({ marked: "", charts: [], title: "T".repeat(301), standfirst: "" })).toEqual([]);
  });
});
