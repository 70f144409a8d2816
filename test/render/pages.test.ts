import { beforeAll, describe, expect, test } from "vitest";
import { emailPage } from "../../pipeline/render/email.ts";
import { type Parts, SAMPLE_NOTICE } from "../../pipeline/render/parts.ts";
import { plainText } from "../../pipeline/render/plain-text.ts";
import { printPage } from "../../pipeline/render/print-page.ts";
import { webPage } from "../../pipeline/render/web.ts";
import { type Tag, tagsOf, wordsOf } from "../support/html.ts";
import { partsFrom, sampleText, svgsFor } from "../support/rendering.ts";

/** What all pages promise, over every page. */
interface Pages {
  readonly web: string;
  readonly print: string;
  readonly email: string;
  readonly text: string;
}
const pagesOf = async (parts: Parts): Promise<Pages> => ({
  web: webPage(parts, svgsFor(parts, "web")),
  print: printPage(parts, svgsFor(parts, "print"), "a4"),
  email: await emailPage(parts),
  text: plainText(parts),
});
const html = ["web", "print", "email"] as const;

const HOSTILE = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `</style><script>alert(2)</script>`,
  `{{#each this}}{{constructor}}{{/each}}`,
  `<svg/onload=alert(3)>`,
  `\u0000<iframe src="https://example.org"></iframe>`,
];
const hostileText = `# ${HOSTILE[0]} and ${HOSTILE[2]}

${HOSTILE[1]}

@@section:headlines@@

## ${HOSTILE[4]}

### ${HOSTILE[3]}

#### Theme

${HOSTILE.map((words) => `- ${words}`).join("\n")}
- [click me](javascript:alert(4)) and <a href="javascript:alert(5)">me</a>
- ![shown](javascript:alert(6)) ![shown](data:text/html,x) ![shown](https://example.org/pixel.gif)

| ${HOSTILE[0]} | B |
|---|---:|
| ${HOSTILE[1]} | {{a.b|1 bp}} |

![${HOSTILE[1]}](charts/ig-spread.png)

@@note:headlines@@

${HOSTILE[2]}

<div onclick="alert(7)">

@@end@@

@@end@@
`;

describe("hostile words", () => {
  let pages: Pages;
  let tags: Record<(typeof html)[number], readonly Tag[]>;
  beforeAll(async () => {
    const notices = [HOSTILE[2]!, '"}</style><script>alert(8)</script>'];
    const publication = `Tracker "} ${HOSTILE[0]}`;
    pages = await pagesOf(
      partsFrom(hostileText, { title: HOSTILE[0]!, standfirst: HOSTILE[1]!, notices, publication }),
    );
    tags = { web: tagsOf(pages.web), print: tagsOf(pages.print), email: tagsOf(pages.email) };
  });

  test.each(html)("no element and no handler of theirs is in the %s page", (page) => {
    const names = new Set(tags[page].map(({ name }) => name));
    for (const name of ["script", "iframe", "object", "form"]) expect(names).not.toContain(name);
    const attributes = tags[page].flatMap((tag) => Object.keys(tag.attributes));
    expect(attributes.filter((name) => /^on/i.test(name))).toEqual([]);
    expect(pages[page].match(/<style/g)?.length ?? 0).toBe(pages[page].match(/<\/style>/g)?.length ?? 0);
    // The mail's night stands twice: Outlook.com asks for it in its own way.
    expect(pages[page].match(/<style/g)?.length ?? 0).toBeLessThanOrEqual(page === "email" ? 2 : 1);
  });

  test.each(html)("no link and no picture of theirs leads out of the %s page", (page) => {
    const addresses = tags[page]
      .flatMap(({ attributes }) => [attributes.href, attributes.src])
      .filter(Boolean);
    expect(
      addresses.filter((address) => !/^(#|data:image\/|charts\/ig-spread\.png$)/.test(address!)),
    ).toEqual([]);
  });

  test.each(html)("they are read as the words they are on the %s page", (page) => {
    const words = wordsOf(pages[page]);
    const typed = words.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
    for (const hostile of HOSTILE.slice(1)) expect(typed).toContain(hostile.replace("\u0000", ""));
  });

  test("they are words in plain text too", () => {
    expect(pages.text).toContain("<script>alert(1)</script>");
    expect(pages.text).not.toContain("javascript:alert(4)");
  });
});

describe("the sample issue", () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await pagesOf(
      partsFrom(sampleText, { simulated: true, notices: ["Made-up prices for the tests of the pages."] }),
    );
  });

  test("every page says that the numbers are simulated, and no notice stands twice in a row", () => {
    for (const page of Object.values(pages)) expect(page).toContain(SAMPLE_NOTICE);
    expect(pages.text.split("Made-up prices for the tests of the pages.")).toHaveLength(2);
    expect(pages.print).toMatch(/@bottom-left\{content:"[^"]*Sample data - simulated, not market data/);
  });

  test("no mark of ours is left on any page", () => {
    for (const page of Object.values(pages)) expect(page).not.toMatch(/[\uE000-\uF8FF]/);
  });

  test.each(html)("the %s page is sound: elements nest, headings have no gaps, ids are single", (page) => {
    const tags = tagsOf(pages[page]);
    const levels = tags.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []));
    expect(levels[0]).toBe(1);
    const steps = levels.slice(1).map((level, index) => level - levels[index]!);
    expect(Math.max(...steps)).toBeLessThanOrEqual(1);
    const ids = tags.flatMap(({ attributes }) => (attributes.id ? [attributes.id] : []));
    expect(ids).toEqual([...new Set(ids)]);
    expect(tags[0]).toEqual({ name: "html", attributes: { lang: "en" } });
  });

  test.each(html)(
    "on the %s page every table has column heads, row heads and its numbers to the right",
    (page) => {
      const tables = pages[page]
        .split(/<table(?![^>]*presentation)/)
        .slice(1)
        .map((one) => one.split("</table>")[0]!);
      expect(tables).toHaveLength(4);
      for (const table of tables) {
        expect(table).toContain("<thead");
        expect(table).toMatch(/<th scope="col"/);
        expect(table.match(/<th scope="row"/g)?.length).toBe(table.match(/<tr/g)!.length - 1);
      }
      expect(pages[page]).toMatch(page === "email" ? /<td align="right">/ : /<td class="num"[^>]*>/);
    },
  );

  test.each(html)("every chart and picture of the %s page has its words", (page) => {
    const images = tagsOf(pages[page]).filter(({ name }) => name === "svg" || name === "img");
    expect(images.length).toBeGreaterThanOrEqual(11);
    for (const { attributes } of images) expect(attributes["aria-label"] ?? attributes.alt).toMatch(/\w{4}/);
  });

  test.each(html)("a link of the %s page leads to the web or within the page, without a way back", (page) => {
    for (const { name, attributes } of tagsOf(pages[page])) {
      if (name !== "a" || attributes.href?.startsWith("#")) continue;
      expect(attributes).toMatchObject({
        rel: "noopener",
        href: expect.stringMatching(/^https:\/\/example\.org/),
      });
    }
  });

  test("the same issue gives the same bytes", async () => {
    const again = await pagesOf(
      partsFrom(sampleText, { simulated: true, notices: ["Made-up prices for the tests of the pages."] }),
    );
    expect(again).toEqual(pages);
  });
});
