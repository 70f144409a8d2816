import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Edition } from "../../../pipeline/model/edition.ts";
import type { Headline } from "../../../pipeline/model/headline.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { headlines, View } from "../../../pipeline/sections/headlines/headlines.ts";
import { headlineOf } from "../../support/headlines.ts";
import { sectionWords, shippedEdition } from "../../support/section-words.ts";
import { origin, snapshotOf } from "../../support/snapshots.ts";

const DAY = "2025-11-05";
const edition: Edition = {
  ...shippedEdition,
  headlines: {
    cutoff: "18:30",
    perTheme: 3,
    themes: [
      { name: "Money", words: ["fed", "rate"] },
      { name: "Trade", words: ["tariff"] },
    ],
    speakers: [{ name: "Fed chair", words: ["fed chair"] }],
  },
};
const snapshot = (lines: readonly Headline[]) => snapshotOf(DAY, [], { headlines: [...lines] });
const viewOf = (lines: readonly Headline[]) =>
  View.parse(headlines.compute(deskOf(snapshot(lines)), edition));
const said = (lines: readonly Headline[]) => sectionWords(headlines, snapshot(lines), edition);

const lines = [
  headlineOf("FED CHAIR: WE DECIDE MEETING BY MEETING", { feed: "north" }),
  headlineOf("Rail union accepts offer", { feed: "south", link: "https://south.example/rail" }),
  headlineOf("FED CHAIR: BALANCE SHEET IS FOR ANOTHER DAY", { feed: "north" }),
  headlineOf("Tariff on steel is put off, minister says", {
    feed: "south",
    link: "https://south.example/steel",
  }),
  headlineOf("UPDATE 1: Tariff on steel is put off", { feed: "east" }),
  headlineOf("Fed to publish minutes", { feed: "west" }),
  headlineOf("Rate of the krona is fixed", { feed: "west" }),
];

describe("the developments of a day", () => {
  it("are stories by theme, each once, with counts that add up to the lines that came", () => {
    const view = viewOf(lines);
    expect(view.groups.map(({ theme }) => theme)).toEqual(["Money", "Trade", "Other"]);
    expect(view.groups[1]?.lines).toEqual([
      {
        title: "Tariff on steel is put off, minister says",
        link: "https://south.example/steel",
        feeds: ["south", "east"],
        time: lines[3]?.time,
      },
    ]);
    expect(view).toMatchObject({ stories: 6, shown: 5, leftOut: 1, repeats: 1, feeds: 4 });
    expect(view.shown + view.leftOut + view.repeats).toBe(lines.length);
  });

  it("name the theme with most stories, counting those left out, and no theme where two have as many", () => {
    expect(viewOf(lines).main).toEqual({ theme: "Money", stories: 4 });
    expect(viewOf([lines[3]!, lines[5]!]).main).toBeNull();
    expect(viewOf([lines[1]!]).main).toBeNull();
  });

  it("are refused as a section where there are none, in a sentence", () => {
    expect(headlines.compute(deskOf(snapshot([])), edition)).toEqual(absent("no-headline"));
    expect(said([])).toContain("No headline of this day was collected.");
  });

  it("carry what must be known of their origin, once", () => {
    const noted = { ...origin, note: "made up for this test" };
    expect(viewOf(lines.map((line) => ({ ...line, origin: noted }))).notices).toEqual([
      "made up for this test",
    ]);
  });
});

describe("what a reader sees of the developments", () => {
  it("is linked lines under their theme, with everyone who brought them", () => {
    const words = said(lines);
    expect(words).toContain(
      "**Trade**\n\n- [Tariff on steel is put off, minister says](<https://south.example/steel>) · *south and east*\n",
    );
    expect(words).toContain("- [Rail union accepts offer](<https://south.example/rail>) · *south*");
    expect(words).toMatch(/### .*Money/);
    expect(words).toContain("Six stories from four feeds, four of them on Money.");
  });

  it("is every line with its feed's name behind it, with a link or without, under a theme or a speaker", () => {
    const printed = said(lines).match(/^ *- (?!\*).*$/gm) ?? [];
    expect(printed).toHaveLength(5);
    for (const line of printed) expect(line).toMatch(/ · \*(?:north|south|east|west)(?:,? and [a-z]+)?\*$/);
  });

  it("is what the writer pinned first, under the writer's title, with its own link and feed", () => {
    const rail = {
      ...lines[1]!,
      title: "Trains run again",
      originalTitle: lines[1]!.title,
      pinned: true as const,
    };
    const words = said([headlineOf("Ferry strike looms", { time: "2025-11-05T09:00:00Z" }), rail]);
    expect(words).toContain(
      "- [Trains run again](<https://south.example/rail>) · *south*\n- Ferry strike looms · *north*\n",
    );
    expect(words).not.toContain("Rail union");
  });

  it("is a speaker's lines together under the name", () => {
    const two = said([lines[0]!, lines[2]!]);
    expect(two).toContain(
      "- **Fed chair**\n  - FED CHAIR: WE DECIDE MEETING BY MEETING · *north*\n  - FED CHAIR: BALANCE SHEET IS FOR ANOTHER DAY · *north*\n",
    );
    expect(two).toMatch(/(Most quoted|Most lines of one voice): Fed chair/);
  });

  it("is told what was merged and what was left out", () => {
    const words = said(lines);
    expect(words).toContain("- *One more line is left out.*");
    expect(words).toContain("Note: One repeat of a story was merged with the fullest line.");
    expect(said([lines[1]!])).not.toContain("Note:");
  });

  it("is told where the lines come from", () => {
    const noted = { ...origin, note: "recorded test items; times and links are made up" };
    expect(said([{ ...lines[1]!, origin: noted }])).toContain(
      "Note: The lines are recorded test items; times and links are made up.",
    );
  });

  it("is only text, whatever a feed has sent", () => {
    const words = said([
      headlineOf("<script>alert(1)</script> [x](javascript:alert(1)) {{view}} | *a* `b`", {
        feed: "*bad* [f](x)",
      }),
      headlineOf("# not a heading"),
      headlineOf("A line with a bent link", { link: "https://south.example/a>(b)" }),
    ]);
    expect(words).toContain("\\<script>alert(1)\\</script> \\[x\\](javascript:alert(1))");
    expect(words).toContain("*\\*bad\\* \\[f\\](x)*");
    expect(words).toContain("- \\# not a heading");
    expect(words).toContain("](<https://south.example/a%3E%28b%29>)");
  });
});
