import { describe, expect, it } from "vitest";
import { mailMarkup } from "../../pipeline/check/mail-markup.ts";
import { checkedOf } from "../support/checked.ts";

const said = (body: string) =>
  mailMarkup(checkedOf({ artifacts: { "email.html": body } })).map(({ message }) => message);

describe("a mail", () => {
  it("passes with tables, plain styles and pictures of a width", () => {
    const body =
      '<table role="presentation" style="display:block;width:100%;position:relative"><tr><td><img src="charts/a.png" width="600" alt="A line"></td></tr></table>';
    expect(said(body)).toEqual(["Every mail program shows what is in it."]);
  });

  it.each([
    ['<div style="color:red;display: flex">x</div>', 'keep "display: flex"'],
    ['<div style="display:inline-grid">x</div>', 'keep "display:inline-grid"'],
    ['<div style="position:absolute">x</div>', 'keep "position:absolute"'],
    ['<p style="margin:0;color:var(--ink)">x</p>', 'keep "color:var("'],
    ['<p style="width:calc(100% - 2px)">x</p>', 'keep "width:calc("'],
    ["<svg></svg>", "show <svg>"],
    ["<form></form>", "show <form>"],
    ['<img src="charts/a.png" alt="A line">', "Outlook asks the width"],
    ['<img src="charts/a.png" width="100%" alt="A line">', "Outlook asks the width"],
  ])("is refused: %s", (body, fault) => {
    expect(said(body)).toHaveLength(1);
    expect(said(body)[0]).toContain(fault);
  });

  it("was not looked at where none was made", () => {
    expect(mailMarkup(checkedOf())).toMatchObject([{ verdict: "not evaluated" }]);
  });
});
