import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withoutVariables } from "../../pipeline/render/theme-css.ts";
import { shippedTheme } from "../support/theme.ts";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8");

test("a mail's stylesheet is left without variables, each in its value by day or by night", () => {
  expect(
    withoutVariables("a{color:var(--ink)}b{color:var(--dark-ink)}", shippedTheme, "assets/email.css"),
  ).toBe("a{color:#16181d}b{color:#ebe8e1}");
});

test("a variable that the theme does not have is refused with its line", () => {
  expect(() => withoutVariables("a{}\nb{color:var(--inc)}", shippedTheme, "assets/email.css")).toThrow(
    /^assets\/email\.css:2: The theme has no var\(--inc\)\. There are: ink, grey, /,
  );
});

test("no colour and no font stands anywhere but in content/theme.yaml", () => {
  const below = (folder: string, kinds: RegExp) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
      .filter((name) => kinds.test(name))
      .map((name) => `${folder}/${name}`);
  // Practice charts come before any theme; the preview and the lab are tools, with pages of their own.
  const rooms = ["model", "sections", "compute", "fill", "render", "world/charts"];
  const files = [
    ...below("assets", /\.css$/),
    ...below("templates/layouts", /\.hbs$/),
    ...rooms.flatMap((room) => below(`pipeline/${room}`, /\.ts$/)),
  ].filter((name) => name !== "pipeline/world/charts/plain-look.ts");
  expect(files.length).toBeGreaterThan(100);
  const named = Object.values(shippedTheme.fonts).flatMap(({ family, fallbacks }) => [family, ...fallbacks]);
  const fonts = named.filter((name) => !/^(sans-)?serif$/.test(name)).join("|");
  const literal = new RegExp(
    `#(?:[0-9a-f]{6}|[0-9a-f]{3})\\b|\\b(?:rgba?|hsla?)\\(|["'\`](?:${fonts})\\b|: (?:${fonts}),`,
    "i",
  );
  const found = files.flatMap((name) =>
    read(name)
      .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
      .split("\n")
      .filter((line) => literal.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(found.filter((line) => !line.startsWith("pipeline/model/theme.ts: "))).toEqual([]);
});
