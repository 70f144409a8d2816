import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { foreignCss, readForeignFaces } from "../../pipeline/render/foreign-letters.ts";
import { shippedTheme } from "../support/theme.ts";

const asked: string[] = [];
const files = {
  read: async (path: string) => {
    asked.push(path.replace(/^.*@fontsource-variable\//, ""));
    return new Uint8Array(await readFile(path));
  },
};

async function piecesFor(words: string): Promise<string[]> {
  asked.length = 0;
  await readForeignFaces({ files }, words);
  return asked.filter((path) => path.endsWith(".woff2"));
}

test("words in Latin, Greek or Cyrillic letters, with their signs, cost nothing", async () => {
  expect(await readForeignFaces({ files }, "Škoda −0.36% “Η Τράπεζα” – Банк России, €5 ™ ↑ … ₹")).toEqual([]);
  expect(asked).toEqual([]);
});

test.each([
  ["中国央行", /^noto-sans-sc/],
  ["日銀、カナ", /^noto-sans-sc/],
  ["한국은행", /^noto-sans-sc/],
  ["بنك", /^noto-sans-arabic\/files\/noto-sans-arabic-arabic-/],
  ["בנק", /^noto-sans-hebrew\/files\/noto-sans-hebrew-hebrew-/],
  ["📉 👩‍🚀", /^noto-emoji/],
])("%s comes with the pieces of the font that has its letters", async (words, pieces) => {
  const found = await piecesFor(`Plain ${words}`);
  expect(found.length).toBeGreaterThan(0);
  for (const path of found) expect(path).toMatch(pieces);
});

test("a letter that no font has is left to the browser", async () => {
  expect(await piecesFor("\u{13080}")).toEqual([]);
});

test("the faces stand behind the theme's own, on charts too", async () => {
  const css = foreignCss(await readForeignFaces({ files }, "中"), shippedTheme);
  expect(css).toContain('--serif:"Source Serif 4", Noto, Georgia, "Times New Roman", serif');
  expect(css).toContain("svg text{font-family:var(--sans)}");
  expect(foreignCss([], shippedTheme)).toBe("");
});
