import juice from "juice";
import { describe, expect, test } from "vitest";
import { emailPage } from "../../pipeline/render/email.ts";
import { inlineStyles, JUICE } from "../../pipeline/render/inline-styles.ts";
import { mailStyles } from "../../pipeline/render/mail-styles.ts";
import { dress, partsFrom, sampleText } from "../support/rendering.ts";

const juiced = (html: string) => juice(html, JUICE);
const page = (css: string, body: string) => `<!doctype html>
<html><head><title>T</title><style>${css}</style></head>
<body>${body}</body></html>`;
const { theme, files } = dress.assets;
const mailCss = new TextDecoder().decode(files["email.css"]!);
const finishedCss = mailStyles("email.css", dress);

describe("styles on the elements are those that juice would write, to the letter", () => {
  test("in a whole issue", async () => {
    const ours = await emailPage(partsFrom(sampleText));
    // An attribute selector is not for us: the same mail goes through juice.
    const other = {
      ...dress,
      assets: { theme, files: { ...files, "email.css": bytes(`${mailCss}\nq[cite] { color: red }`) } },
    };
    const theirs = await emailPage({ ...partsFrom(sampleText), dress: other });
    expect(inlineStyles(page(finishedCss, "<p>x</p>"))).not.toBeNull();
    expect(ours).toBe(theirs);
  });

  test.each([
    [
      "the heavier rule counts, of two equal ones the later",
      "p { color: red } .a { color: blue } .b { color: green } p { margin: 0 }",
      '<p class="b a">x</p><p class="a">y</p><p>z</p>',
    ],
    [
      "ancestors count, near or far",
      ".x p { margin: 1px } .x .y p { margin: 2px } table .x { padding: 0 }",
      '<div class="x"><div class="y"><p>1</p></div><p>2</p></div><p>3</p>',
    ],
    [
      "a style of its own outweighs all",
      ".c { width: 100%; color: red }",
      '<img class="c" style="width:20px" alt="a"><img class="c" alt="b"><i style="top:0">i</i>',
    ],
    [
      "first children",
      "td:first-child { padding-left: 0 } td { padding: 5px } .n { padding: 9px }",
      '<table><tr><td>1</td><td>2</td></tr><tr>\n<td class="n">3</td></tr></table>',
    ],
    [
      "attributes for old programs",
      "td { text-align: left; vertical-align: top } .r { text-align: right; background-color: #fff } table { width: 100%; height: 20px } img { width: 9px; height: auto }",
      '<table width="640"><tr><td>1</td><td class="r" align="left">2</td></tr></table><p class="r">3</p><img src="a.png" alt="b">',
    ],
    [
      "quotes, entities and comments",
      'p { font-family: "A B", C }',
      '<p title="a &gt; b">&lt;x&gt; &amp;</p><!-- <p>no</p> --><br>',
    ],
    [
      "blocks for screens",
      "/* p { color: red } */ p { margin: 0 } @media (max-width: 480px) {\n  p {\n    margin: 1px !important;\n  }\n}",
      "<p>x</p>",
    ],
  ])("%s", (_, css, body) => {
    const html = page(css, body);
    expect(inlineStyles(html)).toBe(juiced(html));
  });
});

describe("what is not understood is left to juice", () => {
  test.each([
    "a:hover { color: red }",
    "a > b { color: red }",
    "p { color: red !important }",
    "p { color: var(--ink) }",
    "p { color: red; color: blue }",
    "@font-face { font-family: A }",
    "p { color: red",
  ])("%s", (css) => {
    expect(inlineStyles(page(css, "<p>x</p>"))).toBeNull();
  });

  test.each(["<p>x", "<p><b>x</p></b>", "<P>x</P>", "<p title='x'>y</p>", "1 < 2"])("%s", (body) => {
    expect(inlineStyles(page("p { margin: 0 }", body))).toBeNull();
  });
});

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
