import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readTheme } from "../../../pipeline/desk/settings/read-theme.ts";
import { PipelineError } from "../../../pipeline/errors.ts";
import { keptOn } from "../../../pipeline/world/kept.ts";
import { pixel } from "../../support/rendering.ts";
import { shippedTheme, shippedThemeText } from "../../support/theme.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const svg = (inside: string) =>
  bytes(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`);

/** The shipped theme with some of its text replaced, read in a project with these files below assets/. */
async function read(
  changes: readonly (readonly [string, string])[],
  assets: Record<string, Uint8Array> = {},
) {
  const text = changes.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`the shipped theme has no ${from}`);
    return all.replace(from, to);
  }, shippedThemeText);
  const files = {
    async read(path: string) {
      if (path === "/p/content/theme.yaml") return bytes(text);
      return path.startsWith("/p/assets/")
        ? (assets[path.slice("/p/assets/".length)] ?? null)
        : readFile(path);
    },
    list: async () => [],
    write: async () => undefined,
    remove: async () => undefined,
  };
  return readTheme("/p", { files, kept: keptOn(null) });
}
const faultsOf = async (...asked: Parameters<typeof read>): Promise<string[]> => {
  const error = await read(...asked).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PipelineError)) throw error ?? new Error("the theme was taken");
  return error.message.split("\n");
};
const logo = (words: string) => ["logo: null", `logo: { ${words}, alt: The House, heightPx: 24 }`] as const;

test("the shipped theme is taken as it is", async () => {
  expect(await read([])).toEqual(shippedTheme);
});

test("a colour that is none is refused with its line, and so is one that YAML took for a comment", async () => {
  expect(
    await faultsOf([
      ['ink: "#16181d"', "ink: blu"],
      ['bar: "#12667f"', "bar: #12667f"],
    ]),
  ).toEqual([
    'content/theme.yaml:6 [colours.light.ink]: A colour is a # and six hex digits, such as "#16181d", not "blu". Correct the line.',
    'content/theme.yaml:13 [colours.light.bar]: Write a colour in quotes, such as "#16181d" (YAML takes what follows a bare # for a comment). Correct the line.',
  ]);
});

test("words that could not be read are refused with the ratio found, by day and by night", async () => {
  expect(
    await faultsOf([
      ['grey: "#5c6068"', 'grey: "#8c9098"'],
      ['ink: "#ebe8e1"', 'ink: "#6b6861"'],
    ]),
  ).toEqual([
    "content/theme.yaml:7 [colours.light.grey]: #8c9098 on the paper #ffffff has a contrast of 3.2 to 1, and 4.5 to 1 is needed there. Take a colour further from its ground.",
    "content/theme.yaml:7 [colours.light.grey]: #8c9098 on the panel #f6f4ee has a contrast of 2.9 to 1, and 4.5 to 1 is needed there. Take a colour further from its ground.",
    "content/theme.yaml:7 [colours.light.grey]: #8c9098 on the band #f6f4ee has a contrast of 2.9 to 1, and 4.5 to 1 is needed there. Take a colour further from its ground.",
    expect.stringMatching(
      /^content\/theme\.yaml:22 \[colours\.dark\.ink\]: #6b6861 on the paper #15171b has a contrast of 3\.\d to 1/,
    ),
    ...Array(2).fill(expect.stringContaining("content/theme.yaml:22 [colours.dark.ink]")),
    ...Array(6).fill(expect.stringMatching(/^content\/theme\.yaml:\d+ \[colours\.dark\.heat\./)),
  ]);
});

test("two parts of a chart in one colour by day must be alike at night, for there they are told apart by colour", async () => {
  expect(await faultsOf([['negative: "#cc4a31"', 'negative: "#0e5468"']])).toEqual([
    "content/theme.yaml:35 [colours.dark.chart.negative]: Charts draw positive and negative both in #0e5468 by day, but at night one is #5bb4cd and the other #ee7d66. Make them differ by day or be alike at night.",
  ]);
});

test("a font that is not installed, has no such cut, or is no font is refused with its line", async () => {
  expect(await faultsOf([["@fontsource/inter", "@fontsource/intre"]])).toEqual([
    "content/theme.yaml:50 [fonts.sans.package]: The font package @fontsource/intre is not installed. Run npm install @fontsource/intre, or correct its name.",
  ]);
  expect(
    await faultsOf([["weights: { regular: 400, bold: 600 }", "weights: { regular: 450, bold: 600 }"]]),
  ).toEqual([
    "content/theme.yaml:45 [fonts.serif.weights.regular]: @fontsource/source-serif-4 has no normal cut of weight 450. Take one that the package has; its page at fontsource.org lists them.",
    "content/theme.yaml:46 [fonts.serif.italic]: @fontsource/source-serif-4 has no italic cut of weight 450. Take one that the package has; its page at fontsource.org lists them.",
  ]);
  const own = "files: { regular: fonts/a.woff2, bold: fonts/b.woff2 }";
  expect(await faultsOf([['package: "@fontsource/inter"', own]], { "fonts/a.woff2": pixel })).toEqual([
    "content/theme.yaml:50 [fonts.sans.files.regular]: assets/fonts/a.woff2 is no woff2 file. Save the font as WOFF2.",
    "content/theme.yaml:50 [fonts.sans.files.bold]: There is no file assets/fonts/b.woff2. Put it there, or correct its name.",
  ]);
});

test("a logo that is not there, out of assets/ or no picture is refused with its line", async () => {
  const place = "content/theme.yaml:66 [logo.file]";
  expect(await faultsOf([logo("file: brand/logo.png")])).toEqual([
    `${place}: There is no file assets/brand/logo.png. Put it there, or correct its name.`,
  ]);
  expect(await faultsOf([logo("file: ../secret.png")])).toEqual([
    `${place}: Name a PNG, JPEG or SVG file below assets/. Correct the line.`,
  ]);
  expect(await faultsOf([logo("file: logo.png")], { "logo.png": svg("") })).toEqual([
    `${place}: assets/logo.png is no PNG or JPEG, whatever its name says. Save the logo anew without it, or take another file.`,
  ]);
});

test.each([
  ["<script>alert(1)</script>", "holds a script."],
  ["<g onload='alert(1)'/>", "holds an event handler, which is a script."],
  ['<a href="javascript:alert(1)"><path/></a>', "holds a javascript: link."],
  ["<foreignObject><p>x</p></foreignObject>", "holds a page within the picture."],
  ['<image href="https://example.com/a.png"/>', "fetches something from outside."],
  ["<style>@import 'https://example.com/a.css';</style>", "fetches something from outside."],
])("an SVG logo with %s is refused", async (inside, words) => {
  const files = { "logo.svg": svg(inside), "logo.png": pixel };
  const [found] = await faultsOf([logo("file: logo.svg, mail: logo.png")], files);
  expect(found).toContain(`content/theme.yaml:66 [logo.file]: assets/logo.svg ${words}`);
});

test("an SVG logo needs a PNG or JPEG beside it, because mail programs show none; with it it is taken", async () => {
  expect(await faultsOf([logo("file: logo.svg")])).toEqual([
    "content/theme.yaml:66 [logo.file]: Mail programs show no SVG: name a PNG or JPEG beside it, as mail. Correct the line.",
  ]);
  const files = { "logo.svg": svg('<defs><path id="a"/></defs><use href="#a"/>'), "logo.png": pixel };
  const theme = await read([logo("file: logo.svg, mail: logo.png")], files);
  expect(theme.logo).toMatchObject({ file: "logo.svg", mail: "logo.png" });
});

test("a setting that there is not, a paper that nobody sells and margins that cut the heads are refused at once", async () => {
  const changes = [
    ["reading: 10.1,", "readings: 10.1,"],
    ["papers: [a4]", "papers: [a5]"],
    ["top: 23", "top: 3"],
  ] as const;
  expect((await faultsOf(changes)).map((fault) => fault.replace(/\].*/, "]"))).toEqual(
    [
      "content/theme.yaml:69 [page.papers.0]",
      "content/theme.yaml:70 [page.marginsMm.top]",
      "content/theme.yaml:56 [type.printPt.reading]",
      "content/theme.yaml:56 [type.printPt.readings]",
    ].sort(),
  );
});
