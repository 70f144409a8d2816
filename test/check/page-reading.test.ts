import { describe, expect, it } from "vitest";
import { pageReading } from "../../pipeline/check/page-reading.ts";
import { checkedOf } from "../support/checked.ts";

const pageOf = (body: string, { lang = ' lang="en"', title = "Nine of eleven rise" } = {}) =>
  `<html${lang}><head><title>${title}</title></head><body>${body}</body></html>`;
const saidOf = (page: string) =>
  pageReading(checkedOf({ artifacts: { "issue.html": page } })).map(({ message }) => message);
const said = (body: string) => saidOf(pageOf(body));
const sound = ["Language, title, headings, pictures and links can be read aloud."];

describe("a page read aloud", () => {
  it("has headings in order, and words for each picture and link", () => {
    const body = [
      "<h1>Issue</h1><h2>Regime</h2><h3>Growth</h3><h2>Rates</h2>",
      '<img src="a.png" alt="A line"><img src="ornament.png" alt="">',
      '<svg role="img" aria-label="A line"></svg><svg aria-hidden="true"></svg><svg><title>A line</title></svg>',
      '<a href="#x">There</a><a href="#x"><img src="logo.png" alt="Home"></a><a href="#x" aria-label="Up"></a>',
    ].join("");
    expect(said(body)).toEqual(sound);
  });

  it.each([
    ["<h2>Regime</h2><h1>One</h1>", '"Regime" is a heading of level 2 under one of level 0.'],
    ["<h1>One</h1><h1>Two</h1>", "The page has 2 headings of the first level."],
    ["<p>x</p>", "The page has 0 headings of the first level."],
    ["<h1>One</h1><h3>Growth</h3>", '"Growth" is a heading of level 3 under one of level 1.'],
    ["<h1>One</h1><h2> </h2>", "A heading has no words: <h2>."],
    ['<h1>One</h1><img src="a.png">', 'A picture has no words in its place: <img src="a.png">.'],
    ['<h1>One</h1><svg role="img"></svg>', 'A drawing has no words in its place: <svg role="img">.'],
    [
      '<h1>One</h1><svg role="img" aria-label=" "></svg>',
      'A drawing has no words in its place: <svg role="img" aria-label=" ">.',
    ],
    ['<h1>One</h1><a href="#x"><img src="a.png" alt=""></a>', 'A link has no words: <a href="#x">.'],
  ])("is refused: %s", (body, fault) => {
    expect(said(body)).toEqual([fault]);
  });

  it("says its language and its title", () => {
    expect(saidOf(pageOf("<h1>x</h1>", { lang: "" }))).toEqual(["The page does not say its language."]);
    expect(saidOf(pageOf("<h1>x</h1>", { lang: ' lang="English"' }))).toHaveLength(1);
    expect(saidOf(pageOf("<h1>x</h1>", { title: "" }))).toEqual(["The page has no title."]);
  });

  it("was not looked at where no page was made", () => {
    expect(pageReading(checkedOf())).toMatchObject([{ verdict: "not evaluated" }]);
  });
});
