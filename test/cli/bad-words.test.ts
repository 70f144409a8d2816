import { describe, expect, it } from "vitest";
import { fileOf, outFiles, projectCopy, tracker, writeFile } from "../support/command-line.ts";

const DATE = "2025-09-18";
const folder = `content/issues/${DATE}`;
type Words = Readonly<Record<string, string | Uint8Array>>;

function projectWith(words: Words): string {
  const root = projectCopy();
  for (const [name, bytes] of Object.entries(words)) writeFile(root, `${folder}/${name}`, bytes);
  return root;
}

const build = (root: string, forms = "md", scenario = "normal") =>
  tracker(root, "build", DATE, "--sample", scenario, "--only", forms);

async function faultsOf(words: Words): Promise<readonly string[]> {
  const root = projectWith(words);
  const { exit, out, faults } = await build(root);
  expect(outFiles(root)).toEqual([]);
  expect({ exit, out }).toEqual({ exit: 1, out: "" });
  return faults;
}

describe.concurrent("the writer's folder", () => {
  it("with a note for no section, bytes that are no text and a stray text is told of all in one run", async () => {
    expect(
      await faultsOf({
        "ig-spred.md": "hi",
        "lead.md": new Uint8Array([0xff, 0xfe, 0x00]),
        "headline.txt": "GOLD",
      }),
    ).toEqual([
      `${folder}/headline.txt: The file has no place in an issue. Pasted headlines stand in headlines.txt, what is done with those of feeds in headlines.yaml, words of the writer in <section>.md.`,
      `${folder}/ig-spred.md: There is no section "ig-spred" for this text. Did you mean "ig-spread"? There are: lead, key-figures, headlines, models, regime, sector-attribution, ig-spread, mag7, policy-path, rate-sensitivity, signals, anchors, rates-shock, watch.`,
      `${folder}/lead.md: The file is not UTF-8 text. Save it as plain text in UTF-8.`,
    ]);
  });

  it("with a text that shows a picture which is not there is refused at its line", async () => {
    expect(await faultsOf({ "ig-spread.md": "![Spreads](nope.png)" })).toEqual([
      `${folder}/ig-spread.md:1: The text shows a picture that is not there: "nope.png". Put the file beside the text, or take the picture out of it.`,
    ]);
  });

  it("with front matter that is wrong is refused at the lead", async () => {
    expect(await faultsOf({ "lead.md": "---\ntitel: Oil\n---\nLead" })).toEqual([
      `${folder}/lead.md:1: The front matter is wrong: Unrecognized key: "titel". It may hold title and standfirst.`,
    ]);
  });

  it("with empty files is as good as no folder, and other files are the writer's own affair", async () => {
    const root = projectWith({
      "lead.md": "",
      "ig-spread.md": " \n",
      "headlines.txt": "",
      "notes.docx": "x",
      ".DS_Store": "x",
    });
    expect((await build(root)).exit).toBe(0);
    const bare = projectCopy();
    await build(bare);
    expect(fileOf(root, `out/${DATE}/issue.md`)).toBe(fileOf(bare, `out/${DATE}/issue.md`));
  });
});

describe.concurrent("the paste lane", () => {
  it("names every line that may not be printed, in one run", async () => {
    const text = ["GOLD RISES", "A".repeat(10_000), "OIL | wire | javascript:alert(1)", "25:99 LATE"].join(
      "\n",
    );
    const faults = await faultsOf({ "headlines.txt": text });
    expect(faults.map((fault) => fault.split(". ")[0])).toEqual([
      `${folder}/headlines.txt:2: The line holds a title of 10000 characters; 400 at most`,
      `${folder}/headlines.txt:3: The line holds a link of kind javascript:`,
      `${folder}/headlines.txt:4: The line holds 25:99, which is no time of day`,
    ]);
  });

  it("prints hostile words as the words that they are", async () => {
    const text = [
      "10:00 <script>alert(1)</script> RATES",
      "11:00 [x](javascript:alert(1)) GOLD",
      "12:00 {{view.level}} {{{constructor}}} OIL",
      "13:00 REVISED \u202eGNITTES\u202c FIGURE",
    ].join("\n");
    const root = projectWith({ "headlines.txt": text });
    expect((await build(root, "md,html")).exit).toBe(0);
    expect(liveMarkup(root)).toEqual([]);
    const page = fileOf(root, `out/${DATE}/issue.html`);
    for (const words of [
      "&lt;script&gt;alert(1)&lt;/script&gt; RATES",
      "{{view.level}}",
      "REVISED GNITTES FIGURE",
    ])
      expect(page).toContain(words);
  });
});

describe.concurrent("hostile headlines from a feed", () => {
  it("are no fault, and not one of them is alive on a page", async () => {
    const root = projectCopy();
    const { exit, faults, out } = await build(root, "md,html", "hostile-headlines");
    expect({ exit, faults }).toEqual({ exit: 0, faults: [] });
    expect(liveMarkup(root)).toEqual([]);
    expect(out).toContain("a link of kind javascript:; the headline stands without it");
    expect(out).toContain("a title of 10000 characters; 400 at most");
    const longest = Math.max(
      ...fileOf(root, `out/${DATE}/issue.md`)
        .split("\n")
        .map((line) => line.length),
    );
    expect(longest).toBeLessThan(9_000);
  });
});

/** What would run, load or mislead on the two pages. */
function liveMarkup(root: string): readonly string[] {
  const [text, page] = ["issue.md", "issue.html"].map((name) => fileOf(root, `out/${DATE}/${name}`));
  const inPage = [
    /<script(?! type="application\/ld\+json")[^>]*>/i,
    /<img[^>]*onerror/i,
    /href="\s*javascript:/i,
    /src="https?:/i,
  ];
  const inText = [/(?<!\\)<(script|img)/i, /(?<!\\)\]\(<?javascript:/i, /(?<!\\)!\[[^\]]*\]\(https?:/i];
  const inBoth = [/[\u202a-\u202e\u2066-\u2069]/, /[\ue000-\uf8ff]/, /\p{Cc}(?<![\n\t])/u];
  return [
    ...[...inText, ...inBoth].filter((pattern) => pattern.test(text!)),
    ...[...inPage, ...inBoth].filter((pattern) => pattern.test(page!)),
  ].map(String);
}
