import { beforeAll, describe, expect, it } from "vitest";
import type { Built } from "../../pipeline/build.ts";
import { directorySource } from "../../pipeline/collect/sources/directory.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { builtIssue } from "../support/worlds.ts";
import { textOf } from "./evenings.ts";
import { recordedFolder } from "./upstream.ts";

/** Gates that hold what an issue says against its own figures. */
const WORDS = ["identities", "agreement", "same observation"];
/** Of each day what a subscriber must read. */
const DAYS: readonly { readonly date: string; readonly says: readonly RegExp[] }[] = [
  {
    date: "2025-04-09",
    says: [
      /30-year Treasury yield up 31 bp over three closes, the largest rise since 19 March 2020/,
      /\| 7 May 2025 \|/,
    ],
  },
  {
    date: "2025-07-22",
    says: [
      // Adjusted closes, and where their history begins.
      /Homebuilders closed at 101\.99 \(\+7\.88%\).*99\.94 on 10 July 2025.*begins only on 21 May 2025/,
      /^title: Nine of eleven sectors rise/m,
      /Of the eleven, nine ended higher and two lower/,
    ],
  },
  {
    date: "2025-11-05",
    says: [
      /^\| 2s10s \| 54 \| bear steepener \(\+5, \+7\) \|/m,
      /price −15\.5 bp for 10 December: the chance of a cut is 62%/,
    ],
  },
];

describe.each(DAYS)("the whole paid issue of $date, from the recorded files", ({ date, says }) => {
  let built: Built;
  let issue: string;

  beforeAll(async () => {
    const source = directorySource(recordedFolder);
    built = await builtIssue(date, { source, edition: (shipped) => ({ ...shipped, edition: "paid" }) });
    issue = textOf(built, "issue.md");
  }, 60_000);

  it("holds every section there is, and each of them has its figures", () => {
    const { sections, omitted } = built.report;
    expect(sections.map(({ id }) => id).sort()).toEqual(allSections.map(({ id }) => id).sort());
    expect(omitted).toEqual([]);
    // None is left out on any of the three days: everything that a section cannot do without was recorded.
    expect(sections.filter(({ unavailable }) => unavailable !== null)).toEqual([]);
    for (const { title } of sections) expect(issue).toContain(`\n## ${title}\n`);
  });

  it("is refused by no gate, and each gate over its words had something to check", () => {
    // The press of this world is a stand-in; render-guards.test.ts has the real one.
    const refused = built.findings.filter(({ verdict, gate }) => verdict === "refused" && gate !== "print");
    const told = refused.map(({ gate, place }) => `${date} ${gate} ${place}`);
    expect(told).toEqual([]);
    for (const gate of WORDS) {
      const passed = built.findings.filter((one) => one.gate === gate && one.verdict === "passed");
      expect(passed.length, gate).toBeGreaterThan(0);
    }
  });

  it("says what must be said", () => {
    for (const words of says) expect(issue).toMatch(words);
  });

  it("prints nothing that is no word or number", () => {
    expect(issue).not.toMatch(/NaN|Infinity|undefined|\[object|\bnull\b/);
  });
});
