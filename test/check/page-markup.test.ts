import { describe, expect, it } from "vitest";
import { pageMarkup } from "../../pipeline/check/page-markup.ts";
import { checkedOf } from "../support/checked.ts";

const said = (body: string, name = "issue.html") =>
  pageMarkup(checkedOf({ artifacts: { [name]: body } })).map(({ message }) => message);
const whole = ["The HTML is whole: tags, ids, links and tables."];
const row = (...cells: readonly string[]) => `<tr>${cells.join("")}</tr>`;
const [head, cell] = ['<th scope="col">Meeting</th>', "<td>3.87</td>"];

describe("a page's HTML", () => {
  it("passes with sections, links within it, lists, drawings and tables", () => {
    const page = [
      '<nav><ul><li><a href="#regime">Regime</a></li></ul></nav><a href="#top">Up</a>',
      '<section id="regime"><p>One <b>two</b></p><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></section>',
      `<table><thead>${row(head, head)}</thead><tbody>${row('<th scope="row">May</th>', cell)}</tbody></table>`,
      `<table role="presentation">${row("<td>left</td>", "<td>right</td>")}${row("<td>one</td>")}</table>`,
    ].join("\n");
    for (const name of ["issue.html", "email.html"]) expect(said(page, name)).toEqual(whole);
  });

  it.each([
    ["<div><p>One</div>", "</div> closes <p>."],
    ["<section>", "Never closed: <section>."],
    ["<p>4 < 5</p>", 'A "<" that opens no tag: < 5</p>.'],
    ["<colunm>x</colunm>", "There is no element <colunm>: <colunm>."],
    ['<p id="a">x</p><p id="a">y</p>', 'The id "a" is there twice: <p id="a">.'],
    ['<p id="a b">x</p>', 'An id is a word: <p id="a b">.'],
    ['<a href="#gone">x</a>', '"#gone" leads nowhere: <a href="#gone">.'],
    ['<p aria-describedby="gone">x</p>', '"#gone" leads nowhere: <p aria-describedby="gone">.'],
    ['<svg><rect fill="url(#gone)"/></svg>', '"#gone" leads nowhere: <rect fill="url(#gone)"/>.'],
    ["<script>alert(1)</script>", "Something runs in the page: <script>."],
    ['<p onclick="x()">y</p>', 'Something runs in the page: onclick of <p onclick="x()">.'],
    ['<a href=" javascript:x()">y</a>', "Something runs in the page:  javascript:x()."],
    ["<div><li>x</li></div>", "<li> stands in <div>."],
    ["<p><div>x</div></p>", "<div> stands in a paragraph."],
    ['<a href="x"><b><a href="y">z</a></b></a>', 'A link stands in a link: <a href="y">.'],
    [
      `<table>${row(head, head)}${row(cell)}</table>`,
      'Row 2 of a table has 1 cells and the first 2: <th scope="col">.',
    ],
    [`<table>${row(cell, cell)}</table>`, "A table's columns have no heads: <table>."],
    [
      `<table>${row("<th>x</th>")}</table>`,
      'A head does not say of what it is one (scope="col" or "row"): <th>.',
    ],
    ["<table></table>", "A table has no row: <table>."],
  ])("is refused: %s", (html, fault) => {
    expect(said(html)).toContain(fault);
  });

  it("counts cells that reach over columns and rows", () => {
    const wide = '<td colspan="2">x</td>';
    const tall = '<td rowspan="2">x</td>';
    expect(
      said(
        `<table>${row(head, head, head)}${row(wide, cell)}${row(tall, cell, cell)}${row(cell, cell)}</table>`,
      ),
    ).toEqual(whole);
  });

  it("names the first of many slips and counts the rest", () => {
    const found = said("<p onclick='x()'>y</p>".repeat(40));
    expect(found).toHaveLength(6);
    expect(found.at(-1)).toBe("And 35 more such.");
  });

  it("was not looked at where no page was made", () => {
    expect(said("text", "issue.md")).toEqual(["No page was made."]);
  });
});
