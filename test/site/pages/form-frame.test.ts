import { expect, test } from "vitest";
import type { FormsHouse } from "../../../pipeline/site/forms/form-page.ts";
import { notePage } from "../../../pipeline/site/forms/form-page.ts";
import { subscribeForm } from "../../../pipeline/site/forms/subscribe.ts";
import { framedForms } from "../../../pipeline/site/pages/form-frame.ts";
import { tagsOf } from "../../support/html.ts";
import { houseOf, LINK_KEY } from "./made-up-archive.ts";

const house: FormsHouse = {
  site: "https://tracker.example.com",
  base: "",
  publication: "Rates & <Credit>",
  desk: "tracker@example.com",
  linkKey: LINK_KEY,
  page: framedForms(houseOf({ publication: "Rates & <Credit>" })),
};

test("a form stands in the frame of the archive's pages, under its own heading", () => {
  const html = String(subscribeForm(house).body);
  tagsOf(html);
  expect(html).toContain(
    "<title>Subscribe to Rates &amp; &lt;Credit&gt; - Rates &amp; &lt;Credit&gt;</title>",
  );
  expect(html).toContain('<a href="/subscribe" aria-current="page">');
  expect(html).toContain('<form method="post" action="/subscribe"');
  expect(html).toContain('<link rel="stylesheet" href="/site.css">');
});

test("a page after a form is kept by no search engine, and its words are escaped once", () => {
  const html = String(notePage(house, { title: "A 'quoted' <title>", words: ["x & y"] }).body);
  tagsOf(html);
  expect(html).toContain('<meta name="robots" content="noindex">');
  expect(html).toContain("<title>A &#x27;quoted&#x27; &lt;title&gt; - ");
  expect(html).toContain("<p>x &amp; y</p>");
});

test.each(["confirm", "confirmed", "unsubscribe", "unsubscribed", "leave"] as const)(
  "the page %s finds its words",
  (name) => {
    const view = {
      publication: "x",
      desk: "d@example.com",
      home: "/",
      action: "/a",
      address: "",
      wrong: null,
      subscribe: "/subscribe",
    };
    expect(house.page(name, view)).toMatch(/<h1>/);
  },
);
