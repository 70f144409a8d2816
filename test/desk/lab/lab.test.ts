import { describe, expect, it } from "vitest";
import type { Built } from "../../../pipeline/build.ts";
import { sampleSource } from "../../../pipeline/collect/sources/sample.ts";
import { type Trial, tryTemplates } from "../../../pipeline/desk/lab/lab.ts";
import { labFiles } from "../../../pipeline/desk/lab/lab-page.ts";
import { outcomeOf } from "../../../pipeline/desk/lab/outcome.ts";
import { revisionFiles } from "../../../pipeline/desk/lab/revision-files.ts";
import { allSections } from "../../../pipeline/sections/all.ts";
import { realFiles } from "../../../pipeline/world/files.ts";
import type { Files, World } from "../../../pipeline/world/world.ts";
import { paperWorld, projectRoot } from "../../support/worlds.ts";

const SPREAD = `${projectRoot}/templates/sections/ig-spread.md.hbs`;
const day: Trial = {
  name: "scenario-normal",
  date: "2025-09-18",
  edition: "free",
  says: "An ordinary <day>.",
  source: sampleSource("normal", projectRoot),
  from: "collect",
};

/** The project's files with one template as an editor has it at work. */
function filesWith(change: (text: string) => string): Files {
  return {
    ...realFiles,
    async read(path) {
      const bytes = await realFiles.read(path);
      return bytes && path === SPREAD ? Buffer.from(change(bytes.toString())) : bytes;
    },
  };
}

/** The lab of one day with a changed template; a print is the page's text, a picture of it each thousand letters. */
async function labOf(change: (text: string) => string, trials: readonly Trial[] = [day]) {
  let prints = 0;
  let pictures = 0;
  const paper = paperWorld();
  const world: World = {
    ...paper,
    files: filesWith(change),
    printer: {
      warm: () => undefined,
      print: async ({ html }) => {
        prints += 1;
        return Buffer.from(html.slice(html.indexOf("<body")));
      },
    },
  };
  const before = { read: realFiles.read, list: realFiles.list };
  const picturesOf = async (pdf: Uint8Array) => {
    pictures += 1;
    return Buffer.from(pdf)
      .toString()
      .match(/[\s\S]{1,5000}/g)!
      .map((part) => Buffer.from(part));
  };
  const trying = { root: projectRoot, trials, sections: allSections, before, pictures: picturesOf };
  const tried = await tryTemplates(trying, world);
  return { tried, prints, pictures };
}

describe("the template lab", () => {
  it("shows nothing of an issue that the change does not reach, and prints it once", async () => {
    const { tried, prints, pictures } = await labOf((text) => `${text}{{! nothing }}`);
    expect(tried).toMatchObject([{ faults: [], changes: [], pages: [] }]);
    expect([prints, pictures]).toEqual([1, 0]);
  });

  it("shows the words and the pages that a change reaches, and no other page", async () => {
    const { tried } = await labOf((text) => text.replace("| Level |", "| Where it stands |"));
    const [{ faults, changes, pages } = { faults: ["none"], changes: [], pages: [] }] = tried;
    expect(faults).toEqual([]);
    const added = changes.flatMap(({ words }) => words.filter(({ kind }) => kind === "new"));
    expect(added.map(({ text }) => text).join(" ")).toContain("Where it stands");
    expect(pages.length).toBeGreaterThan(0);
  });

  it("names the fault of a template that cannot be filled, with its line", async () => {
    const { tried } = await labOf((text) => text.replace("{{bare level}}", "{{bare levle}}"));
    expect(tried[0]?.faults[0]).toMatch(/^templates\/sections\/ig-spread\.md\.hbs:\d+: .*"levle"/);
    expect(tried[0]?.faultsBefore).toEqual([]);
  });

  it("names a gate that refuses what it let pass before, and not what a nasty day is refused for", async () => {
    const { tried } = await labOf(
      (text) => `${text}\n`,
      [{ ...day, source: sampleSource("missing-source", projectRoot) }],
    );
    expect(tried[0]?.faults).toEqual([]);
    const side = (refused: readonly string[]) => {
      const findings = refused.map((place) => ({
        gate: "pages",
        verdict: "refused",
        place,
        message: "Blank.",
      }));
      const built = { findings, artifacts: {}, filled: { markdown: "" } } as unknown as Built;
      return { built, faults: [] };
    };
    const { faults } = await outcomeOf(
      day,
      [side(["issue.pdf"]), side(["issue.pdf", "issue.html"])],
      async () => [],
    );
    expect(faults).toEqual(["A gate refuses what it let pass before [pages] issue.html: Blank."]);
  });

  it("is a page that runs nothing, with every word escaped and each picture beside it", async () => {
    const { tried } = await labOf((text) => text.replace("| Level |", "| Where it stands |"));
    const files = labFiles(tried, { revision: "<main>", commit: "0123456789abcdef", style: "" });
    const page = new TextDecoder().decode(files["index.html"]);
    expect(page).toContain("An ordinary &lt;day&gt;.");
    expect(page).toContain("&lt;main&gt; (0123456789)");
    expect(page).not.toMatch(/<script|<day>|<main> /);
    const shown = [...page.matchAll(/<img src="([^"]+)"/g)].map(([, name]) => name!);
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.filter((name) => !Object.hasOwn(files, name))).toEqual([]);
  });
});

describe("the files of a revision", () => {
  const old = {
    "templates/issue.md.hbs": Buffer.from("old"),
    "templates/partials/gone.md.hbs": Buffer.from("gone"),
  };
  const files = revisionFiles(realFiles, projectRoot, old);
  const read = async (name: string) => (await files.read(`${projectRoot}/${name}`))?.toString() ?? null;

  it("stand in for what editors change, and nothing else", async () => {
    expect(await read("templates/issue.md.hbs")).toBe("old");
    expect(await read("templates/title.md.hbs")).toBeNull();
    expect(await read("package.json")).toContain('"tracker"');
    expect(await files.list(`${projectRoot}/templates`)).toEqual(["issue.md.hbs", "partials"]);
    expect(await files.list(`${projectRoot}/templates/partials`)).toEqual(["gone.md.hbs"]);
    expect(await files.list(`${projectRoot}/content/calendar`)).toContain("fomc.csv");
  });

  it("leave a setting that the revision did not have yet as it is today", async () => {
    const today = await realFiles.read(`${projectRoot}/content/theme.yaml`);
    expect(await read("content/theme.yaml")).toBe(today?.toString() ?? null);
  });
});
