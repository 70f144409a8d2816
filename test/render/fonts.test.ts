import { expect, test } from "vitest";
import { fontFaces, readFonts } from "../../pipeline/render/fonts.ts";
import { dress } from "../support/rendering.ts";

test("each face is inside the page, so that no reader's machine decides how it looks", () => {
  const faces = fontFaces(dress, "Plain words, 81 bp, −0.36%").split("\n");
  expect(
    faces.map((face) => /font-family:"([^"]+)";font-weight:(\d+);font-style:(\w+)/.exec(face)?.slice(1)),
  ).toEqual([
    ["Inter", "400", "normal"],
    ["Inter", "600", "normal"],
    ["Source Serif 4", "400", "normal"],
    ["Source Serif 4", "400", "italic"],
    ["Source Serif 4", "600", "normal"],
  ]);
  for (const face of faces) expect(face).toMatch(/src:url\(data:font\/woff2;base64,d09GMg/);
});

test.each([
  ["Škoda and Kazāks", "U+0100-02BA"],
  ["Η Τράπεζα", "U+0370-03FF"],
  ["Банк России", "U+0301,U+0400-045F"],
])("the letters of %s come with the page", (words, range) => {
  expect(fontFaces(dress, words)).toContain(range);
  expect(fontFaces(dress, words).split("\n")).toHaveLength(10);
});

test("missing packages are named, all of them at once", async () => {
  const reading = readFonts({ files: { read: async () => null } }, dress.assets);
  await expect(reading).rejects.toThrow(
    /inter-latin-400-normal\.woff2: A font file of the pages is not there\. Run npm ci\./,
  );
  await expect(reading).rejects.toMatchObject({ code: "file-missing", faults: { length: 20 } });
});
