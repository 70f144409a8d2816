import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Built, build } from "../../pipeline/build.ts";
import { sampleSource } from "../../pipeline/collect/sources/sample.ts";
import { PipelineError, sentence } from "../../pipeline/errors.ts";
import { readJob } from "../../pipeline/job.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { openWorld } from "../../pipeline/world/real-world.ts";
import { pageBrowser } from "../support/page-browser.ts";
import { type ReadPdf, readPdf } from "../support/read-pdf.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { projectRoot } from "../support/worlds.ts";

const DATE = "2025-09-18";
/** Gates that hold how a page looks; an issue of a day that cannot be may be refused by others. */
const WORDS_AND_FIGURES =
  /^(completeness|freshness|plausibility|sources|identities|agreement|same observation|prose|door|simulated|approval)$/;
const world = openWorld({ environment: process.env, tell: () => undefined });
let browser: Browser;

beforeAll(async () => {
  browser = await pageBrowser();
}, 30_000);
afterAll(async () => {
  await Promise.all([world.close(), browser.close()]);
});

/** What is done to a copy of the project before its issue is built. */
interface Nasty {
  readonly scenario?: string;
  /** Files of the writer's folder by name. */
  readonly words?: Readonly<Record<string, string | Uint8Array>>;
  /** In content/, by file: what is replaced by what. */
  readonly settings?: Readonly<Record<string, readonly (readonly [string | RegExp, string])[]>>;
}

async function nastyIssue({ scenario = "normal", words = {}, settings = {} }: Nasty): Promise<Built> {
  const root = temporaryFolder();
  for (const folder of ["content", "templates", "assets"])
    cpSync(join(projectRoot, folder), join(root, folder), { recursive: true });
  const folder = join(root, "content/issues", DATE);
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(words)) writeFileSync(join(folder, name), bytes);
  for (const [file, changes] of Object.entries(settings)) {
    const path = join(root, "content", file);
    const changed = changes.reduce((text, [from, to]) => text.replace(from, to), readFileSync(path, "utf8"));
    expect(changed, file).not.toBe(readFileSync(path, "utf8"));
    writeFileSync(path, changed);
  }
  const job = await readJob({ root, date: DATE }, allSections, world);
  return build({ job, source: sampleSource(scenario, root), from: "collect", only: null }, world);
}

/** Whatever the day, no page may be cut, overfull or blank, on paper, on a phone or in the mail. */
async function expectFit(built: Built): Promise<ReadPdf> {
  const refused = built.findings.filter(
    ({ verdict, gate }) => verdict === "refused" && !WORDS_AND_FIGURES.test(gate),
  );
  expect(refused.map(({ gate, place, message }) => `${gate} ${place}: ${message}`)).toEqual([]);
  const page = await browser.newPage();
  for (const [name, width] of [
    ["issue.html", 320],
    ["issue.html", 1280],
    ["email.html", 360],
  ] as const) {
    await page.setViewport({ width, height: 900 });
    await page.setContent(new TextDecoder().decode(built.artifacts[name]!), { waitUntil: "load" });
    expect(
      await page.evaluate("document.documentElement.scrollWidth"),
      `${name} at ${width}`,
    ).toBeLessThanOrEqual(width);
  }
  await page.close();
  return readPdf(built.artifacts["issue.pdf"]!);
}

const LONG =
  `${"Markets weigh tariffs, deficits and a divided committee while the long end sells off ".repeat(4)}`.slice(
    0,
    300,
  );
const PASTED = Array.from(
  { length: 200 },
  (_, at) =>
    `14:${String(at % 60).padStart(2, "0")} *STORY ${at + 1}: OFFICIAL NUMBER ${at + 1} SPEAKS OF RATES AND TRADE`,
).join("\n");

describe("an issue fits its pages", () => {
  it.each<readonly [string, Nasty]>([
    ["with a title of 300 characters", { words: { "lead.md": `---\ntitle: ${LONG}\n---\nShort.\n` } }],
    ["without headlines", { scenario: "stale-feed" }],
    [
      "with 200 headlines",
      {
        words: { "headlines.txt": PASTED },
        settings: { "tracker.yaml": [["perTheme: 8", "perTheme: 200"]] },
      },
    ],
    [
      "on a day of 40 percent",
      {
        scenario: "shock",
        settings: { "sample/scenarios.yaml": [["indexPercent: -6", "indexPercent: -40"]] },
      },
    ],
    ["when every sector stands still", { scenario: "zero-move" }],
    ["when sectors and volatility are missing", { scenario: "missing-source" }],
    ["with hostile headlines", { scenario: "hostile-headlines" }],
    [
      "of two sections",
      {
        settings: {
          "tracker.yaml": [
            [/^sections: .*$/m, "sections: [ig-spread, watch]"],
            [/^paidOnly: .*$/m, "paidOnly: []"],
            [/^teasers:[\s\S]*?(?=^\S|$(?![\s\S]))/m, "teasers: {}\n"],
          ],
        },
      },
    ],
    [
      "with names in other scripts",
      {
        words: {
          "lead.md": `Η αγορά, 市場は静か, שוק ההון, سوق المال 📉 and a word of 60 letters: ${"x".repeat(60)}`,
        },
        settings: {
          "tracker.yaml": [
            ["name: Nvidia", "name: エヌビディア半導体ホールディングス"],
            ["name: Tesla", "name: טסלה מוטורס"],
            ["name: Apple", "name: 'Apple 🍎 of Cupertino, by its very long legal name'"],
          ],
        },
      },
    ],
  ])(
    "%s",
    async (_, nasty) => {
      const pdf = await expectFit(await nastyIssue(nasty));
      expect(pdf.pages.length).toBeGreaterThanOrEqual(1);
    },
    60_000,
  );
});

describe("a writer's picture", () => {
  it("of 24 megapixels is made as large as a page needs it", async () => {
    const canvas = createCanvas(6000, 4000);
    const brush = canvas.getContext("2d");
    for (let at = 0; at < 60; at += 1) {
      brush.fillStyle = `hsl(${at * 6} 60% 50%)`;
      brush.fillRect(at * 100, 0, 100, 4000);
    }
    const words = {
      "lead.md": "Look.\n\n![Sixty bars of colour](bars.jpg)\n",
      "bars.jpg": await canvas.encode("jpeg", 95),
    };
    const built = await nastyIssue({ words });
    await expectFit(built);
    expect(built.artifacts["issue.pdf"]!.length).toBeLessThan(1_000_000);
  }, 60_000);

  it.each([
    [
      "an SVG with a script",
      "evil.svg",
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    ],
    ["a picture that is not there", "gone.png", null],
    ["a text that calls itself a picture", "words.png", "no picture"],
  ])("%s is refused with its place", async (_, name, bytes) => {
    const words = {
      "lead.md": `Look.\n\n![A picture](${name})\n`,
      ...(bytes === null ? {} : { [name]: bytes }),
    };
    const fault = await nastyIssue({ words }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(PipelineError);
    expect((fault as PipelineError).faults.map(sentence).join("\n")).toContain(name);
  });
});
