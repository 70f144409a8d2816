import { beforeAll, describe, expect, test } from "vitest";
import { isKnownStyle, mailFaults } from "../support/mail-safe.ts";
import { builtIssue } from "../support/worlds.ts";

/** An issue with every section, its words and tables as readers get them. */
let mails: Readonly<Record<string, string>>;
beforeAll(async () => {
  const scenarios = ["normal", "hostile-headlines", "missing-source"];
  const built = await Promise.all(scenarios.map((scenario) => builtIssue("2025-09-18", { scenario })));
  mails = Object.fromEntries(
    scenarios.map((name, at) => [name, new TextDecoder().decode(built[at]!.artifacts["email.html"])]),
  );
}, 60_000);

describe("the mail holds nothing but what Outlook, Gmail and Apple Mail show", () => {
  test.each(["normal", "hostile-headlines", "missing-source"])("on a day that is %s", (name) => {
    expect(mailFaults(mails[name]!)).toEqual([]);
  });
});

const body = (inner: string) => `<html lang="en"><head><title>T</title></head><body>${inner}</body></html>`;

describe("what an editor might put into it is told", () => {
  test.each([
    ['<div style="display:flex">x</div>', "div: display:flex"],
    ['<p style="position:absolute">x</p>', "p: position:absolute"],
    ['<td style="float:left">x</td>', "td: float:left"],
    ['<p style="margin:-4px 0 0">x</p>', "p: margin:-4px 0 0"],
    ['<div style="padding:4px">x</div>', "div: padding:4px (on cells alone)"],
    ['<td style="margin:4px">x</td>', "td: margin:4px (on words alone)"],
    ['<td style="background:#ffffff">x</td>', "td: background:#ffffff"],
    ['<p style="color:rgba(0,0,0,.5)">x</p>', "p: color:rgba(0,0,0,.5)"],
    ['<p style="color:#fff">x</p>', "p: color:#fff"],
    ['<p style="color:var(--ink)">x</p>', "p: color:var(--ink)"],
    ['<p style="font-size:1.2rem">x</p>', "p: font-size:1.2rem"],
    ['<p style="max-width:60%">x</p>', "p: max-width:60%"],
    ["<section>x</section>", "section"],
    ["<svg></svg>", "svg"],
    ["<table><tr><td>x</td></tr></table>", "table: no width, cellpadding, cellspacing, border"],
    ['<img src="a.png" alt="a" width="9">', "img: no height, style with display:block, font-size or color"],
    ['<p onclick="x()">x</p>', "p: onclick"],
  ])("%s", (inner, fault) => {
    expect(mailFaults(body(inner))).toContain(fault);
  });

  test("a rule of the head as much as one on an element", () => {
    const html =
      '<html lang="en"><head><style>.a{display:grid}@media (max-width:9px){.b{gap:1px}}</style></head></html>';
    expect(mailFaults(html)).toEqual([".a: display:grid", ".b: gap:1px"]);
  });

  test("a sheet that only a newer program keeps narrow", () => {
    const sheet =
      '<table width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px"><tr><td>x</td></tr></table>';
    expect(mailFaults(body(sheet))).toEqual(["table: max-width without a table for Outlook around it"]);
  });

  test("and what they all know is not", () => {
    for (const style of ["color:#16181d", "margin:22px 0 0", "font-family:Georgia,'Times New Roman',serif"])
      expect(isKnownStyle("p", style)).toBe(true);
  });
});
