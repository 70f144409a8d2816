import { describe, expect, test } from "vitest";
import type { Filled } from "../../pipeline/model/filled.ts";
import { webPage } from "../../pipeline/render/web.ts";
import { decoded, tagsOf } from "../support/html.ts";
import { filledFrom, partsFrom, sampleText, svgsFor } from "../support/rendering.ts";

const webOf = (text: string, rest: Partial<Filled> = {}) => {
  const parts = partsFrom(text, rest);
  return webPage(parts, svgsFor(parts, "web"));
};
const page = webOf(sampleText);
const tags = tagsOf(page);

describe("a printed figure on the web page", () => {
  test("carries its unrounded value, its id, and what it is", () => {
    const text = "# T\n\nS\n\nA mean of {{ig-spread.mean|109.4 bp}}.";
    const filled = filledFrom(text);
    const [entry] = filled.ledger.entries;
    const ledger = {
      ...filled.ledger,
      entries: [{ ...entry!, figure: { ...entry!.figure, value: 109.41257668711657 } }],
    };
    const html = webOf(text, { ledger });
    expect(html).toContain('<data value="109.41258" data-figure="ig-spread.mean"');
    expect(html).toContain(">109.4 bp</data>");
    const [, ids] = /data-figure="ig-spread.mean"[^>]* aria-describedby="([^"]*)"/.exec(html)!;
    const told = ids!.split(" ").map((id) => new RegExp(`<p id="${id}">(.*?)</p>`).exec(html)![1]);
    expect(told.join(", ")).toBe("Basis points, as of 5 November 2025, Method: as observed, Source: test");
  });

  test("is come to by the tab key where its like is met first in a stretch of text or in a table, and never in a link", () => {
    const stops = (text: string) =>
      [...webOf(text).matchAll(/data-figure="a\.([^"]*)"([^>]*)>/g)].map(([, id, rest]) =>
        rest!.includes("tabindex") ? id!.toUpperCase() : id!,
      );
    const table = "| A | B |\n|---|---:|\n| x | {{a.c|3 bp}} |\n| y | {{a.d|4 bp}} |";
    expect(stops(`# T\n\nS\n\n{{a.a|1 bp}} and {{a.b|2 bp}}.\n\n${table}\n\n{{a.e|5 bp}}`)).toEqual([
      "A",
      "b",
      "C",
      "d",
      "e",
    ]);
    expect(stops("# T\n\nS\n\n[so {{a.a|1 bp}}](https://example.org/) and {{a.b|2%}}")).toEqual(["a", "B"]);
  });

  test("is marked in text, headings and tables, each of them by an id of the ledger", () => {
    const marked = tags.filter(({ name }) => name === "data");
    const ids = new Set(filledFrom(sampleText).ledger.entries.map(({ id }) => id));
    const typed = sampleText.replace(/!\[[^\]]*\]/g, "").match(/\{\{[^}]+\}\}/g);
    expect(marked).toHaveLength(typed!.length);
    for (const { attributes } of marked) {
      expect(ids).toContain(attributes["data-figure"]);
      expect(attributes.value).toMatch(/^-?\d+(\.\d+)?$/);
    }
    expect(page).toMatch(/<h3>Spreads hold <data value="26.4"/);
  });

  test("that the ledger does not hold is a bug and says so", () => {
    const parts = partsFrom("# T\n\nS\n\n{{a.b|1 bp}}", { ledger: { date: "2025-11-05", entries: [] } });
    expect(() => webPage(parts, svgsFor(parts, "web"))).toThrow(/a\.b that the ledger does not hold/);
  });
});

describe("the web page as a file", () => {
  test("fetches nothing and runs nothing", () => {
    const fetched = tags.flatMap(({ name, attributes }) => [
      attributes.src,
      name === "link" ? attributes.href : undefined,
    ]);
    expect(fetched.filter((address) => address && !address.startsWith("data:"))).toEqual([]);
    expect(
      [...page.matchAll(/url\(([^)]{0,12})/g)]
        .map(([, start]) => start)
        .filter((start) => !/^(data:font|#)/.test(start!)),
    ).toEqual([]);
    const policy = tags.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy");
    expect(decoded(policy!.attributes.content!)).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:/,
    );
  });

  const ours = (html: string) => html.match(/@font-face\{[^}]*data:font/g);

  test("holds four faces in the latin letters and stays under 400 kB", () => {
    expect(ours(page)).toHaveLength(4);
    expect(Buffer.byteLength(page)).toBeLessThan(400_000);
  });

  test("goes without the italic face where nothing is set in it", () => {
    expect(ours(webOf("# T\n\nS\n\nPlain words."))).toHaveLength(4);
    expect(ours(webOf("# T\n\nS\n\nPlain *and* slanted words."))).toHaveLength(5);
  });

  test("brings further letters only where a name needs them", () => {
    const html = webOf("# T\n\nS\n\nKazāks of Latvijas Banka spoke.");
    expect(ours(html)).toHaveLength(8);
    expect(webOf("# T\n\nS\n\nÅse")).not.toContain("U+0100");
  });

  test("leads from its contents to every section", () => {
    const anchors = tags.flatMap(({ name, attributes }) =>
      name === "a" && attributes.href?.startsWith("#") ? [attributes.href.slice(1)] : [],
    );
    const ids = new Set(tags.map(({ attributes }) => attributes.id));
    expect([...new Set(anchors)].slice(0, 6)).toEqual([
      "main",
      "key-figures",
      "headlines",
      "sector-attribution",
      "ig-spread",
      "policy-path",
    ]);
    for (const anchor of anchors) expect(ids).toContain(anchor);
  });

  test("draws a chart that stands alone twice, for a desk and for a telephone", () => {
    const views = tags.filter(({ attributes }) => attributes["aria-label"]?.startsWith("Spread since 2020"));
    expect(views.map(({ attributes }) => [attributes.class, attributes.viewBox])).toEqual([
      ["wide", "0 0 640 280"],
      ["narrow", "0 0 340 218"],
    ]);
  });

  test("shows a share as a bar of its unrounded length", () => {
    expect(page).toMatch(
      /<span class="probability" style="--at:64.2"><\/span><span class="beside"><data value="64.2"/,
    );
    expect(page).toMatch(/<span class="percentile" style="--at:99.0">/);
  });

  test("parts no number from what it counts in a heading but the title, which must not grow when fonts come", () => {
    const html = webOf("# The 10-year yield\n\nS\n\nThe 10-year yield on 9 April.\n\n## The 2-year yield");
    expect(html).toContain("<h1>The 10-year yield</h1>");
    expect(html).toContain('<h2>The <span class="figure">2-year</span> yield');
    expect(html).toContain("<p>The 10-year yield on 9\u00A0April.</p>");
  });

  test("leads from every heading of a section to itself", () => {
    const html = webOf(
      "# T\n\nS\n\n@@section:mag7@@\n\n## Seven\n\n### First\n\nWords.\n\n### Second\n\n@@end@@",
    );
    expect(html).toContain('<h2><a href="#mag7">Seven</a></h2>');
    expect(html).toContain("<h3>First</h3>");
    expect(html).toMatch(
      /<h3 id="mag7-2">Second <a class="anchor" href="#mag7-2" aria-label="[^"]+">#<\/a><\/h3>/,
    );
  });

  test("keeps room for a picture before it is there", () => {
    expect(webOf("# T\n\nS\n\n![A shop](small-firms.png)")).toMatch(/<img [^>]*width="1" height="1"/);
  });
});
