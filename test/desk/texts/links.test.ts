import { describe, expect, it } from "vitest";
import { linkFindings, missingPictures, webLinks } from "../../../pipeline/desk/texts/links.ts";
import { askLinks } from "../../../pipeline/desk/texts/links-asked.ts";
import { linksIn } from "../../../pipeline/desk/texts/links-in.ts";
import type { Piece } from "../../../pipeline/model/written.ts";
import { openWeb } from "../../../pipeline/world/web/web.ts";
import { madeUpWeb } from "../../support/made-up-web.ts";

const FILE = "content/issues/2025-09-18/lead.md";

/** A lead that begins in line 4 of its file, its comments known. */
function lead(raw: string) {
  const comments = [...raw.matchAll(/<!--[\s\S]*?-->/g)].map(
    ({ index, 0: all }): Piece => ({ kind: "comment", from: index, to: index + all.length }),
  );
  return { file: FILE, line: 4, raw, pieces: comments };
}

const targets = (raw: string) =>
  linksIn(lead(raw)).map(({ kind, target, line }) => `${line} ${kind} ${target}`);

describe("the links of a text", () => {
  it("are found with their lines, whatever form Markdown gives them", () => {
    const raw = [
      "A [rule](https://example.com/a_(b)?x=1 'title') and <https://example.com/c>.",
      "Bare https://example.com/d, twice: https://example.com/d.",
      "![Dots](dots.png) [![inner](in.png)](<https://example.com/e f>)",
      "[ref]: https://example.com/g",
      "[^note]: see https://example.com/h",
    ].join("\n");
    expect(targets(raw)).toEqual([
      "4 link https://example.com/a_(b)?x=1",
      "4 link https://example.com/c",
      "5 link https://example.com/d",
      "5 link https://example.com/d",
      "6 picture dots.png",
      "6 picture in.png",
      "6 link https://example.com/e f",
      "7 link https://example.com/g",
      "8 link https://example.com/h",
    ]);
  });

  it("are none in comments, in code and behind brackets that open nothing", () => {
    expect(
      targets(
        "<!-- [a](https://example.com/a) -->\n`[b](b.png)`\n```\nhttps://example.com/c\n```\nd](e) \\[f](g)",
      ),
    ).toEqual([]);
  });

  it("of a hostile text of 500 KB take no longer than reading it", () => {
    const start = performance.now();
    for (const one of ["](", "![", "[a](b", "\\", "`", "https://", "<!-- --> "])
      linksIn(lead(one.repeat(500_000 / one.length)));
    expect(performance.now() - start).toBeLessThan(2500);
  });
});

describe("what a text points at", () => {
  const have = { anchors: new Set(["ig-spread"]), images: ["dots.png", "old.png"], charts: new Set(["vix"]) };
  const told = (raw: string) =>
    linkFindings([lead(raw)], have).map(({ verdict, place, message }) => `${verdict} ${place} ${message}`);

  it("is there, or is named with file and line", () => {
    const raw =
      "[a](#ig-spread) [b](#ig-sread)\n\n![c](dots.png) ![d](gone.png)\n![e](charts/vix.png) ![f](charts/vx.png)";
    expect(told(raw)).toEqual([
      `refused ${FILE}:4 The page has no anchor #ig-sread.`,
      `refused ${FILE}:6 The text shows a picture that is not there: "gone.png".`,
      `refused ${FILE}:7 The issue has no chart "vx".`,
      "noted old.png No text shows this picture.",
    ]);
    expect(told("[a](#ig-spread) ![c](dots.png) ![d](old.png)")).toEqual([
      "passed texts Every anchor and picture that the texts name is there.",
    ]);
  });

  it("is told where it is printed as words or cannot be looked for", () => {
    expect(
      told(
        "![c](dots.png) ![d](old.png) [x](other.html) [y](javascript:alert) ![z](https://example.com/z.png)",
      ),
    ).toEqual([
      `noted ${FILE}:4 "other.html" is printed as its words.`,
      `noted ${FILE}:4 "javascript:alert" is printed as its words.`,
      `noted ${FILE}:4 A picture from elsewhere is not shown, only its words: "https://example.com/z.png".`,
    ]);
    expect(linkFindings([lead("[a](#x)")], { ...have, images: [], anchors: null })).toMatchObject([
      { verdict: "not evaluated" },
    ]);
  });

  it("is a fault at the door where it is a picture that nobody has", () => {
    expect(
      missingPictures(
        [lead("x\n\n![d](gone.png) ![e](charts/x.png) ![f](a/b.png) ![g](dots.png)")],
        ["dots.png"],
      ),
    ).toEqual([
      {
        code: "content-invalid",
        place: `${FILE}:6`,
        message: 'The text shows a picture that is not there: "gone.png".',
        remedy: "Put the file beside the text, or take the picture out of it.",
      },
    ]);
  });
});

describe("web addresses", () => {
  const verdicts = async (raw: string, web: Parameters<typeof askLinks>[1]) =>
    (await askLinks(webLinks([lead(raw)]), web)).map(
      ({ verdict, place }) => `${verdict} ${place.replace(FILE, "")}`,
    );

  it("are asked once each, and each place that names one gets the verdict", async () => {
    const web = madeUpWeb({
      "example.com/there": { body: "yes" },
      "example.com/long": { status: 200 },
      "example.com/gone": { status: 404 },
      "example.com/shy": { status: 403, verdict: "blocked" },
      "example.com/mute": { status: null },
    });
    const raw =
      "https://example.com/there\nhttps://example.com/there#part\nhttps://example.com/gone and https://example.com/gone\nhttps://example.com/shy\nhttps://example.com/mute\nhttps://example.com/long";
    expect(await verdicts(raw, web)).toEqual([
      ...["passed :4", "passed :5", "refused :6", "refused :6", "noted :7", "noted :8", "passed :9"],
    ]);
    expect(web.requests.filter(({ url }) => url.endsWith("/gone"))).toHaveLength(1);
  });

  it("are not evaluated, and never green, where nobody answers", async () => {
    const web = madeUpWeb({ "example.com": { status: null } });
    expect(await verdicts("https://example.com/a https://example.com/b http://example.com/c", web)).toEqual([
      ...["not evaluated :4", "not evaluated :4", "not evaluated :4"],
    ]);
    expect(await askLinks(new Map(), web)).toMatchObject([{ verdict: "not evaluated" }]);
  });

  it("of somebody's own network are refused and not asked", async () => {
    const web = openWeb({
      environment: {},
      mirror: null,
      now: () => "2025-09-18T21:00:00Z",
      settings: { lookup: async () => [{ address: "10.0.0.7", family: 4 }], retries: 0 },
    });
    const raw =
      "https://127.0.0.1/a\n<https://[::1]/b>\nhttps://inside.example.com/c\nhttps://user:word@example.com/d";
    expect(await verdicts(raw, web)).toEqual(["refused :4", "refused :5", "refused :6", "refused :7"]);
    await web.close();
  });
});
