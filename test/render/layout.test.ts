import { expect, test } from "vitest";
import type { Dress } from "../../pipeline/render/dress.ts";
import { dressed, finished, type Slot, stylesheet } from "../../pipeline/render/layout.ts";
import { shippedTheme } from "../support/theme.ts";

const say = (text: string, slots: Record<string, Slot> = { title: "A & B", body: finished("<p>x</p>") }) =>
  dressed("web.html.hbs", slots, {
    templates: { "layouts/web.html.hbs": text },
    assets: { theme: shippedTheme, files: {} },
    fonts: {},
  });

test("words are escaped, finished HTML is not", () => {
  expect(say("<title>{{title}}</title>{{body}}")).toBe("<title>A &amp; B</title><p>x</p>");
});

test("a slot that there is not is refused with its line and the slots that there are", () => {
  expect(() => say("<p>\n{{titel}}")).toThrow(
    'templates/layouts/web.html.hbs:2: There is no slot "titel". There are: body, title. Correct the layout.',
  );
});

test("a triple-stash is refused with its line: it would print words unescaped", () => {
  expect(() => say("<p>\n\n{{{title}}}")).toThrow(/web\.html\.hbs:3: A triple-stash prints words unescaped/);
  expect(() => say("{{&title}}")).toThrow(/web\.html\.hbs:1: A triple-stash/);
});

test("a layout that cannot be read is refused with its line", () => {
  expect(() => say("<p>\n{{#if title}}\n</p>")).toThrow(
    /^templates\/layouts\/web\.html\.hbs:\d: The layout cannot be read/,
  );
});

test("a layout or stylesheet that is missing is named", () => {
  const bare: Dress = { templates: {}, assets: { theme: shippedTheme, files: {} }, fonts: {} };
  expect(() => dressed("web.html.hbs", {}, bare)).toThrow(/layouts\/web\.html\.hbs: There is no such layout/);
  expect(() => stylesheet("web.css", bare)).toThrow(
    /assets\/web\.css: A stylesheet of the layouts is not there/,
  );
});
