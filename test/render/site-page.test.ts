import { expect, test } from "vitest";
import { type SiteShell, siteFragment, sitePage } from "../../pipeline/render/site-page.ts";
import { siteMark, siteStyles } from "../../pipeline/render/site-styles.ts";
import { dress } from "../support/rendering.ts";
import { shippedTemplates } from "../support/shipped-templates.ts";

const say = (text: string, view: object) => siteFragment({ "site/year.html.hbs": text }, "year", view);

const shell: SiteShell = {
  title: 'Spreads <widen> & "tighten"',
  description: "What happened.",
  publication: "The Tracker",
  base: "/macro",
  canonical: "https://example.com/macro/",
  image: null,
  logo: null,
  search: "/macro/search",
  subscribe: "/macro/subscribe",
  here: { issues: false, search: true, subscribe: false },
  desk: "desk@example.com",
};

test("words are escaped wherever they stand", () => {
  expect(say('<p title="{{words}}">{{words}}</p>', { words: '"><script>' })).toBe(
    '<p title="&quot;&gt;&lt;script&gt;">&quot;&gt;&lt;script&gt;</p>',
  );
});

test("a page stands in the frame that all share, with its title, its place and the feeds", () => {
  const templates = { ...shippedTemplates, "site/one.html.hbs": "<h1>{{title}}</h1>" };
  const html = sitePage(templates, "one", shell);
  expect(html).toContain("<title>Spreads &lt;widen&gt; &amp; &quot;tighten&quot; - The Tracker</title>");
  expect(html).toContain('<main id="main">\n<h1>Spreads &lt;widen&gt; &amp; &quot;tighten&quot;</h1>');
  expect(html).toContain('<link rel="canonical" href="https://example.com/macro/">');
  expect(html).toContain('href="/macro/feed.xml"');
  expect(html).toContain('<a href="/macro/search" aria-current="page">');
  expect(html).not.toContain("noindex");
  expect(html).not.toMatch(/<script|<style|style=/);
});

test("a page without a place of its own is kept by no search engine", () => {
  const html = sitePage(shippedTemplates, "missing", { ...shell, canonical: null });
  expect(html).toContain('<meta name="robots" content="noindex">');
  expect(html).not.toContain("og:url");
});

test.each([
  ["<p>\n{{titel}}", ':2: There is no field "titel". There are: issues, paid, title.'],
  ["<p>\n\n{{#if titel}}x{{/if}}", ':3: There is no field "titel"'],
  ["{{#each issues}}\n{{dat}}{{/each}}", ':2: There is no field "dat". There are: date.'],
  ["{{#each isues}}{{/each}}", ':1: There is no field "isues"'],
  ["<p>\n{{#if paid.only}}x{{/if}}", ':2: "only" is asked of what is not there.'],
  ["<p>\n{{{title}}}", ":2: A triple-stash prints words unescaped"],
  ["{{&title}}", ":1: A triple-stash"],
  ["{{#each issues}}{{this}}{{/each}}", ": A group of fields is printed. Name one of them: date."],
  ["<p>\n{{upper title}}", ':2: There is no helper "upper".'],
  ["<p>\n{{#if title}}\n", ":3: The template cannot be read"],
])("a mistake in a template is told with its line: %j", (text, told) => {
  const view = { title: "x", paid: null, issues: [{ date: "2025-11-05" }] };
  expect(() => say(text, view)).toThrow(`templates/site/year.html.hbs${told}`);
});

test("a template that is missing is named", () => {
  expect(() => siteFragment({}, "year", {})).toThrow(
    "templates/site/year.html.hbs: There is no such template",
  );
  expect(() => siteFragment({}, "../../package", {})).toThrow(/There is no such template/);
});

test("the stylesheet holds the theme's colours and names fonts that lie beside it", () => {
  const { css, fonts } = siteStyles(dress);
  expect(css).toContain("--accent:#c4452d");
  expect(css).toContain("@media (prefers-color-scheme:dark)");
  const named = [...css.matchAll(/url\(([^)]+)\)/g)].map(([, url]) => url!);
  expect([...new Set(named)].sort()).toEqual(Object.keys(fonts).sort());
  expect(Object.keys(fonts).every((name) => /^fonts\/[0-9a-f]{16}\.woff2$/.test(name))).toBe(true);
  expect(Buffer.from(Object.values(fonts)[0]!.subarray(0, 4)).toString()).toBe("wOF2");
  expect(css).not.toMatch(/data:|https?:/);
});

test("the mark is a picture in the theme's colours that fetches nothing", () => {
  const mark = siteMark(dress.assets.theme.colours);
  expect(mark).toContain("fill:#c4452d");
  expect(mark.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|<script/);
});
