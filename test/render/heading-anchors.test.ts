import { expect, test } from "vitest";
import { withAnchors, withoutStopsInLinks } from "../../pipeline/render/heading-anchors.ts";

test("a heading that holds a link is not put into another", () => {
  const html = '<section id="a">\n<h2>See <a href="#b">there</a></h2>\n</section>';
  expect(withAnchors(html, "a")).toBe(html);
});

test("a finding that holds a link keeps its own words and gets a place", () => {
  const html = '<h2>A</h2>\n<p>x</p>\n<h3>See <a href="#b">there</a></h3>';
  expect(withAnchors(html, "a")).toMatch(
    /<h3 id="a-1">See <a href="#b">there<\/a> <a class="anchor" href="#a-1"/,
  );
});

test("what stands within a link is no stop", () => {
  const stop = '<data value="1" tabindex="0" aria-describedby="U0 D0">1</data>';
  expect(withoutStopsInLinks(`<a href="#x">so ${stop}</a> ${stop}`)).toBe(
    `<a href="#x">so <data value="1">1</data></a> ${stop}`,
  );
});
